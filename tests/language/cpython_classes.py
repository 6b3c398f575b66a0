import sys, types
def t(f, *a, **k):
    try: print(f.__name__ if hasattr(f,'__name__') else '', f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
class D: __slots__=['__dict__']
print(hasattr(D(), '__weakref__'), '__weakref__' in object.__dict__, '__dict__' in object.__dict__)
t(getattr, type, '__abstractmethods__')
class X: pass
t(delattr, X, '__abstractmethods__')
X.__name__='D.E'; print(X.__module__, X.__name__, X.__qualname__)
t(setattr, str, '__qualname__', 'a'); t(type.__dict__['__qualname__'].__set__, str, 'Oink'); t(type.__dict__['__name__'].__set__, str, 'Oink'); t(type.__dict__['__module__'].__set__, str, 'Oink'); t(type.__dict__['__doc__'].__set__, str, 'Oink'); t(type.__dict__['__bases__'].__set__, str, (int,))
t(type, 'F', (), {'__qualname__': 1})
t(type, 'F\0', (), {})
t(setattr, X, '__name__', 'a\0b')
t(setattr, X, '__name__', 1)
t(setattr, X, '__bases__', 1)
class C:
    @classmethod
    def __new__(*args): return args
print(C(1,2))
class A:
    def meth(self): return 'A'
class B: pass
b=B(); b.meth=A().meth.__get__(b,B); print(b.meth.__self__.__class__)
d=dict.__dict__['fromkeys']
t(set.add.__get__, 0); t(set.add.__get__, None); t(set.add.__get__, None, None); t(set.add.__get__, None, set); t(set.add); t(set.add, 0)
t(int.__add__.__get__, 'a'); t(int.real.__get__, 'a'); t(int.real.__get__, None, int);t(int.__add__)
print(str.lower.__qualname__, complex.real.__qualname__, float.real.__qualname__, int.__add__.__qualname__, (1).__add__.__qualname__, (1).__add__.__objclass__, [].append.__qualname__)
class ms(super): 
    def __init__(self,*a): super(ms,self).__init__(*a)
class P:
    def m(self): return 'P'
class Q(P):
    def m(self): return ms(Q,self).m() + 'Q'
print(Q().m())
class R(P):
    def m(self): return self._R__s.m() + 'R'
R._R__s = ms(R)
print(R().m(), R._R__s, repr(ms(R)), super(R), super(R,R()).__repr__())
m = types.ModuleType('m')
class SM(types.ModuleType): a=1
m.__class__=SM; print(m.a); m.__class__=types.ModuleType
t(setattr, 1, '__class__', bool); t(setattr, [], '__class__', A); t(setattr, object(), '__class__', A); t(setattr, A(), '__class__', object); t(setattr, A(), '__class__', 1); t(delattr, A(), '__class__')
class J: __slots__=['c','b']
class N(J): __slots__=['__weakref__']
class P(J): __slots__=['__dict__']
class Q(J): pass
class R(J): __slots__=['__dict__','__weakref__']
for c1 in (J,N,P,Q,R):
    for c2 in (J,N,P,Q,R):
        try: x=c1(); x.__class__=c2; print(c1,c2)
        except TypeError as e: print(e)
class Base: pass
class M1(type, Base): pass
class D1(metaclass=M1): pass
dd=Base.__dict__['__dict__']
t(dd.__set__, D1, {}); t(dd.__delete__, D1)
class Mo(types.ModuleType, Base): pass
t(dd.__set__, Mo('s'), {}); t(delattr, Mo('s'), '__dict__'); t(setattr, Mo('s'), '__dict__', {})
class E(Exception, Base): pass
t(dd.__set__, E(), {}); t(delattr, E(), '__dict__'); t(delattr, ValueError(), '__dict__')
class M2(types.ModuleType):
    __dict__ = property(lambda s: 'no')
class M(type):
    def mro(cls): 
        L=type.mro(cls); L.reverse(); return L
class Z(metaclass=M): pass
print(Z.__mro__)
class M(type):
    def mro(cls): return [1]
t(M, 'x', (), {})
class M(type):
    def mro(cls): return 1
t(M, 'x', (), {})
class M(type):
    def mro(cls): return [cls, dict, object]
t(M, 'x', (), {})
class M(type):
    def mro(cls): return (cls, A, object)
print(M('x',(),{}).__mro__)
t(M.mro, int)
