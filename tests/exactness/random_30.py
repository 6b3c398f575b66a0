# python: >=3.9
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
def count(x):
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        print("fin", tag)
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
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
watch = []
junk = None
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(5, 1, 1000)
gc.enable()
n1 = [A("o2.%d" % i) for i in range(3)]
def f4(p0, p1):
    print("count", gc.get_count())
    print("count", gc.get_count())
    p0.pop()
    print("mark", 3)
    return p1
n4 = f4(n1, n1)
wv = weakref.WeakValueDictionary()
wv[1] = n4[1]
gc.set_threshold(3, 1, 1000)
n7 = gen(n4[0], "o6")
next(n7)
n5 = A("o7")
n5.a = n5
watch.append(weakref.ref(n5, mk_cb("o7")))
del n5
print("where n4", where(n4))
n4[-1].w = weakref.ref(n4[1], mk_cb("o9"))
print("wv", sorted(wv.keys()))
gc.set_threshold(5, 2, 1000)
for i in range(3):
    junk = mk_closure(i)
n7.close()
n6 = ring(D, "o10", 3)
w2 = weakref.ref(n4[0], mk_cb("o11"))
gc.callbacks.remove(on_gc)