import functools, time
def trace(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kw):
        r = fn(*args, **kw)
        print(f'{fn.__name__}({", ".join(map(repr, args))}) -> {r!r}')
        return r
    return wrapper
def repeat(n):
    def deco(fn):
        @functools.wraps(fn)
        def w(*a, **k): return [fn(*a, **k) for _ in range(n)]
        return w
    return deco
@trace
def add(a, b):
    "adds"
    return a + b
@repeat(3)
def hi(name='x'): return 'hi ' + name
add(1, 2); print(hi('bob'), add.__name__, add.__doc__, add.__wrapped__(3, 4))
class CountCalls:
    def __init__(self, fn): functools.update_wrapper(self, fn); self.fn, self.n = fn, 0
    def __call__(self, *a): self.n += 1; return self.fn(*a)
@CountCalls
def sq(x): return x * x
sq(2); sq(3); print(sq.n, sq.__name__)
@functools.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(15), fib.cache_info(), fib.cache_parameters()); fib.cache_clear(); print(fib.cache_info())
@functools.singledispatch
def show(x): return 'object'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('s'), show(True))
p = functools.partial(int, base=2); print(p('101'), p, functools.reduce(lambda a, b: a * b, range(1, 6)))
@functools.total_ordering
class V:
    def __init__(s, x): s.x = x
    def __eq__(s, o): return s.x == o.x
    def __lt__(s, o): return s.x < o.x
print(V(1) >= V(1), V(1) > V(2), V(2) <= V(3))
class P:
    @functools.cached_property
    def v(self): print('computing'); return 42
q = P(); print(q.v, q.v, q.__dict__)
