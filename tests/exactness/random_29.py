# python: >=3.9
import gc
import sys
import weakref
class A(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class R(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("resurrect", self.name)
        graveyard.append(self)
    def m(self):
        return self
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def note(tag):
    print("fin", tag)
def gen0(x):
    t = [x]
    yield t
    yield x
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 2, 1000)
gc.enable()
n6 = A("o1")
n3 = R("o2")
n5 = gen0(A("o3"))
n6.b = n6
n2 = dict(a=1)
print("tracked", gc.is_tracked(n2))
n3.w = weakref.ref(n3, mk_cb("o4"))
fin1 = weakref.finalize(n6, note, "o5")
fin1.atexit = False
n4 = A("o6")
wv = weakref.WeakValueDictionary()
wv[0] = n3
n5 = [n6.b, n4, n4]
try:
    boom(n5[2], 2)
except ValueError as e:
    print("caught", sys.getrefcount(n5[2]))
print("wv", sorted(wv.keys()))
for i in range(3):
    junk = [[], [], []]
gc.callbacks.remove(on_gc)