# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
import atexit
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
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
def take(x, box):
    box.append(x)
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_default(v):
    def f(x=v):
        return x
    return f
def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)
    return f
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
def nm(o):
    return getattr(o, "name", None)
def referrers(x, kind):
    return len([o for o in gc.get_referrers(x) if type(o) is kind])
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def va(*a, **k):
    return len(a)
gc.disable()
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(10, 5, 1)
gc.enable()
n3 = (gen0([]),)
n2 = A("o1")
n0 = [n2]
n4 = mk_default(n0)
print("count", gc.get_count())
n7 = gen(n4, "o2")
next(n7)
n1 = n0 = n0
print("rc n7", sys.getrefcount(n7))
n4.a = n3
n7 = dict(a=1)
print("tracked", gc.is_tracked(n7))
print("collect()", gc.collect())
print("local", local(n3[-1], "o3"))
print("finalized", gc.is_finalized(n1))
wv = weakref.WeakValueDictionary()
wv[0] = n2
wv[1] = n4
print("referrers n4 type", referrers(n4, type))
for i in range(8):
    junk = iter([])
print("take", take([D("o4.%d" % i) for i in range(4)], n1))
for i in range(12):
    junk = mk_rec(i)
print("mark", 5)
junk = [A("j") for i in range(8)]
n6 = n4 = n4()[0]
n1[1].pop(0)
next(n3[0], None)
for i in range(12):
    va(*[i, i])
n7[3] = None
w0 = weakref.ref(n2)
print("count", gc.get_count())
n7 = ident(n0[0])
gc.freeze()
for i in range(60):
    junk = ValueError(i)
junk = [mk_closure(i) for i in range(3)]
gc.enable()
fin0 = weakref.finalize(n4, note, "o6")
junk = [A("j") for i in range(5)]
print("weak w0", nm(w0()))
gc.set_threshold(7, 2, 3)
junk = [{} for i in range(3)]
n7 = D("o7")
n7.a = gen0(n7)
next(n7.a)
n4.x = n7
print("count", gc.get_count())
print("rc n0", sys.getrefcount(n0))
print("collect()", gc.collect())
print("count", gc.get_count())
gc.set_threshold(2, 1, 3)
n1.append(n1[-1])
for i in range(5):
    junk = {1: [i]}
gc.callbacks.remove(on_gc)
del ON[:]
