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
class R(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("resurrect", self.name)
        graveyard.append(self)
    def m(self):
        return self
class M(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
        t = getattr(self, "x", None)
        graveyard.append([self, t])
        del graveyard[:]
    def m(self):
        return self
def rebind(x):
    x = [x]
    x = [x]
    return x
def mk_closure(v):
    def f():
        return v
    return f
def mk_cb(tag):
    def cb(r):
        if ON: print("cb", tag, r() is None)
    return cb
def chained(x):
    try:
        try:
            raise KeyError(x)
        except KeyError as k:
            raise ValueError(x) from k
    except ValueError as e:
        return e
gc.disable()
watch = []
hold = []
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.set_threshold(10, 1, 3)
gc.enable()
n2 = A("o1")
n1 = mk_closure(n2)
n6 = [D("o2.%d" % i) for i in range(2)]
n7 = [[D("o3"), n6, n1], n6[0]]
for i in range(20):
    hold.append((i, A("h")))
del hold[:]
n1 = A("o4")
n1.a = n1
watch.append(weakref.ref(n1, mk_cb("o4")))
del n1
print("mark", 5)
print("count", gc.get_count())
n2.c = n7
n3 = A("o6")
n3.a = n3
watch.append(weakref.ref(n3, mk_cb("o6")))
del n3
print("collect(1)", gc.collect(1))
n3 = n5 = n7
n5 = rebind(n2)
print("call list(map(sys.getrefcount, [n6[0]]))", list(map(sys.getrefcount, [n6[0]])))
junk = list(map(lambda v: [v], range(12)))
print("count", gc.get_count())
print("count", gc.get_count())
print("rc temp", sys.getrefcount(chained(R("o7"))))
n3[:] = []
n3 = tuple([tuple([1]), tuple([2])])
print("tracked", gc.is_tracked(n3))
print("collect()", gc.collect(0))
print("tracked", gc.is_tracked(n3))
n6[1:2] = [n6, None]
n6 = M("o9")
n6.x = n6.a = D("o10")
n6.a.b = n6
del n6
print("collect()", gc.collect())
n2 = n5[0] + []
print("rc n3", sys.getrefcount(n3))
print("tracked iter([])", gc.is_tracked(iter([])))
n5.append(n7)
print("count", gc.get_count())
print("mark", 11)
for i in range(20):
    junk = (i, [])
print("mark", 12)
print("frozen", gc.get_freeze_count() - fr)
print("collect()", gc.collect())
gc.disable()
del ON[:]
