import weakref, gc
class A: 
    def m(self): return 1
    def __eq__(self,o): return True
    def __hash__(self): return 7
a=A(); r=weakref.ref(a); r2=weakref.ref(a); cb=weakref.ref(a,lambda w:print('cb',w is cb, w()))
print(r is r2, r is cb, r==cb, hash(r), weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), r().m(), bool(r))
p=weakref.proxy(a); print(p.m(), type(p), p==a, isinstance(p,A)); p.x=5; print(a.x); 
try: hash(p)
except TypeError as e: print(e)
wm=weakref.WeakMethod(a.m); print(wm()(), wm()==a.m)
f=weakref.finalize(a,print,'finalized',k=1) if False else weakref.finalize(a,print,'finalized'); print(f.alive, f.peek()[1:], f.atexit)
d=weakref.WeakValueDictionary(k=a); kd=weakref.WeakKeyDictionary({a:1}); ws=weakref.WeakSet([a]); print(len(d),len(kd),len(ws), dict(d)=={'k':a}, a in ws)
del a
print(r(), f.alive, len(d), len(kd), len(ws), f())
try: p.m()
except ReferenceError as e: print(e)
print(hash(r), r==r2, r==weakref.ref(A()))
for bad in (5,'a',(),[],{},None,1.5,object()):
    try: weakref.ref(bad); print('ok')
    except TypeError as e: print(e)
class S: __slots__=('a',)
try: weakref.ref(S())
except TypeError as e: print(e)
class S2: __slots__=('a','__weakref__')
s=S2(); print(weakref.ref(s)() is s)
class L(list): pass
l=L(); print(weakref.ref(l)() is l); print(weakref.ref(lambda:0)(), weakref.ref(A)() is A, weakref.ref(len)() is len, weakref.ref({1}.__class__)())
g=(i for i in []); print(weakref.ref(g)() is g)
try: weakref.ref()
except TypeError as e: print(e)
try: weakref.ref(A(),5,6)
except TypeError as e: print(e)
x=A(); w=weakref.ref(x, 5); print('made'); del x
print(repr(weakref.ref(A)).split(' at ')[0], repr(w).split(' at ')[0], weakref.ReferenceType, weakref.ProxyTypes, w.__callback__)
