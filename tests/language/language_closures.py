def mk(n):
    def add(x): nonlocal n; n+=x; return n
    def get(): return n
    return add,get
a,g=mk(1); a(5); print(g(),a.__closure__[0].cell_contents,a.__code__.co_freevars,mk.__code__.co_cellvars)
fs=[lambda:i for i in range(3)]; print([f() for f in fs]); fs=[lambda i=i:i for i in range(3)]; print([f() for f in fs])
def f(a,b=[],*c,d=1,**e): b.append(a); return a,b,c,d,e
print(f(1),f(2),f(3,[9],4,d=5,z=6),f.__defaults__,f.__kwdefaults__,f.__name__,f.__code__.co_varnames,f.__annotations__)
x='g'
def s1():
    x='l'
    def s2(): global x; x='changed'; return x
    return s2(),x
print(s1(),x)
def deco(n):
    def w(f):
        def inner(*a,**k): return [f(*a,**k)]*n
        inner.__name__=f.__name__; return inner
    return w
@deco(2)
@deco(1)
def hi(): "doc"; return 'hi'
print(hi(),hi.__name__)
class Counter:
    def __init__(s,f): s.f=f; s.n=0
    def __call__(s,*a): s.n+=1; return s.f(*a)
@Counter
def c(x): return x
c(1);c(2);print(c.n)
import functools
@functools.wraps(hi)
def wr(): pass
print(wr.__name__,wr.__wrapped__ is hi)
@functools.singledispatch
def sd(x): return 'obj'
@sd.register
def _(x:int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1),sd([]),sd('a'),sd(True))
@functools.total_ordering
class T:
    def __init__(s,x): s.x=x
    def __eq__(s,o): return s.x==o.x
    def __lt__(s,o): return s.x<o.x
print(T(1)<=T(2),T(1)>T(2),T(1)>=T(1))
print((lambda x,/,y,*,z:(x,y,z))(1,y=2,z=3),(lambda:(yield))().__class__,[*map(lambda a,b:a+b,[1],[2])])
try:
    def u(): print(v); v=1
    u()
except UnboundLocalError as e: print(e)
try:
    def u2():
        def k(): return w
        k(); w=1
    u2()
except NameError as e: print(e)
def defaults(a,b=1,/,c=2,*,d,e=3): pass
import inspect; print(inspect.signature(defaults),inspect.signature(f),inspect.signature(lambda *a,**k:0))
print(defaults.__code__.co_argcount,defaults.__code__.co_posonlyargcount,defaults.__code__.co_kwonlyargcount,eval('1+1',{'__builtins__':{}}),exec('q=1',ns:={}),sorted(ns)==['__builtins__','q'])
