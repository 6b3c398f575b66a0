# types.FunctionType: what it takes and what it refuses.
import types
def outer():
    x = 1
    def inner(a, b=2): "doc"; return (a, b, x)
    return inner
f = outer()
g = types.FunctionType(f.__code__, {'__name__': 'm'}, 'other', (5,), f.__closure__)
print(g(1), g.__name__, g.__qualname__, g.__defaults__, g.__module__, g.__doc__)
def plain(): return y
h = types.FunctionType(plain.__code__, {'y': 7})
print(h(), h.__module__, h.__name__, sorted(h.__globals__))
print(types.LambdaType is types.FunctionType, type(h)(plain.__code__, globals(), name=None, argdefs=None, closure=None).__name__)
for args in ((1, {}), (plain.__code__, 1), (plain.__code__, {}, 1), (plain.__code__, {}, 'n', 1), (f.__code__, {}), (f.__code__, {}, 'n', (), ()),
             (f.__code__, {}, 'n', (), (1,)), (plain.__code__, {}, 'n', (), (1,)), (plain.__code__, {}, 'n', (), 5), (), (plain.__code__,)):
    try: types.FunctionType(*args)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
import copy
print(copy.copy(g) is g, f.__kwdefaults__, g.__annotations__)
