# python: >=3.9
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
class R(object):
    def __init__(self, name):
        self.name = name
class M(object):
    def __init__(self, name):
        self.name = name
class E(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        raise ValueError(self.name)
def count(x):
    return sys.getrefcount(x)
def mk_cb(tag):
    def cb(r):
        if ON: print("cb", tag, r() is None)
    return cb
def gen(x, tag):
    try:
        yield x
    finally:
        if ON: print("fin", tag)
def members():
    return [[o.name for o in gc.get_objects(generation=g) if type(o) is A] for g in range(3)]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def stats(old):
    return [(n["collections"] - o["collections"], n["collected"] - o["collected"],
             n["uncollectable"] - o["uncollectable"]) for o, n in zip(old, gc.get_stats())]
def ring(kind, tag, n):
    first = last = kind(tag + "0")
    for i in range(1, n):
        x = kind(tag + str(i))
        x.a = last
        last = x
    first.a = last
watch = []
gc.collect()
gc.freeze()
gc.callbacks.append(on_gc)
n1 = {0: [M("o1")] * 2, 3: {}}
n5 = [[i] for i in range(4)]
n3 = [[i] for i in range(2)]
gc.set_threshold(5, 3, 3)
st = gc.get_stats()
wv = weakref.WeakValueDictionary()
print("stats", stats(st))
junk = A("j").m
print("collect(2)", gc.collect(2))
print("wv", wv.pop(1, None) is None)
print("count", gc.get_count())
n3 = ring(E, "o6", 4)
n4 = ring(D, "o7", 2)
print("call list(map(count, [n5]))", list(map(count, [n5])))
n0 = A("o8")
watch.append(weakref.ref(n0, mk_cb("o8")))
n1 = None
n7 = A("o9")
watch.append(weakref.ref(n7, mk_cb("o9")))
print("stats", stats(st))
junk = [A("j") for i in range(35)]
print("members", members())
n2 = R("o10")
n2.a = gen(n2, "o11")
next(n2.a)
gc.callbacks.remove(on_gc)