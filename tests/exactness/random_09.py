# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
class A(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
    def m(self):
        return self
class DD(dict):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, len(self))
    def m(self):
        return self
def ident(x):
    return x
def take(x, box):
    box.append(x)
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_lambda(v, w):
    return lambda: (v, w)[0]
def mk_class(tag):
    class K(object):
        name = tag
        def m(self):
            return self
    return K
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def grab(x):
    y = x
    return sys._getframe()
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def va(*a, **k):
    return len(a)
gc.disable()
watch = []
junk = None
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 5, 1000)
gc.enable()
n6 = [ValueError(DD("o1"))]
n5 = grab(n6)
n6[0].args[0][0] = n6
n6[0].args[0].c = A("o2")
n5 = n6[-1].args[0].pop(0)
st = gc.get_stats()
n6[0] = n6[-1]
n3 = ident(n5[-1])
print("where n3", where(n3))
for i in range(4):
    n3 = D("o3.%d" % i)
    if i == 0:
        n6.append(n3)
n2 = mk_lambda(n6, 1)
n5 = mk_class("o5")
n5.a = DD("o4")
for n4 in n6:
    print("each", sys.getrefcount(n4))
    break
print("take", take(n2, n6))
for i in range(3):
    junk = weakref.ref(A("j"))
n5 = A("o6")
n5.a = n5
watch.append(weakref.ref(n5, mk_cb("o6")))
del n5
for i in range(20):
    va(i, i, x=i)
for i in range(20):
    junk = mk_closure(i)
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
print("end")
