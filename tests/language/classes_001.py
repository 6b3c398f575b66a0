class Desc:
    def __set_name__(self, o, n): self.n = n; print('set_name', o.__name__, n)
    def __get__(self, i, o): return self if i is None else i.__dict__.get(self.n, 'unset')
    def __set__(self, i, v):
        if not isinstance(v, int): raise TypeError(f'{self.n} must be int, got {type(v).__name__}')
        i.__dict__[self.n] = v
    def __delete__(self, i): del i.__dict__[self.n]
class C:
    x = Desc(); y = Desc()
    def __init__(self): self.x = 5
c = C(); print(c.x, c.y, type(C.x).__name__); c.y = 3; print(vars(c)); del c.y; print(c.y)
try: c.x = 'a'
except TypeError as e: print(e)
class P:
    def __init__(self): self._v = 1
    @property
    def v(self): "doc v"; return self._v
    @v.setter
    def v(self, n): self._v = n
    @v.deleter
    def v(self): print('del'); self._v = None
p = P(); p.v = 9; print(p.v, P.v.__doc__, P.v); del p.v; print(p.v)
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1
for f in (lambda: s.b, lambda: setattr(s, 'c', 1), lambda: s.__dict__):
    try: f()
    except AttributeError as e: print(e)
