# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
import atexit
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
class O:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
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
class DL(list):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name, len(self))
    def m(self):
        return self
class DD(dict):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name, len(self))
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
        self.__dict__.clear()
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
        if ON: print("cb", tag, r() is None)
    return cb
def note(tag):
    if ON: print("fin", tag)
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        if ON: print("fin", tag)
def referents(x):
    return [getattr(o, "name", "-") for o in gc.get_referents(x)
            if type(o) in (list, dict, tuple) or type(o).__name__ in ('A', 'D', 'O', 'S', 'R', 'M', 'E', 'DL', 'DD')]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def hook(u):
    print("unraisable", u.exc_type.__name__)
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
junk = None
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(7, 5, 1000)
gc.enable()
n0 = (D("o1"),)
n6 = (n0, n0[0], 2.5,)
for i in range(8):
    junk = A("j")
    junk.a = junk
n3 = A("o2")
n3.a = gen(n3, "o3")
next(n3.a)
n3.a = n0[-1]
sys.unraisablehook = hook
fin1 = weakref.finalize(n3, note, "o4")
print("collect(2)", gc.collect(2))
n0[0].c = n0[0]
n4 = ring(R, "o5", 3)
del n4
n0, n3, n6 = n3, n6, n0
n0 = {1: A("o6")}
n0[2] = n0
print("referents n6[-1]", referents(n6[-1]))
for i in range(3):
    junk = type("K", (object,), {})
print("count", gc.get_count())
try:
    print("rc", sys.getrefcount(n6[0].c))
finally:
    del n3
print("rc n0", sys.getrefcount(n0))
n7 = n0
del n0
print("collect()", gc.collect())
def f7(p0):
    junk = None
    hold = []
    print("count", gc.get_count())
    junk = [mk_closure(i) for i in range(12)]
    hold.pop() if hold else None
    print("count", gc.get_count())
    return p0
n0 = f7(n6[0])
n4 = mk_class("o9")
n4.a = D("o8")
print("tracked {'a': 'b', 'c': 1.5}", gc.is_tracked({'a': 'b', 'c': 1.5}))
print("count", gc.get_count())
for i in range(20):
    junk = {}
    junk[0] = junk
print("finalized", gc.is_finalized(n7))
gc.set_threshold(3, 5, 1000)
n1 = A("o10")
n1.a = n1
watch.append(weakref.ref(n1, mk_cb("o10")))
del n1
for i in range(5):
    junk = iter([])
print("count", gc.get_count())
del n7[2]
for i in range(3):
    junk = [i]
print("count", gc.get_count())
for i in range(5):
    junk = A("j")
n0.b = {0: n6, 'k': n6[0], 'q': n4}
print("collect(2)", gc.collect(2))
print("mark", 11)
n1 = tuple('ab')
print("tracked", gc.is_tracked(n1))
print("collect()", gc.collect(0))
print("tracked", gc.is_tracked(n1))
junk = {i: [i] for i in range(3)}
w1 = weakref.ref(n4, mk_cb("o12"))
print("mark", 13)
w3 = weakref.ref(n0, mk_cb("o14"))
gc.enable()
print("count", gc.get_count())
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
