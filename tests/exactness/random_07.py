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
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
    def m(self):
        return self
def ident(x):
    return x
def count(x):
    return sys.getrefcount(x)
def grab(x):
    y = x
    return sys._getframe()
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def ring(kind, tag, n):
    first = last = kind(tag + "0")
    for i in range(1, n):
        x = kind(tag + str(i))
        x.a = last
        last = x
    first.a = last
    return first
gc.disable()
hold = []
junk = None
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(10, 2, 1000)
gc.enable()
n1 = {}
n1 = grab(A("o1"))
print("rc n1", sys.getrefcount(n1))
del graveyard[:]
print("mark", 2)
for i in range(35):
    junk = {}
    junk[0] = junk
print("mark", 3)
for i in range(3):
    ring(A, "r", 2)
print("mark", 5)
print("where n1", where(n1))
n4 = n5 = n1
st = gc.get_stats()
for i in range(60):
    junk = set([i])
junk = [A("j") for i in range(3)]
print("call count(ident(n1))", count(ident(n1)))
del n4
for i in range(12):
    hold.append((i, A("h")))
for i in range(12):
    junk = object()
for i in range(20):
    junk = set([i])
for i in range(5):
    junk = iter([])
n1 = None
print("tracked n5", gc.is_tracked(n5))
ident([D("o6")] * 2)
n5 = {3: (A("o7"),)}
for i, n1 in enumerate(n5[3]):
    print("each", sys.getrefcount(n1))
for i in range(35):
    hold.append(A("h"))
print("count", gc.get_count())
for i in range(35):
    junk = str(i) + "x"
print("rc n5", sys.getrefcount(n5))
wv = weakref.WeakValueDictionary()
wv[1] = n1
for i in range(5):
    junk = lambda: i
print("count", gc.get_count())
print("rc n5", sys.getrefcount(n5))
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
