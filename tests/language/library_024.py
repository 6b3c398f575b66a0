from functools import *
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(50), fib.cache_info()); fib.cache_clear(); print(fib.cache_info(), fib)
@singledispatch
def show(x): return 'obj'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('s'), show.registry.keys())
class C:
    @cached_property
    def v(self): print('calc'); return 3
c = C(); print(c.v, c.v, c.__dict__)
p = partial(int, base=2); print(p('101'), p, reduce(lambda a,b: a*b, [1,2,3,4]))
@total_ordering
class N:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(N(1) >= N(0), N(1) <= N(0), sorted([3,1,2], key=cmp_to_key(lambda a,b: b-a)))
class S:
    @singledispatchmethod
    def go(self, x): return 'base'
    @go.register
    def _(self, x: str): return 'str'
print(S().go(1), S().go('x'))
