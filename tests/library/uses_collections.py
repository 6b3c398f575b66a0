"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

import collections, gc
from collections import *
from collections import abc
G=globals()
P=namedtuple('P','x y',defaults=[5]); Q=namedtuple('Q',['a','def','_b','a'],rename=True)
for s in ['P(1)','P(1,2).x','P(x=1,y=3)._asdict()','P(1)._replace(y=9)','P(1)._replace(z=9)','P._make([1,2])','P._make([1])','P()','P(1,2,3)','P._fields','P._field_defaults','Q(1,2,3,4)','P.__doc__','P.x.__doc__','P(1)==(1,5)','namedtuple("A","a a")','namedtuple("A","_a")','namedtuple("def","a")','namedtuple("1","a")','namedtuple("A","a",defaults=[1,2])','P.__module__','P(1).__getnewargs__()','P.__slots__','P.__match_args__','P.__new__.__name__','P.__qualname__','P._make.__doc__','P._replace.__qualname__',"P(1, 2) < P(1, 3)",'hash(P(1))==hash((1,5))','namedtuple("E","")()']: t(s,G)
c=Counter('abracadabra')
for s in ['c','c.most_common(2)','c["z"]','sorted(c.elements())','c+Counter("aab")','c-Counter("aab")','c&Counter("aab")','c|Counter("aabzz")','c.total()','Counter(a=1,b=-1)','+Counter(a=1,b=-1)','-Counter(a=1,b=-1)','Counter(a=1)==Counter(a=1,b=0)','Counter(a=1)<=c','c<c','c>Counter()','Counter.fromkeys("a")','c.copy()','Counter([1,2,1])','Counter({"a":3})','Counter()','c.most_common(0)','c.most_common()', 'Counter(a=[]) if 0 else 1','isinstance(c,dict)']: t(s,G)
c.update('zz'); c.subtract('a'); c.update({'q':2},w=1); print(c); del c['nope']; del c['z']; print(c); c+=Counter(q=1); c-=Counter(a=9); c&=Counter(b=1,q=3); c|=Counter(m=1); print(c)
m=ChainMap({'a':1},{'a':2,'b':3})
for s in ['m','m["a"]','m["b"]','m["c"]','len(m)','list(m)','m.get("c",7)','m.new_child({"z":1})','m.parents','m.pop("b")','m.pop("a")','dict(m)','m.maps','m|{"x":1}','{"x":1}|m','m.copy()','"b" in m','bool(m)','m.popitem()','ChainMap()','ChainMap.fromkeys("ab")','m.setdefault("k",[])','sorted(m.items())','m==dict(m)']: t(s,G)
try: del m['nope']
except KeyError as e: print(e)
class D(UserDict):
    def __setitem__(s,k,v): super().__setitem__(k,v*2)
d=D(a=1); d['b']=2; 
for s in ['d','d["a"]','d["z"]','d.get("z")','d|{"q":1}','{"q":1}|d','len(d)','"a" in d','d.copy()','D.fromkeys("ab",1)','d.pop("a")','d','isinstance(d,dict)','isinstance(d,abc.MutableMapping)','d=={"b":4}','d.keys()','d.items()','d.values()','list(d)']: t(s,G)
l=UserList([3,1,2])
for s in ['l','l[0]','l[1:]','l+[4]','[4]+l','l*2','l.sort()','l','l.append(9)','l','l.pop()','l==[1,2,3]','l<[2]','l.index(2)','l.count(1)','2 in l','len(l)','l.copy()','l.extend(UserList([7]))','l','l.reverse()','l','isinstance(l,abc.MutableSequence)','list(l)','l.insert(0,5)','l.remove(5)','l']: t(s,G)
u=UserString('hello')
for s in ['u','u.upper()','u+"x"','u[1:3]','len(u)','u=="hello"','hash(u)==hash("hello")','"el" in u','str(u)','u.split("l")','u*2','u.find("l")']: t(s,G)
class S(abc.Sequence):
    def __init__(s,*a): s.a=a
    def __getitem__(s,i): return s.a[i]
    def __len__(s): return len(s.a)
s1=S(1,2,3,2)
for s in ['list(s1)','list(reversed(s1))','2 in s1','s1.index(2)','s1.index(2,2)','s1.index(9)','s1.count(2)','isinstance([],abc.Sequence)','isinstance({},abc.Sequence)','isinstance(range(3),abc.Sequence)','isinstance({}.keys(),abc.KeysView)','isinstance(3,abc.Hashable)','isinstance([],abc.Hashable)','isinstance(iter([]),abc.Iterator)','isinstance((i for i in []),abc.Generator)','issubclass(dict,abc.Mapping)','issubclass(set,abc.Set)','issubclass(frozenset,abc.MutableSet)','isinstance(len,abc.Callable)','isinstance(b"",abc.ByteString) if 0 else 1','abc.Mapping()','abc.Sized()','abc.Sequence.__module__','sorted(abc.MutableMapping.__abstractmethods__)','isinstance([],abc.Collection)','isinstance("",abc.Reversible)','issubclass(int,abc.Iterable)']: t(s,G)
class M(abc.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
    def __repr__(s): return 'M'
m=M(); m.update({'a':1},b=2); m.update([('c',3)])
for s in ['list(m)','list(m.items())','list(m.values())','m.keys()','m.items()','("a",1) in m.items()','3 in m.values()','m.pop("a")','m.pop("a")','m.pop("a",0)','m.setdefault("q",5)','m.popitem()','m=={"b":2,"c":3,"q":5}','m.clear()','len(m)','m.keys()&{"b"}','m.popitem()']: t(s,G)
class Set2(abc.Set):
    def __init__(s,it): s.e=list(dict.fromkeys(it))
    def __contains__(s,x): return x in s.e
    def __iter__(s): return iter(s.e)
    def __len__(s): return len(s.e)
a,b=Set2('abc'),Set2('bcd')
for s in ['list(a&b)','list(a|b)','list(a-b)','sorted(a^b)','a<=b','Set2("b")<a','a==Set2("cba")','a.isdisjoint(b)','a.isdisjoint("z")','a>=Set2("a")','{"a"}<=a','list(a&{"a"})']: t(s,G)
class It(abc.Iterable): pass
t('It()',G)
class Base(abc.Sized):
    pass
t('Base()',G)
Base.register(int); t('isinstance(3,Base)',G)
gc.collect(); 
