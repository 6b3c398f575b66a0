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
        if t is not None:
            graveyard.append(t)
    def m(self):
        return self
def countva(*a):
    return sys.getrefcount(a[0])
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
def mk_cell(v):
    def get():
        return v
    def put(x):
        nonlocal v
        v = x
    return get, put
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
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def members():
    return [[o.name for o in gc.get_objects(generation=g) if type(o) is A] for g in range(3)]
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
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
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(20, 3, 1)
gc.enable()
def main():
    hold = []
    junk = None
    n5 = (A("o1"), [7, []],)
    n7 = [M("o2"), None]
    n0 = gen(n7, "o3")
    n5 = (n5,)
    print("collect()", gc.collect())
    fin0 = weakref.finalize(n5[0][0], note, "o4")
    fin0.atexit = False
    for i in range(35):
        junk = [[], [], []]
    for i in range(35):
        junk = iter([])
    print("frozen", gc.get_freeze_count() - fr)
    def f7(p0, p1):
        print("finalized", gc.is_finalized(p1))
        print("mark", 5)
        v0 = M("o6")
        v0.a = v0
        print("enabled", gc.isenabled())
        v0, v2 = mk_cell([2.5])
        v2(v0)
        gc.enable()
        return p1[0]
    n0 = f7(n5[-1], n7)
    del n7[1:]
    print("members", members())
    for i in range(4):
        n5[0][-1].append(R("o8.%d" % i))
    del n7
    n7 = n5[0][1] if len(n5) == 1 else None
    print("call countva(n5[-1][0], 1)", countva(n5[-1][0], 1))
    for i in range(8):
        junk = weakref.ref(A("j"))
    print("local", local(n7[3], "o9"))
    gc.enable()
    n6 = {i: i for i in range(3)}
    print("tracked", gc.is_tracked(n6))
    n0 = A("o10")
    n0.a = gen0(n0)
    next(n0.a)
    del gc.garbage[:]
    try:
        n0.a.throw(KeyError("t"))
    except KeyError:
        print("thrown")
    n5 = ring(M, "o12", 2)
    print("count", gc.get_count())
    print("local", local(n5, "o13"))
    for i in range(35):
        junk = {1: [i]}
    try:
        try:
            boom(n0, 1)
        finally:
            print("finally", sys.getrefcount(n0))
    except ValueError:
        pass
    def f15(p0, p1):
        junk = None
        print("mark", 14)
        print("count", gc.get_count())
        for i in range(20):
            junk = (v for v in [i])
        for i in range(8):
            junk = str(i) + "x"
        p1.c = p0
        print("leaving f15")
        return p1
    n2 = f15(n7[3], n7[2])
    n2.c = n7[1]
    for i in range(35):
        junk = str(i) + "x"
    n7[1].extend((v for v in [{}] * 2))
    junk = [(i, []) for i in range(60)]
    try:
        print("rc", sys.getrefcount(n5))
    finally:
        del n0
    print("count", gc.get_count())
    try:
        boom(n2, 0)
    except ValueError as e:
        print("caught", sys.getrefcount(n2))
    for i in range(20):
        hold.append((i, A("h")))
    del n5
    print("collect()", gc.collect())
    print("dict n7[-1]", len(vars(n7[-1])))
    print("rc n2.c[-1]", sys.getrefcount(n2.c[-1]))
    print("enabled", gc.isenabled())
    n7 = n2 = n6 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
