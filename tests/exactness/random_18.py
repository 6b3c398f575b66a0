# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
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
        print("del", self.name)
    def m(self):
        return self
class M(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
        t = getattr(self, "x", None)
        self.x = self.y = self
    def m(self):
        return self
def count(x):
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_class(tag):
    class K(object):
        name = tag
        def m(self):
            return self
    return K
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        print("fin", tag)
def gen0(x):
    t = [x]
    yield t
    yield x
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
watch = []
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect(0)
gc.callbacks.append(on_gc)
gc.set_threshold(5, 1, 1)
gc.enable()
n5 = []
n2 = ([[i] for i in range(2)],)
n7 = mk_class("o2")
n0 = mk_closure(M("o3"))
for i in range(35):
    junk = [[], [], []]
del n0
try:
    boom(n5, 2)
except ValueError as e:
    print("caught", sys.getrefcount(n5))
n5 = A("o4")
n5.a = n5
watch.append(weakref.ref(n5, mk_cb("o4")))
del n5
gc.enable()
for i in range(35):
    junk = iter([])
print("call count(n2[0])", count(n2[0]))
for n7 in n2:
    print("each", sys.getrefcount(n7))
    break
for i in range(20):
    junk = mk_closure(i)
print("rc n7[-1]", sys.getrefcount(n7[-1]))
n4 = gen0(gen(n7, "o5"))
n6 = mk_class("o7")
n6.a = S("o6")
del n7, n4
gc.callbacks.remove(on_gc)
gc.disable()
print("end")
