class Meta(type):
    registry = {}
    def __new__(m, name, bases, ns, **kw): 
        c = super().__new__(m, name, bases, ns); m.registry[name] = c; return c
    def __init__(c, name, bases, ns, tag=None): super().__init__(name, bases, ns); c.tag = tag
    def __call__(c, *a): print('making', c.__name__); return super().__call__(*a)
    def __len__(c): return 42
class A(metaclass=Meta, tag='t'): pass
a = A(); print(Meta.registry, A.tag, len(A), type(A), isinstance(A, Meta))
class Desc:
    def __set_name__(s, o, n): s.n = '_' + n
    def __get__(s, o, t=None): return s if o is None else getattr(o, s.n, 'unset')
    def __set__(s, o, v):
        if not isinstance(v, int): raise TypeError(f'{s.n[1:]} must be int')
        setattr(o, s.n, v)
class B:
    x = Desc(); y = Desc()
b = B(); print(b.x); b.x = 5; print(b.x, b.__dict__, B.x.n)
try: b.y = 'no'
except TypeError as e: print(e)
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
class Sq(Shape):
    name = 'sq'
    def area(self): return 4
print(Sq().area())
try: Shape()
except TypeError as e: print(e)
class Half(Shape):
    def area(self): pass
try: Half()
except TypeError as e: print(e)
class Sub:
    def __init_subclass__(cls, /, **kw): print('sub', cls.__name__, kw); super().__init_subclass__()
class S2(Sub): pass
class S3(Sub): x = 1
class X:
    def __getattr__(s, n): return n.upper() if n != 'bad' else (_ for _ in ()).throw(AttributeError(n))
    def __setattr__(s, n, v): print('set', n); object.__setattr__(s, n, v)
    def __delattr__(s, n): print('del', n)
    def __call__(s, *a, **k): return a, k
    def __format__(s, spec): return f'X<{spec}>'
    def __index__(s): return 3
    def __enter__(s): return 'entered'
    def __exit__(s, *a): pass
    def __missing__(s, k): return k
x = X(); x.q = 1; del x.q; print(x.foo, x(1, a=2), f'{x:abc}', [10, 20, 30, 40][x], hasattr(x, 'bad'), hex(x))
with x as v: print(v)
class D(dict):
    def __missing__(s, k): return f'no {k}'
print(D()['zz'], D(a=1)); class Sl:
    __slots__ = 'a', 'b'
s = Sl(); s.a = 1
try: s.c = 2
except AttributeError as e: print(e)
try: s.b
except AttributeError as e: print(e)
class M1: 
    def hi(s): return 'M1'
class M2(M1):
    def hi(s): return 'M2>' + super().hi()
class M3(M1):
    def hi(s): return 'M3>' + super().hi()
class M4(M2, M3):
    def hi(s): return 'M4>' + super().hi()
print(M4().hi(), [c.__name__ for c in M4.__mro__])
try:
    class Bad(M1, M2): pass
except TypeError as e: print(e)
T = type('T', (M1,), {'z': 5, 'f': lambda self: self.z}); print(T().f(), T.__name__, T().hi())
class V:
    def __init__(s, x): s.x = x
    def __add__(s, o): return V(s.x + (o.x if isinstance(o, V) else o))
    __radd__ = __add__
    def __mul__(s, k): return V(s.x * k) if isinstance(k, int) else NotImplemented
    def __neg__(s): return V(-s.x)
    def __iadd__(s, o): s.x += 100; return s
    def __repr__(s): return f'V({s.x})'
    def __bool__(s): return s.x != 0
    def __matmul__(s, o): return 'mat'
v = V(1); print(v + v, 5 + v, sum([V(1), V(2)]), v * 3, -v, not v, v @ v); v += 1; print(v)
try: v * 'a'
except TypeError as e: print(e)
try: 'a' - v
except TypeError as e: print(e)
try: v < v
except TypeError as e: print(e)
