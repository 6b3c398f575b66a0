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
def countkw(**k):
    return sys.getrefcount(k['x'])
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
def gen0(x):
    t = [x]
    yield t
    yield x
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def catch2(x, n):
    try:
        boom(x, n)
    except ValueError as e:
        err = e
    return err
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
watch = []
junk = None
gc.collect()
gc.collect(1)
gc.callbacks.append(on_gc)
gc.set_threshold(10, 3, 1000)
gc.enable()
n5 = catch2([A("o1.%d" % i) for i in range(4)], 0)
n2 = [M("o2")]
print("rc n5", sys.getrefcount(n5))
n5.args[0][2].w = weakref.ref(n5.args[0][2], mk_cb("o3"))
i = 0
while i < 5:
    i += 1
    [i]
print("collect()", gc.collect())
del gc.garbage[:]
gc.set_debug(gc.DEBUG_SAVEALL)
n7 = A("o4")
n7.a = mk_closure(n7)
print("saveall", gc.collect(), garbage())
gc.set_debug(0)
del gc.garbage[:]
print("tracked tuple([[]])", gc.is_tracked(tuple([[]])))
print("weakrefs", weakref.getweakrefcount(n2[0]), len(weakref.getweakrefs(n2[0])))
n1 = gen0(D("o5"))
print("count", gc.get_count())
print("rc n2", sys.getrefcount(n2))
for i in range(12):
    junk = (v for v in [i])
n2 = {1: A("o6")}
n2[2] = n2
delattr(n7, "a")
try:
    n1.throw(KeyError("t"))
except KeyError:
    print("thrown")
n7.a = n7
print("count", gc.get_count())
for i in range(60):
    junk = weakref.ref(A("j"))
n6 = n1
print("collect()", gc.collect())
n7 = gen(n5, "o7")
next(n7)
gc.set_threshold(7, 1, 1000)
n5 = n0 = gen0(n6)
for i in range(60):
    junk = mk_closure(i)
del n2
print("rc n5", sys.getrefcount(n5))
print("count", gc.get_count())
for i in range(3):
    junk = iter([])
print("rc n7", sys.getrefcount(n7))
n4 = A("o8")
n4.a = n4
watch.append(weakref.ref(n4, mk_cb("o8")))
del n4
print("mark", 9)
print("count", gc.get_count())
junk = [A("j") for i in range(12)]
print("call countkw(**{'x': n7})", countkw(**{'x': n7}))
for i in range(5):
    junk = [v for v in (i, i)]
junk = None
print("tracked n5", gc.is_tracked(n5))
del n7
print("count", gc.get_count())
st = gc.get_stats()
print("count", gc.get_count())
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
del ON[:]
