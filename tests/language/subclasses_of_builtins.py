# Subclasses of builtin classes: what they override, and what super() reaches.
import re, types
def shown(x): return re.sub("0x[0-9a-f]+", "0x", repr(x))
class P(property):
    def __get__(self,o,t=None): print('get'); return super().__get__(o,t)
    def __set__(self,o,v): print('set'); super().__set__(o,v)
    def __delete__(self,o): print('del'); super().__delete__(o)
class C:
    @P
    def x(self): return self._x
    @x.setter
    def x(self,v): self._x=v
    @x.deleter
    def x(self): del self._x
c=C(); c.x=3; print(c.x); del c.x
import functools
class S(staticmethod):
    def __get__(self,o,t=None): print('sget'); return super().__get__(o,t)
class M(classmethod):
    def __get__(self,o,t=None): print('mget'); return super().__get__(o,t)
class D:
    @S
    def s(): return 1
    @M
    def m(cls): return cls
print(D.s(), D().m())
import functools, datetime, io
class S(functools.partial): pass
print(shown(S(max,3)))
class D(datetime.date):
    class E(datetime.timedelta): pass
print(shown(D(2020,1,2)), shown(D.E(3)), type(abs(D.E(3))), type(+D.E(3)))
class T(io.StringIO): pass
print(shown(T('a'))[:20], shown(io.StringIO('a'))[:20], shown(io.BytesIO())[:20])
class L(list):
    def __iter__(s): return iter('ab')
print(''.join(L()))
class I:
    def __iter__(s): print('iter'); return s
    def __init__(s): s.n=0
    def __next__(s):
        s.n+=1
        if s.n>2: raise StopIteration
        return 'x'
print(''.join(I()))
class W(staticmethod): pass
class X(classmethod): pass
print(shown(W(len)), shown(X(len)))
class Q(set):
    def __iter__(s): return iter([7,8])
print(shown(Q([1])))
class F(float):
    def __float__(s): return 9.0
import math
print(float(F(1)), math.sqrt(F(4)), '%.1f' % F(2), complex(F(1)), round(F(2.6)))
try: print(object().__format__(1)[:5])
except TypeError as e: print(e)
try: print(format(object(), 1))
except TypeError as e: print(e)
class Z(str): pass
print(type(iter(Z('a'))))
N = types.SimpleNamespace
n=N(b=1,a=2); n.s=n; print(n)
class M(N): pass
m=M(b=1,a=2); m.s=m; print(m)
import functools
class S(functools.partial): pass
s=S(max,1); print(s); 
