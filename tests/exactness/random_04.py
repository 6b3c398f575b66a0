# python: >=3.9
from __future__ import print_function
import gc
import sys
ON = [1]
graveyard = []
class A(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
    def m(self):
        return self
class R(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("resurrect", self.name)
        graveyard.append(self)
    def m(self):
        return self
def countkw(**k):
    return sys.getrefcount(k['x'])
def mk_closure(v):
    def f():
        return v
    return f
def nm(o):
    return getattr(o, "name", None)
gc.disable()
hold = []
z = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.set_threshold(3, 3, 2)
gc.enable()
n5 = mk_closure([A("o1.%d" % i) for i in range(3)])
n7 = [R("o2")] * 3
print("count", gc.get_count())
print("graveyard", [nm(z) for z in graveyard])
del hold[::2]
print("collect()", gc.collect())
print("dict n7[-1]", len(n7[-1].__dict__))
n1 = [n7]
print("mark", 3)
print("call countkw(x=n5())", countkw(x=n5()))
print("count", gc.get_count())
print("mark", 4)
if graveyard:
    z = graveyard.pop()
gc.disable()
n1[0][0].x = n7[-1]
for i in range(4):
    n3 = D("o5.%d" % i)
    if i == 0:
        n1[0].append(n3)
n5 = n1 = n7 = n3 = None
print("collect()", gc.collect())
del ON[:]
