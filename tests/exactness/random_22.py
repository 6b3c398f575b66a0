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
        local(self, self.name + "-")
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
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
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
def referents(x):
    return [getattr(o, "name", "-") for o in gc.get_referents(x)
            if type(o) in (list, dict, tuple) or type(o).__name__ in ('A', 'D', 'O', 'S', 'R', 'M', 'E', 'DL', 'DD')]
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(10, 3, 2)
gc.enable()
def main():
    junk = None
    n4 = (gen0(E("o1")),)
    n4 = gen(n4, "o2")
    n4 = D("o3")
    junk = [[] for i in range(5)]
    print("count", gc.get_count())
    px = weakref.proxy(n4, mk_cb("o4"))
    print("proxy", px.name)
    del gc.garbage[:]
    w1 = weakref.ref(n4)
    print("count", gc.get_count())
    print("count", gc.get_count())
    gc.disable()
    print("referents n4", referents(n4))
    print("tracked n4.__dict__", gc.is_tracked(n4.__dict__))
    print("rc temp", sys.getrefcount((n4,)))
    for i in range(8):
        junk = [i]
    print("collect()", gc.collect())
    print("rc n4", sys.getrefcount(n4))
    n4.c = n4
main()
gc.callbacks.remove(on_gc)
del ON[:]
