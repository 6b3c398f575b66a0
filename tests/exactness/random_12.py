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
def grab(x):
    y = x
    return sys._getframe()
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
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(50, 5, 1000)
gc.enable()
def main():
    hold = []
    junk = None
    n1 = {5: [], 2: grab([]), 0: mk_class("o1")}
    n3 = [n1[5]]
    del hold[:]
    for i in range(12):
        junk = D("j%d" % i)
        junk.a = junk
    for i in range(5):
        junk = D("j%d" % i)
        junk.a = junk
    for i in range(3):
        ident([i])
    st = gc.get_stats()
    n3 = (n3[0], S("o2"), 2.5,)
    print("call list(map(count, [n1[2]]))", list(map(count, [n1[2]])))
    for i in range(35):
        junk = [v for v in (i, i)]
    n3 = E("o3")
    n3.a = mk_closure(n3)
    print("count", gc.get_count())
    print("count", gc.get_count())
    n2 = ring(A, "o4", 4)
    del n2
    for i in range(5):
        junk = mk_closure(i)
    for i in range(60):
        hold.append({i: hold})
    print("count", gc.get_count())
    ws = weakref.WeakSet([n3])
    print("ws", len(ws))
    del n3
    print("ws", len(ws))
    junk = [{} for i in range(60)]
main()
gc.callbacks.remove(on_gc)
del ON[:]
