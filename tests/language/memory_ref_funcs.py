import sys
rc=sys.getrefcount
x=[]
def a(p): return rc(p)
def b(p,q): return rc(p)
def c(*p): return rc(p[0])
def d(**p): return rc(p['k'])
def e(p,/,q,*,r): return rc(p)
def f(p):
    q=p; r=[q]
    return rc(p)
def g(p):
    def h(): return rc(p)
    return h()
def h(p):
    return [rc(p) for _ in (1,)][0]
def i(p):
    p2=p; del p
    return rc(p2)
class C:
    def m(self,p): return rc(p)
    @staticmethod
    def s(p): return rc(p)
    @classmethod
    def k(cls,p): return rc(p)
    def __call__(self,p): return rc(p)
    def __getitem__(self,p): return rc(p)
    def __add__(self,p): return rc(p)
    def __radd__(self,p): return rc(p)
    def __eq__(self,p): return rc(p)
    def __contains__(self,p): self.r=rc(p); return True
    def __setitem__(self,k,v): self.r=rc(k),rc(v)
    def __setattr__(self,k,v): object.__setattr__(self,k,(rc(v),v)[0])
    def __getattr__(self,n): return rc(self)
    def __enter__(self): return rc(self)
    def __exit__(self,*a): self.r=rc(self)
    def __iter__(self): return iter([rc(self)])
    def __len__(self): self.r=rc(self); return 1
    def __bool__(self): self.r=rc(self); return True
    def __repr__(self): return str(rc(self))
    def __hash__(self): return rc(self)
    def __format__(self,s): return str(rc(self))
    def __index__(self): return rc(self)
    def __neg__(self): return rc(self)
    def __iadd__(self,o): return rc(o)
    def __lt__(self,o): return rc(o)
    def __matmul__(self,o): return rc(self),rc(o)
    @property
    def p(self): return rc(self)
print(a(x),a(p=x),b(x,x),b(p=x,q=x),c(x),c(x,x),c(*[x]),d(k=x),d(**{'k':x}),e(x,x,r=x),f(x),g(x),h(x),i(x))
o=C()
print(o.m(x),C.m(o,x),o.s(x),C.s(x),o.k(x),C.k(x),o(x),o[x],o+x,x+o if False else 0,o==x,x==o)
x in o; print(o.r); o[x]=x; print(o.r); o.v=x; print(o.v,o.zzz)
with o as v: print(v)
print(o.r,list(o)); len(o); print(o.r); bool(o); print(o.r); print(o); print(f'{o}',f'{o!r}',str(o),repr(o),'%s'%o,'{}'.format(o),hash(o),[0]*20==0, -o, o@x, o<x, x<o, o.p)
q=o; q+=x; print(q)
for fn in (a,lambda p:rc(p),o.m,C.s,functools.partial(a) if False else a): print(fn(x),fn(*(x,)))
print(list(map(a,[x])),[a(y) for y in [x]],list(filter(lambda p:print(rc(p)),[x])),sorted([x],key=a),max([x,x],key=a) is x, min(x,x,key=lambda p:(print(rc(p)),0)[1]) is x)
import functools
print(functools.reduce(lambda p,q:(print(rc(p),rc(q)),p)[1],[x,x,x]) is x, functools.partial(a,x)(), functools.partial(b,q=1)(x))
@functools.wraps(a)
def wr(*ar,**kw): return a(*ar,**kw)
print(wr(x),wr(p=x))
@functools.lru_cache
def cached(p): return rc(p)
tt=(1,2.5,'q'*3)
t2=tuple([1,[].__class__])
print(cached(t2),cached(t2))
def gen(p):
    yield rc(p)
    r=yield rc(p)
    yield rc(r)
gg=gen(x); print(next(gg),next(gg),gg.send(x)); del gg
print(rc(x))
async def co(p): return rc(p)
k=co(x)
try: k.send(None)
except StopIteration as s: print(s.value)
del k
print(rc(x), rc([]), rc(()), rc({}), rc(object()), rc('abc'+str(x)), rc(1.5+rc(x)), rc(lambda:0), rc(a), rc(C), rc(o), rc(o.m), rc(x.append))
