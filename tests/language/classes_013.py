class A:
    def __init__(s, v): s.v = v
    def __repr__(s): return f'A({s.v})'
    def __eq__(s, o): return isinstance(o, A) and s.v == o.v
    def __hash__(s): return hash(s.v)
    def __add__(s, o): return A(s.v + (o.v if isinstance(o, A) else o))
    __radd__ = __add__
    def __iadd__(s, o): s.v += 1; return s
    def __lt__(s, o): return s.v < o.v
    def __getitem__(s, i): return i
    def __len__(s): return s.v
    def __bool__(s): return s.v > 0
    def __call__(s, *a): return a
    def __contains__(s, x): return x == s.v
    def __iter__(s): return iter(range(s.v))
    def __neg__(s): return A(-s.v)
    def __format__(s, spec): return f'<{spec}>'
    def __getattr__(s, n):
        if n.startswith('_'): raise AttributeError(n)
        return f'dyn_{n}'
    def __enter__(s): return s
    def __exit__(s, *a): return True
    def __index__(s): return s.v
    def __matmul__(s, o): return 'mm'
    def __divmod__(s, o): return 'dm'
    def __reversed__(s): return 'rev'
a = A(3); print(a + 1, 1 + a, a + A(2), a < A(4), a[1:2], a[1, 2], len(a), bool(A(0)), a(1), 3 in a, list(a), -a, f'{a:x}', a.foo, a == A(3), {a: 1}[A(3)], [10, 20, 30, 40][a], a @ 1, divmod(a, 2), reversed(a), sorted([A(2), A(1)]), hex(a))
a += 5; print(a)
with a: raise ValueError
try: a - 1
except TypeError as e: print(e)
class B(A):
    def __init__(s, v, w): super().__init__(v); s.w = w
    def __repr__(s): return super().__repr__() + f'+{s.w}'
print(B(1, 2), B.__mro__, issubclass(B, A), isinstance(B(1, 2), A), B.__bases__, type(B(1,2)).__name__)
class M1:
    def hi(s): return 'M1' + super().hi()
class Base:
    def hi(s): return 'Base'
class C(M1, Base): pass
print(C().hi(), [k.__name__ for k in C.mro()])
class K:
    n = 0
    @classmethod
    def make(cls): cls.n += 1; return cls()
    @staticmethod
    def st(x): return x
    def __new__(cls): print('new'); return super().__new__(cls)
    def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw)
    def __class_getitem__(cls, i): return f'{cls.__name__}[{i}]'
K.make(); print(K.n, K.st(1), K[int])
class KK(K, opt=1): pass
try: print(object.__getattribute__(a, 'zz'))
except AttributeError as e: print(e)
print(getattr(5, 'nope', 'default'), hasattr(a, '_x'), dir(C())[-1], vars(B(1, 2)))
