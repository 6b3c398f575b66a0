# functools.lru_cache: what it holds, how often, and which result goes.
import functools
import gc
import sys


@functools.lru_cache(maxsize=2)
def f(x, y=0):
    print("call", x, y)
    return [x, y]


a = f(1)
b = f(2)
print(f(1) is a, f.cache_info())
f(3)
print(f.cache_info(), f(2) is b, f.cache_info())
print(f(1, y=1) is f(1, y=1), f(y=1, x=1) is f(1, y=1), f.cache_info())
f.cache_clear()
print(f.cache_info(), f.__wrapped__.__name__, f.__name__)


@functools.lru_cache(maxsize=None, typed=True)
def g(x):
    print("call", x)


for x in (1, 1.0, True, 1, "a", ("t", 1), ("t", 1)):
    g(x)
print(g.cache_info())
try:
    g([])
except TypeError as e:
    print(e)


class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        print("hash", self.v)
        return hash(self.v)

    def __eq__(self, other):
        print("eq", self.v, other.v)
        return self.v == other.v


@functools.lru_cache(2)
def h(k):
    return k.v


h(K(1)); h(K(1)); h(K(2)); h(K(3)); h(K(1))
print(h.cache_info())


class C:
    @functools.lru_cache(None)
    def m(self, k):
        print(sys.getrefcount(self), sys.getrefcount(k))
        return self

    def __del__(self):
        print("C dies")


o = C()
k = (1, 2)
o.m(k)
o.m(k)
print(sys.getrefcount(o), sys.getrefcount(k), C.m.cache_info())
del o
C.m.cache_clear()
print(sys.getrefcount(k))


@functools.lru_cache(maxsize=4)
def hold(t):
    return [t]


r = hold(k)
print(sys.getrefcount(k), sys.getrefcount(r))
if sys.version_info >= (3, 8):
    print([type(x).__name__ for x in gc.get_referents(hold)])
r.append(hold)
del r
gc.collect()
before = len(gc.get_objects())
del hold
print(gc.collect() > 0, sys.getrefcount(k))
