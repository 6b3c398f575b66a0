# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
ON = [1]
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
def mk_closure(v):
    def f():
        return v
    return f
def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)
    return f
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        if ON: print("fin", tag)
def gen0(x):
    t = [x]
    yield t
    yield x
def members():
    return [[o.name for o in gc.get_objects(generation=g) if type(o) is A] for g in range(3)]
def ring(kind, tag, n):
    first = last = kind(tag + "0")
    for i in range(1, n):
        x = kind(tag + str(i))
        x.a = last
        last = x
    first.a = last
    return first
gc.disable()
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.set_threshold(2, 2, 1)
gc.enable()
n3 = gen0(([], D("o1"),))
n3 = A("o2")
n2 = D("o3")
n2 = gen(n2, "o4")
for i in range(35):
    junk = weakref.ref(A("j"))
print("collect()", gc.collect())
n0 = gen(n2, "o5")
for i in range(3):
    junk = mk_rec(i)
print("tracked n3.__dict__", gc.is_tracked(n3.__dict__))
print("tracked n2", gc.is_tracked(n2))
print("rc n3", sys.getrefcount(n3))
junk = None
n4 = D("o6")
n4.a = n4.m
print("count", gc.get_count())
print("count", gc.get_count())
del n3
for i in range(35):
    junk = iter([])
print("tracked n0", gc.is_tracked(n0))
print("rc n2", sys.getrefcount(n2))
n1 = n0
print("referents n2", len(gc.get_referents(n2)))
print("count", gc.get_count())
print("dict n4", len(vars(n4)))
print("count", gc.get_count())
n5 = [n0]
print("count", gc.get_count())
print("mark", 7)
del n4
print("collect(1)", gc.collect(1))
print("rc n5", sys.getrefcount(n5))
junk = [mk_closure(i) for i in range(20)]
print("count", gc.get_count())
for i in range(35):
    junk = lambda: i
print("count", gc.get_count())
print("collect()", gc.collect())
n5.append(n5)
print("finalized", gc.is_finalized(n2))
print("rc n5[-1]", sys.getrefcount(n5[-1]))
junk = [{} for i in range(20)]
gc.set_threshold(10, 2, 2)
n5.append(n1)
for i in range(60):
    ring(A, "r", 2)
print("count", gc.get_count())
n0 = A("o8")
gc.set_threshold(10, 2, 2)
n0.a = n0
print("enabled", gc.isenabled())
[A("o9")][0]
print("members", members())
n2 = n5 = n0 = n1 = None
print("collect()", gc.collect())
gc.disable()
del ON[:]
