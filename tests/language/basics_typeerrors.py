class A: pass
class B:
    def __init__(self,x): self.x=x
    def m(self,a,b=2,*,c,d=4): pass
    @property
    def p(self): return 1
    @p.setter
    def p(self,v): raise ValueError(v)
    @property
    def q(self): return self.nope
    @staticmethod
    def s(a): pass
    @classmethod
    def k(cls,a): pass
b=B(1)
for bad in ("A(1)","A(x=1)","B()","B(1,2)","B(1,x=2)","B(y=1)","b.m()","b.m(1)","b.m(1,2,3)","b.m(1,c=1,e=2)","b.m(1,2,3,c=1)","B.m()","B.m(1)","b.q","b.z","b.zz=1;b.zzz","A.foo","A().foo","b.p=3","del b.p","del b.q","b.q=1","del b.nope","b()","b[0]","b[0]=1","del b[0]","len(b)","iter(b)","next(b)","b+1","1+b","b<b","-b","abs(b)","int(b)","float(b)","b in b","1 in b","bool(b)","hash(b)>0","with b: pass","b.s()","b.k()","b.s(1,2)","b.k(1,2)","for i in b: pass","async_","b@b","b+=1","b|b","b**2","divmod(b,1)","round(b)","b.m=5;b.m()","A.x.y","A.__init__(1,2)","object.__init__(A(),1)","object.__new__(A,1)","object.__new__()","object.__new__(1)","int.__new__(str)","A.__new__(B)","type('X',(),{})()","type('X',(int,str),{})","type('X',(1,),{})","type(1,2,3)","type('X',(bool,),{})","class X(A,A): pass","class X(A,object,B): pass","class X(object,A): pass","class X(1): pass","class X(metaclass=1): pass","class X(foo=1): pass","super().x","super(B,b).foo","super(A,b)","b.__class__=int","b.__class__=A","b.__dict__=1","del b.__dict__","int.x=1","int.__add__=1","A.__name__=1","A.__bases__=()","A.__bases__=1","A.__bases__=(int,)","del A.__name__","B.p.fget(1)","B.p(1)","B.m.__code__=1","B.m.__defaults__=1","B.m.__name__=1","(1).__class__=str","raise 1","raise A","raise A()","raise ValueError from 1","try:\n  1/0\nexcept 1: pass","try:\n  1/0\nexcept (1,ValueError): pass","try:\n  1/0\nexcept A: pass"):
    try: exec(bad); print(bad,'OK')
    except BaseException as e: print(bad,'->',type(e).__name__,e)
    b=B(1)
