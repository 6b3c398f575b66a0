from functools import singledispatch, singledispatchmethod, partial, reduce, wraps, total_ordering, cmp_to_key, partialmethod
@singledispatch
def f(x): return "obj"
@f.register
def _(x: int): return "int"
@f.register(list)
def _(x): return "list"
print(f(1), f([]), f(2.0), f(True), f.registry.keys(), f.dispatch(bool)(1))
def deco(fn):
    @wraps(fn)
    def w(*a, **k): print("call", fn.__name__); return fn(*a, **k)
    return w
@deco
def add(a, b=2): "doc"; return a + b
print(add(1), add.__name__, add.__doc__, add.__wrapped__(5)); print(partial(add, 1, b=5), partial(add, 1)() ) if 0 else print(partial(add, 1)())
print(reduce(lambda a, b: a * b, range(1, 6)), sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))))
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(T(1) <= T(2), T(1) >= T(2), T(3) > T(2))
