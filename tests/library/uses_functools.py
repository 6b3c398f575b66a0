"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from functools import *
import functools, gc
G=globals()
def deco(f):
    @wraps(f)
    def w(*a,**k):
        "w doc"
        return f(*a,**k)
    return w
@deco
def g(a,b=2):
    "g doc"
    return a+b
g.__wrapped__.extra=1
for s in ['g.__name__','g.__doc__','g(1)','g.__wrapped__(3)','g.__qualname__','g.__dict__.keys()','WRAPPER_ASSIGNMENTS','reduce(lambda a,b:a*b,[1,2,3,4])','partial(g,1)(5)']: t(s,G)
calls=[]
@lru_cache(maxsize=2)
def f(x,y=0): calls.append(x); return x+y
for s in ['f(1)','f(2)','f(1)','f(3)','f(2)','f(1,y=2)','f.cache_info()','f.cache_parameters()','f.cache_info().hits','f.__wrapped__(5)','f.__name__','f([])','f.cache_clear()','f.cache_info()','calls','tuple(f.cache_info())']: t(s,G)
@lru_cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
@cache
def sq(n): return n*n
@lru_cache(maxsize=None,typed=True)
def ty(n): return type(n)
@lru_cache(0)
def zero(n): return n
for s in ['fib(80)','fib.cache_info()','sq(3),sq(3)','sq.cache_info()','ty(1),ty(1.0)','ty.cache_info()','zero(1),zero(1)','zero.cache_info()','lru_cache("x")','lru_cache(-5)(g)(1)','isinstance(fib, functools._lru_cache_wrapper)','repr(fib)[:9]']: t(s,G)
class C:
    def __init__(s): s.n=0
    @lru_cache(maxsize=None)
    def m(s,k): s.n+=1; return s.n
    @cached_property
    def p(s): "doc p"; s.n+=1; return s.n
c=C()
for s in ['c.m(1),c.m(1),c.m(2)','c.p,c.p','c.__dict__','C.p.__doc__','C.p.attrname','C.m.cache_info()','type(c.m).__name__']: t(s,G)
del c.p; t('c.p',G)
class Sl:
    __slots__=()
    @cached_property
    def q(s): return 1
t('Sl().q',G)
@total_ordering
class V:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v if isinstance(o,V) else NotImplemented
@total_ordering
class W:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __ge__(s,o): return s.v>=o.v
for s in ['V(1)<V(2)','V(1)<=V(1)','V(2)>V(1)','V(2)>=V(3)','V(1)<=3','W(1)<W(2)','W(1)<=W(1)','W(2)>W(2)','V.__gt__.__name__','total_ordering(type("X",(),{}))']: t(s,G)
@singledispatch
def show(x, *a): return 'obj'
@show.register(int)
def _(x,*a): return 'int'
@show.register
def _(x: list,*a): return 'list'
show.register(type(None), lambda x: 'none')
import collections.abc
@show.register(collections.abc.Mapping)
def _(x): return 'mapping'
for s in ['show(1)','show(True)','show([])','show(None)','show({})','show("")','show()','show.dispatch(bool) is show.registry[int]','show.__name__','sorted(map(str,show.registry))','show.register(3)']: t(s,G)
class N:
    @singledispatchmethod
    def neg(s,a): return 'other'
    @neg.register(int)
    def _(s,a): return -a
    @singledispatchmethod
    @classmethod
    def cm(cls,a): return cls.__name__
    def part(s,a,b=0): return (a,b)
    p1=partialmethod(part,1,b=2)
for s in ['N().neg(3)','N().neg("")','N.cm(1)','N().p1()','N().p1(b=4)','N.__dict__["p1"]']: t(s,G)
t('sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a))',G)
gc.collect()
class Obj:
    def __del__(s): print('del Obj')
@lru_cache(maxsize=1)
def keep(o): return o
o=Obj(); keep(o); print(sys.getrefcount(o)>2); keep(1); print('evicted'); del o; print('gone')
