class Meta(type):
    def __new__(m,name,bases,ns,**kw): print('new',name,kw); return super().__new__(m,name,bases,ns)
    def __init__(c,name,bases,ns,**kw): print('init',name,kw); super().__init__(name,bases,ns)
    def __call__(c,*a,**k): print('call',c.__name__,a,k); return super().__call__(*a,**k)
    @classmethod
    def __prepare__(m,name,bases,**kw): print('prepare',name); return {'injected':1}
    def __repr__(c): return f'<{c.__name__}>'
    def __len__(c): return 42
    def __iter__(c): return iter([1,2])
    def __getitem__(c,i): return i
    def __contains__(c,x): return x==1
    def __add__(c,o): return 'add'
    @property
    def prop(c): return 'metaprop'
class A(metaclass=Meta,flag=True):
    def __init__(self,x=0): self.x=x
    def __init_subclass__(cls,**kw): print('init_subclass',cls,kw); super().__init_subclass__()
    def __class_getitem__(cls,i): return 'cgi'
class B(A,opt=1): pass
print(A,B(3).x,len(A),list(A),A[5],1 in A,A+1,A.prop,A.injected,A.__mro__,type(A),A.__class__,B.__bases__,A.__subclasses__())
try: A().prop
except AttributeError as e: print(e)
class D:
    def __set_name__(self,o,n): print('set_name',o.__name__,n); self.n=n
    def __get__(self,i,o): return (self.n,i is None)
    def __set__(self,i,v): print('set',v)
    def __delete__(self,i): print('del')
class C: d=D(); e=D()
c=C(); print(C.d,c.d); c.d=5; del c.d; c.__dict__['d']=9; print(c.d,c.__dict__)
class ND:
    def __get__(self,i,o): return 'nd'
class E: x=ND()
e=E(); print(e.x); e.x=1; print(e.x); del e.x; print(e.x)
class S:
    __slots__=('a','b')
    def __init__(self): self.a=1
s=S(); print(s.a); 
try: s.b
except AttributeError as e: print(e)
try: s.c=1
except AttributeError as e: print(e)
try: s.__dict__
except AttributeError as e: print(e)
class S2(S): pass
s=S2(); s.z=1; print(s.__dict__, S2.__slots__, S.a)
class G:
    def __getattr__(self,n): return f'ga_{n}'
    def __getattribute__(self,n):
        if n=='blocked': raise AttributeError('blocked!')
        return super().__getattribute__(n)
g=G(); print(g.foo,g.blocked); g.y=1; print(g.y)
class P:
    @property
    def a(self): "doc"; return 1
    @a.setter
    def a(self,v): print('set',v)
    @a.deleter
    def a(self): print('del')
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(): return 'sm'
p=P(); p.a=3; del p.a; print(p.a,P.a.__doc__,P.cm(),p.cm(),P.sm(),p.sm(),P.__dict__['cm'],P.__dict__['sm'])
class X:
    def f(self): return 'X'
class Y(X):
    def f(self): return 'Y'+super().f()
class Z(X):
    def f(self): return 'Z'+super().f()
class W(Y,Z):
    def f(self): return 'W'+super().f()
print(W().f(),[k.__name__ for k in W.mro()], W.__mro__[1].f(W()))
print(isinstance(W(),X),issubclass(W,(int,Z)),isinstance(5,int|str),type(W()).__name__,W.__qualname__,W.__module__)
print(X.f, X().f.__func__ is X.f, X.__name__, X.f.__qualname__, [a for a in dir(X) if not a.startswith('__')])
def outer():
    class L: pass
    return L
print(outer(),outer().__qualname__, vars(outer()).keys())
