"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from copy import *
import copy as C, weakref
G=globals()
class A:
    def __init__(s): s.x=[1]; s.me=s
class S:
    __slots__=('a','__b')
    def __init__(s): s.a=[1]; s.__b=2
class SS(S):
    def __init__(s): super().__init__(); s.d=3
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
class R:
    def __reduce__(s): return (R2, (1,[2]), {'z':[3]})
class R2:
    def __init__(s,*a): s.a=a
class CC:
    def __copy__(s): return 'copied'
    def __deepcopy__(s,m): return 'deep'
class GS:
    def __getstate__(s): return [1,2]
    def __setstate__(s,st): s.st=st
class NA:
    def __new__(cls,a): o=super().__new__(cls); o.a=a; return o
    def __getnewargs__(s): return (s.a,)
a=A(); b=deepcopy(a); c=copy(a); print(b.me is b, b.x is a.x, c.x is a.x, c.me is a)
s=S(); u=deepcopy(s); print(u.a, u.a is s.a, u._S__b); ss=SS(); v=copy(ss); print(v.a is ss.a, v.d, v._S__b)
l=L([1,[2]]); l.z=5; m=deepcopy(l); print(m, type(m), m.z, m[1] is l[1]); n=copy(l); print(n, n[1] is l[1], n.z)
d=D(a=[1]); d.q=1; e=deepcopy(d); print(e, e.q, type(e)); tt=T([1,[2]]); f=deepcopy(tt); print(f,type(f), f[1] is tt[1]); print(deepcopy(I(5)), type(copy(I(5))))
for x in ['copy(R()).__dict__','deepcopy(R()).__dict__','copy(CC())','deepcopy(CC())','copy(GS()).st','deepcopy(GS()).st','copy(NA([1])).a','deepcopy(NA([1])).a','copy([1,2])','copy({1:2})','copy({1})','copy((1,))','deepcopy((1,2))','deepcopy({1,2})','deepcopy(frozenset([1]))','copy(x for x in [])','deepcopy(sys)','copy(len) is len','deepcopy(int) is int','deepcopy(a.__init__).__self__.x','copy(range(3))','deepcopy([[1],[1]])','deepcopy(1.5)','deepcopy(bytearray(b"a"))','deepcopy(slice(1,2))','copy(Ellipsis)','deepcopy(Exception("a",[1])).args','copy(KeyError("x"))','deepcopy(weakref.ref(a))() is a','deepcopy(property())', 'Error','C.replace(3)']: t(x,G)
z=[1]; z.append(z); y=deepcopy(z); print(y[1] is y); tup=([],); tup[0].append(tup); y=deepcopy(tup); print(y[0][0] is y); w=(1,(2,3)); print(deepcopy(w) is w)
q=[]; y=deepcopy([q,q]); print(y[0] is y[1], y[0] is q)
import collections
dq=collections.deque([[1]],maxlen=3); y=deepcopy(dq); print(y, y[0] is dq[0]); dd=collections.defaultdict(list,a=[1]); y=deepcopy(dd); print(y); print(copy(collections.OrderedDict(a=1)))
P=collections.namedtuple('P','x y'); y=deepcopy(P([1],2)); print(y)
