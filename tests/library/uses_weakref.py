"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import gc, sys, weakref
from weakref import *
class A:
    def __init__(s,n): s.n=n
    def __repr__(s): return 'A(%s)'%s.n
    def m(s): return s.n
    def __del__(s): print('del',s.n)
def p(*a): print(*a)
gc.collect(); gc.disable()
d=WeakValueDictionary(); a=A(1); b=A(2); d['a']=a; d['b']=b
p(len(d), sorted(d), list(d.items()), d.get('x'), d.get('a'), 'a' in d, 'z' in d)
p(sys.getrefcount(a), weakref.getweakrefcount(a), weakref.getweakrefs(a)[0].key)
del a; p(len(d), list(d.keys()))
it=d.items(); p(next(it)); 
b2=b; del b,b2
try: p(next(it))
except StopIteration: p('stop')
p(len(d)); del it; p(len(d), d.data, d._iterating, d._pending_removals)
x=A(3); d['x']=x; p(d.pop('x'), d.pop('x',None)); 
try: d.pop('x')
except KeyError as e: p('KeyError',e)
try: d['q']
except KeyError as e: p('KeyError',e)
p(d.setdefault('k',x), d.setdefault('k',A(9)), d.popitem())
d.update({'1':x}, z=x); p(sorted(d.copy()), sorted(dict(d)), d|{'y':x} and sorted(d|{'y':x}), len({'y':x}|d)); del d['1']
e=d.copy(); p(type(e) is WeakValueDictionary, list(e.valuerefs())[0]() is x, list(e.itervaluerefs())[0]() is x)
w=e; del e, w
n=gc.collect(); p('collect',n)
selfref=d; d['self']=x; d2=WeakValueDictionary(); d2.me=d2; del d2; p('collect',gc.collect())
k=WeakKeyDictionary(); a=A(4); k[a]=1; k[x]=2; p(len(k), a in k, k[a], k.get(5) if 0 else '', sorted(k.values()), 5 in k)
try: k[5]
except TypeError as e: p(e)
it=iter(k); f=next(it); del f; del a; p(len(k), list(k.data.values())); del it; p(len(k), list(k.data.values()))
p(k.setdefault(x,7), k.pop(x), len(k)); k[x]=3; p(k.keyrefs()[0]() is x, k.popitem(), len(k))
k2=WeakKeyDictionary({x:[k]}); k2.update({x:5}); p(list(k2.items())); k3=k2.copy(); p(len(k3), len(k2|k3), k2==k3)
s=WeakSet([x]); y=A(5); s.add(y); p(len(s), y in s, 3 in s, s=={x}, s==WeakSet([x,y]), len(s|{x}), len(s&{x}), len(s-{x}), len(s^{x}))
z=y; del y,z; p(len(s)); 
for v in s: p(v, s._iterating and len(s._iterating))
del v; p(len(s._iterating)); s.discard(x); p(len(s)); 
try: s.pop()
except KeyError as e: p(e)
try: s.remove(x)
except KeyError as e: p('KeyError')
s.update([x]); p(s.pop(), s.isdisjoint([x]), s.issubset([x]), s<=WeakSet([x]), isinstance(s, __import__('_collections_abc').MutableSet))
wm=WeakMethod(x.m, lambda r: p('dead method', r is wm, r())); p(wm()(), wm==WeakMethod(x.m), hash(wm)==hash(x), wm().__self__ is x)
try: WeakMethod(3)
except TypeError as e: p(e)
o=A(6); wm2=WeakMethod(o.m, lambda r: p('dead2', r() )); del o; p(wm2())
f1=finalize(x,p,'final x',1); o=A(7); f2=finalize(o,p,'final o',sep='-'); p(f1.alive,f2.alive,f2.peek()[1:], f1.atexit, repr(f2)[:9], repr(f2)[-25:-14] if 0 else '')
del o; p(f2.alive, f2(), f2.peek(), f2.detach(), repr(f2)[-6:])
o=A(8); f3=finalize(o,p,'never'); p(f3.detach()[2], f3.alive); del o
o=A(10); f4=finalize(o,p,'at exit'); o5=A(11); f5=finalize(o5,p,'not at exit'); f5.atexit=False; p(f5.atexit)
p(f1(), f1())
def boom(): raise ValueError('boom')
o6=A(12); f6=finalize(o6,boom)
o7=A(13); finalize(o7, lambda: p('second last'))
p(finalize._registry[f4].index, len(finalize._registry))
pr=proxy(o7); p(pr.n, isinstance(pr, ProxyTypes))
r=KeyedRef(o7,None,'kk') if 'KeyedRef' in globals() else weakref.KeyedRef(o7,None,'kk'); p(r.key, r() is o7)
import copy
dd=WeakValueDictionary(); dd['a']=o7; p(copy.copy(dd)['a'] is o7, copy.deepcopy(dd)['a'] is o7)
p([c.__name__ for c in WeakValueDictionary.__mro__], WeakSet.__module__)
gc.collect(); p(gc.collect())
