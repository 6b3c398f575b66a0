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
class S(object):
    __slots__ = ("name", "a", "b", "__weakref__")
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
    def m(self):
        return self
class E(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
        raise ValueError(self.name)
    def m(self):
        return self
def ident(x):
    return x
def count(x):
    return sys.getrefcount(x)
def take(x, box):
    box.append(x)
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_cb(tag):
    def cb(r):
        if ON: print("cb", tag, r() is None)
    return cb
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        if ON: print("fin", tag)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
watch = []
hold = []
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect(2)
gc.callbacks.append(on_gc)
gc.set_threshold(2, 2, 1)
gc.enable()
n6 = (mk_closure(S("o3")), [A("o2")] * 3, set([A("o1")]),)
n3 = A("o4")
print("len", len(n6))
del hold[:5]
n0 = n6
n6 = gen({1: E("o5"), 5: n0, 2: 's'}, "o6")
print("tracked n6", gc.is_tracked(n6))
print("mark", 7)
print("call count(ident(n3))", count(ident(n3)))
print("mark", 8)
junk = [[] for i in range(60)]
for i in range(20):
    junk = object()
print("count", gc.get_count())
print("take", take((n0, n3, {},), n0[1]))
print("count", gc.get_count())
print("call (lambda v: sys.getrefcount(v))(n6)", (lambda v: sys.getrefcount(v))(n6))
n0[1][3:4] = ['s', None]
for n3 in n0:
    print("each", sys.getrefcount(n3))
print("count", gc.get_count())
print("count", gc.get_count())
print("exc_info", sys.exc_info()[0] is None)
n6 = A("o9")
n6.a = n6
watch.append(weakref.ref(n6, mk_cb("o9")))
del n6
print("rc n0[1]", sys.getrefcount(n0[1]))
print("count", gc.get_count())
n0 = n3 = None
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
