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
def wrap(x):
    return [x]
def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)
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
def grab(x):
    y = x
    return sys._getframe()
def nm(o):
    return getattr(o, "name", None)
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
def holders(x, kind):
    return sorted(o.name for o in gc.get_referrers(x) if type(o) is kind)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 3, 2)
gc.enable()
def main():
    watch = []
    hold = []
    junk = None
    z = None
    n4 = catch2(grab(D("o1")), 0)
    n3 = {5: n4}
    print("rc n4", sys.getrefcount(n4))
    print("rc n3", sys.getrefcount(n3))
    n3 = A("o2")
    n3.a = n3
    watch.append(weakref.ref(n3, mk_cb("o2")))
    del n3
    z = None
    print("rc temp", sys.getrefcount((D("o3"), D("o4"), 1000,)))
    n7 = (O("o5"),)
    for i in range(35):
        junk = object()
    n5 = A("o6")
    n5.a = n5
    watch.append(weakref.ref(n5, mk_cb("o6")))
    del n5
    print("count", gc.get_count())
    gc.set_threshold(10, 1, 3)
    print("count", gc.get_count())
    for i in range(3):
        junk = [i]
    n3 = {}
    print("tracked", gc.is_tracked(n3))
    for z in graveyard:
        print("zombie", nm(z), sys.getrefcount(z))
    for i in range(60):
        junk = [i]
    n3[2] = n7
    try:
        boom(n3[2], 2)
    except ValueError as e:
        print("caught", sys.getrefcount(n3[2]))
    print("holders n4", holders(n4, O))
    junk = None
    wv = weakref.WeakValueDictionary()
    wv[0] = n7[0]
    for i in range(3):
        hold.append(A("h"))
    n3 = A("o7")
    n3.a = n3
    watch.append(weakref.ref(n3, mk_cb("o7")))
    del n3
    print("where n7[-1]", where(n7[-1]))
    n1 = A("o8")
    n1.a = n1
    watch.append(weakref.ref(n1, mk_cb("o8")))
    del n1
    print("count", gc.get_count())
    print("count", gc.get_count())
    n1 = wrap(n4)
    n4, n7 = n7, n4
    for i in range(5):
        hold.append({i: hold})
    junk = [(i, []) for i in range(3)]
    print("count", gc.get_count())
    junk = list(map(lambda v: [v], range(60)))
    for i in range(5):
        junk = [[], [], []]
    n6 = O("o9")
    n6.a = gen(n6, "o10")
    next(n6.a)
    print("count", gc.get_count())
    n1 = mk_rec(n7)
    print("where n6", where(n6))
    n6 = n1 = n4 = n7 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
