import inspect
from functools import wraps, partial
def deco(f):
    @wraps(f)
    def w(*a, **k):
        "wdoc"
        return f(*a, **k)
    return w
@deco
def g(x, /, y: int = 2, *, z: 'str' = 'q') -> list[int]:
    """g doc.

    more
    """
    return 1
print(inspect.signature(g), inspect.getdoc(g), g.__name__, g.__wrapped__)
class A:
    def __init__(self, a, b=1): pass
    def m(self, q): pass
    @staticmethod
    def s(x): pass
    @classmethod
    def c(cls, y): pass
print(inspect.signature(A), inspect.signature(A.m), inspect.signature(A().m), inspect.signature(A.c), inspect.signature(A.s), inspect.signature(partial(g, 1, z=3)))
print(inspect.getsource(A.m), inspect.getsource(A)[:20])
sig = inspect.signature(g); b = sig.bind(1, y=3); b.apply_defaults(); print(b, b.args, b.kwargs, list(sig.parameters), sig.parameters['y'].annotation, repr(sig.parameters['x']), sig.parameters['z'].kind)
try: sig.bind()
except TypeError as e: print(e)
def f():
    fr = inspect.currentframe(); return fr.f_code.co_name, fr.f_lineno, inspect.stack()[1].function, inspect.getframeinfo(fr).lineno
print(f(), inspect.isgeneratorfunction(f), inspect.ismethod(A().m), inspect.isbuiltin(len))
print([n for n, v in inspect.getmembers(A) if not n.startswith('__')], inspect.getmro(bool))
