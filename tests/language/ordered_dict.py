# The order of an OrderedDict: who holds its keys, what dies when, what its iterators notice.
import gc, sys
from collections import OrderedDict
gc.collect()
class K:
    def __init__(self,n): self.n=n
    def __repr__(self): return self.n
    def __del__(self): print('del',self.n)
k=K('k'); o=OrderedDict(); o[k]=1
print(sys.getrefcount(k))
j=K('j'); o[j]=2; o.move_to_end(k)
print(sys.getrefcount(k), sys.getrefcount(j), list(o), len(gc.get_referents(o)))
v=K('v'); o['v']=v
print([type(x).__name__ for x in gc.get_referents(o)])
del k,j,v
print('drop')
o=None
print('--')
o=OrderedDict((K(c),K(c.upper())) for c in 'abc')
o.move_to_end(next(iter(o)))
print(list(o), list(reversed(o)))
o.popitem(last=False)
print('popped')
for x in 'de': o[K(x)]=K(x.upper())
o.popitem()
del x
print(list(o.items()))
print(sys.getsizeof(o))
o.clear()
print('cleared')
o=OrderedDict.fromkeys('qwe')
o.move_to_end('e',last=False)
o['q']=3
print(o, o==OrderedDict.fromkeys('eqw'), o=={'q':3,'w':None,'e':None})
it=iter(o)
next(it)
o.move_to_end('w')
try: print(list(it))
except RuntimeError as e: print(e)
it=iter(o)
o['z']=1
try: print(next(it))
except RuntimeError as e: print(e)
o2=o.copy(); o2.move_to_end('z',False); print(o2, o, list(o2.keys()), o2.pop('q'), o2)
class L(OrderedDict):
    def __setitem__(self,k,v):
        super().__setitem__(k,v); self.move_to_end(k)
        if len(self)>2: self.popitem(last=False)
l=L()
for c in 'abcab': l[c]=c
print(l)
o=OrderedDict(a=1); o['me']=o; o.move_to_end('a')
del o
print(gc.collect())
o=OrderedDict(a=1,b=2,c=3); o.move_to_end('a')
print(dict(o), {**o}, list(o.items()), (lambda **k: k)(**o))
p={}; p.update(o); print(p, list(map(list,(o.keys(),o.values()))))
x=OrderedDict(p); print(x, x==o, sys.getsizeof(OrderedDict()), sys.getsizeof(x), sys.getsizeof({**p,**o}))
gc.collect(); gc.disable()
b=gc.get_count()[0]; i=iter(o); print(gc.get_count()[0]-b); del i
b=gc.get_count()[0]
for q in o.items(): pass
print(gc.get_count()[0]-b, gc.is_tracked(o))
i=iter(o.items()); r1=next(i); print(r1 is next(i))
del r1; r2=id(next(i)); print(next(i,None))
class M(OrderedDict): pass
m=M(z=1); m.q=K('attr'); m[K('key')]=K('val'); m.move_to_end('z'); print(m); m.me=m
del m; print(gc.collect())
o=OrderedDict(); k=K('kk'); o[k]=o; o.move_to_end(k); del o,k; print(gc.collect())
o=OrderedDict(((K('x1'),K('y1')),(K('x2'),K('y2')))); o.move_to_end(next(iter(o))); del o; print('end')
try: OrderedDict().move_to_end(1)
except KeyError as e: print(repr(e))
try: OrderedDict().popitem()
except KeyError as e: print(repr(e))
d=OrderedDict(a=1); 
try:
    for k in d: d['b']=2; 
except RuntimeError as e: print(e)
try:
    for k in d: d.move_to_end('a')
except RuntimeError as e: print(e)
