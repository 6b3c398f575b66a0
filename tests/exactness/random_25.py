# python: >=3.9
import gc
import sys
import weakref
class A(object):
    def __init__(self, name):
        self.name = name
class D(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class DD(dict):
    def __init__(self, name):
        self.name = name
class M(object):
    def __init__(self, name):
        self.name = name
def count(x):
    return sys.getrefcount(x)
def drop(x):
    del x
def mk_cell(v):
    def get():
        return v
    def put(x):
        nonlocal v
    return get, put
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def chained(x):
    try:
        try:
            raise KeyError(x)
        except KeyError as k:
            raise ValueError(x) from k
    except ValueError as e:
        return e
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
watch = []
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 3, 1000)
n1 = D("o1")
n2 = chained(n1.m)
n2 = (n2, n2, n2,)
n7 = (n1, n1,)
drop(n7[-1].m)
print("call [c for c in (count(v) for v in (n7,))]", [c for c in (count(v) for v in (n7,))])
n1, n3 = mk_cell(DD("o2"))
junk = list(map(lambda v: [v], range(35)))
junk = []
for i in range(5):
    junk = (v for v in [i])
def f8(p0, p1):
    for v2 in p0:
        print("each", sys.getrefcount(v2))
    gc.set_threshold(2, 2, 1000)
    v0 = D("o7")
    print("each", sys.getrefcount(v0))
n4 = f8(n2, n7)
print("where n3", where(n3))
n0 = M("o9")
w1 = weakref.ref(n0)
n4 = A("o10")
n4.a = n4
watch.append(weakref.ref(n4, mk_cb("o10")))
del n4
n5 = A("o11")
n5.a = n5
watch.append(weakref.ref(n5, mk_cb("o11")))
del n5
n0.w = weakref.ref(n0, mk_cb("o12"))
gc.callbacks.remove(on_gc)
print("end")