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
        self.x = self.y = self
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
def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)
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
def gen0(x):
    t = [x]
    yield t
    yield x
def holders(x, kind):
    return sorted(o.name for o in gc.get_referrers(x) if type(o) is kind)
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
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(50, 2, 3)
gc.enable()
def main():
    watch = []
    hold = []
    junk = None
    n3 = mk_closure(mk_class("o1"))
    n1 = A("o2")
    n2 = R("o3")
    n6 = [A("o4")] * 2
    print("count", gc.get_count())
    n7 = A("o5")
    n7.a = n7
    watch.append(weakref.ref(n7, mk_cb("o5")))
    del n7
    n7 = R("o6")
    gc.set_threshold(13, 2, 1)
    for i in range(5):
        junk = str(i) + "x"
    gc.set_threshold(2, 5, 3)
    del n2
    print("count", gc.get_count())
    n0 = M("o7")
    n0.x = n0.a = M("o8")
    n0.a.b = n0
    del n0
    print("collect()", gc.collect())
    n6.pop()
    print("count", gc.get_count())
    del n6
    fin1 = weakref.finalize(n7, note, "o9")
    print("mark", 10)
    print("referents n3()", referents(n3()))
    del hold[:]
    n1 = n1.m
    for i in range(5):
        ring(A, "r", 2)
    for i in range(8):
        hold.append({i: hold})
    print("holders n3()", holders(n3(), A))
    print("collect(2)", gc.collect(2))
    n3 = tuple([tuple([1]), tuple([2])])
    print("tracked", gc.is_tracked(n3))
    print("collect()", gc.collect(0))
    print("tracked", gc.is_tracked(n3))
    n7.b = n3
    n5 = A("o11")
    n5.a = n5
    n5 = A("o12")
    n5.a = gen0(n5)
    next(n5.a)
    n6 = gen(M("o14"), "o15")
    next(n6)
    for i in range(3):
        junk = mk_rec(i)
    print("rc temp", sys.getrefcount(M("o16")))
    del n3
    junk = [{} for i in range(60)]
    for i in range(3):
        junk = ValueError(i)
    n7.b = n1
    sys.unraisablehook = hook
    print("tracked n7", gc.is_tracked(n7))
    del n6, n7
    print("count", gc.get_count())
    del hold[::2]
    n5 = n1 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
