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
        print("rc self", sys.getrefcount(self), sys.getrefcount(t) if t is not None else 0)
    def m(self):
        return self
def mk_closure(v):
    def f():
        return v
    return f
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def catch(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        return e
def referrers(x, kind):
    return len([o for o in gc.get_referrers(x) if type(o) is kind])
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
hold = []
junk = None
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(30, 5, 2)
gc.enable()
n6 = M("o1")
n2 = catch(n6)
n5 = [n6, n2.args[0]]
n4 = A("o2")
def f3(p0, p1):
    junk = None
    print("rc p0.args[0]", sys.getrefcount(p0.args[0]))
    try:
        try:
            boom(p0.args[0], 1)
        finally:
            print("finally", sys.getrefcount(p0.args[0]))
    except ValueError:
        pass
    print("count", gc.get_count())
    for i in range(5):
        junk = (v for v in [i])
    print("referrers p0 tuple", referrers(p0, tuple))
    {'q': p1.args[0], 8: None, 3: p0}
    return p1
n4 = f3(n2, n2)
print("dict n5[1]", sorted(n5[1].__dict__))
print("mark", 4)
for i in range(35):
    hold.append([i])
n0 = R("o5")
n0.x = n0.a = A("o6")
n0.a.b = n0
del n0
print("collect()", gc.collect())
for i in range(35):
    hold.append({i: hold})
junk = [[] for i in range(12)]
print("rc n5[1]", sys.getrefcount(n5[1]))
print("rc n6", sys.getrefcount(n6))
for i in range(8):
    junk = mk_closure(i)
for i in range(60):
    junk = weakref.ref(A("j"))
n2.args[0].x = n6
for n0 in n5:
    print("each", sys.getrefcount(n0))
print("method sys.getrefcount(n6.m().m())", sys.getrefcount(n6.m().m()))
print("count", gc.get_count())
n0.c = n6
print("referents n2", len(gc.get_referents(n2)))
print("rc n6", sys.getrefcount(n6))
del n6
print("collect()", gc.collect())
print("count", gc.get_count())
junk = None
gc.callbacks.remove(on_gc)
del ON[:]
