from __future__ import print_function
import gc
import sys
import weakref
class R:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("resurrect", self.name)
class M:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def grab(x):
    return sys._getframe()
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
gc.disable()
gc.collect()
gc.enable()
n3 = grab(R("o2"))
n5 = n4 = (n3, n3, M("o4"),)
gc.set_threshold(5, 5, 1000)
w1 = weakref.ref(n5[-1])
n4[-1].b = n4
n0 = n5 = n4 = n3 = None
print("collect()", gc.collect())
print("garbage", garbage())