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
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
    def m(self):
        return self
class DL(list):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, len(self))
    def m(self):
        return self
class M(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
        t = getattr(self, "x", None)
        self.fresh = D(self.name + "+")
        self.fresh.a = self
    def m(self):
        return self
class E(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
        raise ValueError(self.name)
    def m(self):
        return self
def count(x):
    return sys.getrefcount(x)
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
def mk_closure(v):
    def f():
        return v
    return f
def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)
    return f
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def referrers(x, kind):
    return len([o for o in gc.get_referrers(x) if type(o) is kind])
def holders(x, kind):
    return sorted(o.name for o in gc.get_referrers(x) if type(o) is kind)
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
watch = []
hold = []
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(7, 1, 1000)
gc.enable()
n4 = DL("o1")
n2 = mk_closure(mk_rec(DL("o2")))
print("rc n4", sys.getrefcount(n4))
n2 = (tuple([1]), 2)
print("tracked", gc.is_tracked(n2))
print("collect()", gc.collect())
print("tracked", gc.is_tracked(n2))
n0 = ring(M, "o3", 3)
del n0
del n2
print("mark", 4)
for i in range(8):
    ring(A, "r", 2)
try:
    boom(n4, 0)
except ValueError as e:
    print("args", sys.getrefcount(e.args[0]), sys.getrefcount(e))
try:
    try:
        boom(n4, 1)
    finally:
        print("finally", sys.getrefcount(n4))
except ValueError:
    pass
print("count", gc.get_count())
print("count", gc.get_count())
print("local", local(n4, "o5"))
print("count", gc.get_count())
setattr(n4, "b", n4)
print("referrers n4 list", referrers(n4, list))
print("call count(x=n4)", count(x=n4))
n6 = A("o6")
n6.a = n6
watch.append(weakref.ref(n6, mk_cb("o6")))
del n6
del hold[:5]
print("holders n4", holders(n4, E))
n4 = None
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
gc.disable()
print("end")
