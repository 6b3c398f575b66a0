import functools, gc, sys
@functools.lru_cache(maxsize=2)
def f(x, y=0): return [x, y]
a = f(1); b = f(2); c = f(1); print(a is c, f.cache_info()); f(3); print(f.cache_info(), f(2) is b, f.cache_info()); f.cache_clear(); print(f.cache_info(), f(1) is a)
print(f(1, y=1) is f(1, y=1), f(y=1, x=1) is f(1, y=1), f.cache_info())
@functools.lru_cache(maxsize=None, typed=True)
def g(x): print('call', x); return x
g(1); g(1.0); g(True); g(1); g('a'); g(('t', 1)); g(('t', 1)); print(g.cache_info())
try: g([])
except TypeError as e: print(e)
@functools.cache
def fact(n): return n * fact(n - 1) if n else 1
print(fact(20), fact.cache_info(), fact.__wrapped__, fact.__name__)
class C:
    def __init__(s): s.n = 0
    @functools.lru_cache
    def m(s, k): s.n += 1; return k
    def __del__(s): print('C dies')
o = C(); o.m(1); o.m(1); print(o.n, C.m.cache_info(), o.m, C.m(o, 2)); del o; print('held'); C.m.cache_clear()
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): print('hash', s.v); return hash(s.v)
    def __eq__(s, o): print('eq', s.v, o.v); return s.v == o.v
@functools.lru_cache(2)
def h(k): return k.v
h(K(1)); h(K(1)); h(K(2)); h(K(3)); h(K(1)); print(h.cache_info())
@functools.lru_cache(0)
def z(x): print('always'); return x
z(1); z(1); print(z.cache_info(), z.cache_parameters())
class R:
    pass
r = R(); r.c = functools.lru_cache(lambda x: r2()); r2 = lambda: r; r.c(1); import weakref; w = weakref.ref(r); del r2; del r; print(gc.collect() > 0, w())
for bad in ('functools.lru_cache("x")', 'functools.lru_cache(-5)(len).cache_info()', 'functools.lru_cache(maxsize=1.5)'):
    try: print(eval(bad))
    except TypeError as e: print(bad, e)
def rec(n): return rec2(n)
@functools.lru_cache(maxsize=10)
def rec2(n): return rec2(n + 1)
try: rec2(0)
except RecursionError as e: print('RecursionError', str(e)[:32])
import copy, pickle; print(copy.copy(fact) is fact, copy.deepcopy(fact) is fact, pickle.loads(pickle.dumps(fact)) is fact)
k = (1, 2); x = ['v']; 
@functools.lru_cache
def hold(t): return x
hold(k); print(sys.getrefcount(k), sys.getrefcount(x), gc.get_referrers(x).__len__()); hold.cache_clear(); print(sys.getrefcount(k), sys.getrefcount(x))
print(list(map(fact, [3, 4])), sorted([3, 1], key=fact), fact(*[5]), fact(**{'n': 6}), functools.partial(fact, 4)())
