# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
ON = [1]
graveyard = []
class A(object):
    def __init__(self, name):
        self.name = name
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
def mk_cb(tag):
    def cb(r):
        if ON: print("cb", tag, r() is None)
    return cb
gc.disable()
watch = []
hold = []
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.set_threshold(30, 2, 2)
gc.enable()
n2 = {0: set([A("o1")])}
n5 = A("o2")
n5.x = n5
gc.enable()
n5 = A("o4")
n5.a = n5
watch.append(weakref.ref(n5, mk_cb("o4")))
del n5
print("rc n2", sys.getrefcount(n2))
for i in range(12):
    junk = (v for v in [i])
print("mark", 5)
for i in range(20):
    junk = weakref.ref(A("j"))
n3 = A("o6")
n3.a = n3
watch.append(weakref.ref(n3, mk_cb("o6")))
del n3
del hold[:5]
for i in range(20):
    junk = object()
n1 = A("o7")
n5 = R("o8")
n5.x = n5
print("count", gc.get_count())
n1 = n2 = n5 = None
print("collect()", gc.collect())
gc.disable()
del ON[:]
