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
def ident(x):
    return x
def count2(x):
    y = x
    z = [x, y]
    return sys.getrefcount(x)
def forward(*a, **k):
    return count2(*a, **k)
def mk_closure(v):
    def f():
        return v
    return f
def mk_lambda(v, w):
    return lambda: (v, w)[0]
def mk_cb(tag):
    def cb(r):
        if ON: print("cb", tag, r() is None)
    return cb
def grab(x):
    y = x
    return sys._getframe()
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def stats(old):
    return [(n["collections"] - o["collections"], n["collected"] - o["collected"],
             n["uncollectable"] - o["uncollectable"]) for o, n in zip(old, gc.get_stats())]
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(10, 1, 1)
gc.enable()
def main():
    watch = []
    hold = []
    junk = None
    n2 = (None, mk_lambda([], 1), ({}, 2.5,),)
    n3 = D("o1")
    n6 = set([A("o2")])
    n5 = grab(mk_closure([]))
    del hold[::2]
    print("mark", 3)
    print("call (lambda v: sys.getrefcount(v))(n5)", (lambda v: sys.getrefcount(v))(n5))
    n1 = A("o4")
    n1.a = n1
    watch.append(weakref.ref(n1, mk_cb("o4")))
    del n1
    wv = weakref.WeakValueDictionary()
    wv[3] = n3
    print("tracked n2[-1]", gc.is_tracked(n2[-1]))
    n0 = ident(n3)
    for i in range(20):
        junk = (i, [])
    n3.c = n6
    print("count", gc.get_count())
    print("rc n2[-1]", sys.getrefcount(n2[-1]))
    print("call forward(x=n6)", forward(x=n6))
    print("count", gc.get_count())
    junk = [{} for i in range(5)]
    n6 = (tuple([1]), 2)
    print("tracked", gc.is_tracked(n6))
    print("collect()", gc.collect())
    print("tracked", gc.is_tracked(n6))
    st = gc.get_stats()
    print("stats", stats(st))
    n5, *n7 = n2
    print("count", gc.get_count())
    del n7
    n0 = n3 = n2 = n6 = n5 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
del ON[:]
