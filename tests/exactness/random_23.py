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
def wrap(x):
    return [x]
def mk_closure(v):
    def f():
        return v
    return f
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
def members():
    return [[o.name for o in gc.get_objects(generation=g) if type(o) is A] for g in range(3)]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(2, 3, 1)
gc.enable()
def main():
    watch = []
    hold = []
    junk = None
    n4 = D("o1")
    n6 = ((n4, 1, A("o2"),), A("o3"),)
    n6[1].a = n6[0][2]
    print("count", gc.get_count())
    n2 = A("o4")
    n2.a = n2
    watch.append(weakref.ref(n2, mk_cb("o4")))
    del n2
    for i in range(3):
        junk = weakref.ref(A("j"))
    n7 = gen([A("o5")], "o6")
    next(n7)
    st = gc.get_stats()
    n4.w = weakref.ref(n4, mk_cb("o7"))
    print("count", gc.get_count())
    n6 = M("o8")
    n6.x = n6.a = A("o9")
    n6.a.b = n6
    del n6
    print("collect()", gc.collect())
    print("count", gc.get_count())
    for i in range(8):
        junk = [i]
    n0 = n2 = n4
    print("count", gc.get_count())
    for i in range(35):
        hold.append({i: hold})
    print("members", members())
    n4 = None
    n6 = wrap(n2)
    for i in range(12):
        junk = weakref.ref(A("j"))
    for i in range(35):
        hold.append((i, A("h")))
    n2.a = n0
    n0 = n0
    print("tracked type(len)", gc.is_tracked(type(len)))
    gc.freeze()
    junk = {i: [i] for i in range(60)}
    print("rc n6", sys.getrefcount(n6))
    for i in range(20):
        junk = [i]
    n2 = n6[-1].m
    gc.enable()
    print("mark", 10)
    junk = [(i, []) for i in range(60)]
    n6[-1].a = n6
    print("mark", 11)
    print("count", gc.get_count())
    fin2 = weakref.finalize(n0.a[-1], note, "o12")
    for i in range(3):
        junk = object()
    n2 = n6
    for i in range(3):
        junk = A("j").m
    print("count", gc.get_count())
    print("rc n7", sys.getrefcount(n7))
    gc.set_threshold(10, 1, 1)
    for i in range(35):
        junk = mk_closure(i)
    del n6
    print("collect(2)", gc.collect(2))
    for i in range(60):
        junk = D("j%d" % i)
        junk.a = junk
    n2 = n4 = n7 = n0 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
