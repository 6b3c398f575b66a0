"""Run by tests/library/main.rs in 2.7; the output beside it is a real CPython 2.7's."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print s,'->',r

import gc, sys, weakref, collections, functools, contextlib, copy, string, operator, types, keyword, UserDict, abc, atexit
from weakref import *
G=globals()
gc.collect(); gc.disable()
class A(object):
    def __init__(s,n): s.n=n
    def __repr__(s): return 'A(%s)'%s.n
    def __del__(s): print 'del',s.n
d=WeakValueDictionary(); a=A(1); b=A(2); d['a']=a; d['b']=b
for s in ['len(d)','sorted(d.keys())','d.items()','list(d.iteritems())','d.get("x")','"a" in d','d.values()','list(d.itervalues())','d.valuerefs()[0]() is not None','list(d)','d["zz"]','d.pop("q",3)','d.pop("q")','sys.getrefcount(a)','type(d)','WeakValueDictionary.__bases__','d.has_key("a")','sorted(d.copy().keys())']: t(s,G)
del a; t('d.keys()',G)
it=d.iteritems(); x=next(it); x=None; del b; t('len(d.data)',G); del it; t('len(d.data)',G)
y=A(3); d.update({'y':y},z=y); t('sorted(d.keys())',G); t('d.setdefault("y",5)',G); t('d.popitem()[1]',G)
d.clear(); d.me=d; del d; t('gc.collect()',G)
k=WeakKeyDictionary(); k[y]=1; z=A(4); k[z]=2
for s in ['len(k)','y in k','3 in k','k[y]','sorted(k.values())','k.get(z)','k.items()[0][1] in (1,2)','k.has_key(y)','k[5]','k.pop(z)','k.pop(z,9)','k.keyrefs()[0]() is y','list(k.iterkeys())','list(k.itervalues())','list(k)','k.setdefault(y,5)','k.copy().keys()','type(k.copy())']: t(s,G)
it=k.iteritems(); next(it); del y; t('len(k.data)',G); it=None; t('len(k.data)',G)
del z
s1=WeakSet(); q=A(5); s1.add(q)
for s in ['len(s1)','q in s1','3 in s1','s1==WeakSet([q])','s1!=WeakSet([q])','len(s1|WeakSet())','list(s1)','s1.pop()','s1.pop()','s1.remove(q)','s1.discard(q)','s1.update([q])','len(s1)','s1.issubset([q])','s1.copy()==s1']: t(s,G)
del q; t('len(s1)',G); t('len(gc.garbage)',G)
P=collections.namedtuple('P','x y')
for s in ['P(1,2)','P(1,y=2).y','P()','P(1,2)._asdict()','P(1,2)._replace(x=5)','P(1,2)._replace(q=5)','P._make([1,2])','P._make([1])','P._fields','P.__doc__','P.x.__doc__','collections.namedtuple("a","b b")','collections.namedtuple("a","class")','collections.namedtuple("a","1b")','collections.namedtuple("a","a b a _c",rename=True)._fields','P(1,2).__dict__','P.__module__']: t(s,G)
o=collections.OrderedDict([('a',1),('b',2)]); o['c']=3; del o['a']; o['a']=4
for s in ['o','o.keys()','list(reversed(o))','o.popitem()','o.popitem(last=False)','o','o.pop("zz")','o.pop("zz",1)','o.setdefault("q",1)','o==collections.OrderedDict(c=3)','o=={"c":3,"q":1}','o.copy()','collections.OrderedDict.fromkeys("ab")','o.items()','collections.OrderedDict()','o.update(z=1)','o','o.viewkeys()','o.clear()','len(o)','o']: t(s,G)
del o; t('gc.collect()',G)
o=collections.OrderedDict(a=1); o['s']=o; t('o',G); del o; t('gc.collect()',G)
c=collections.Counter('abracadabra')
for s in ['c','c.most_common(2)','c["z"]','sorted(c.elements())','c+collections.Counter("aab")','c-collections.Counter("aab")','c&collections.Counter("aab")','c|collections.Counter("zz")','collections.Counter.fromkeys("a")','collections.Counter(a=1)','c.copy()','c.subtract("a")','c.update({"b":1})','c']: t(s,G)
for s in ['isinstance([],collections.Sequence)','isinstance({},collections.Mapping)','isinstance("",collections.Sequence)','collections.Sized()','isinstance(iter([]),collections.Iterator)','issubclass(set,collections.MutableSet)','isinstance({}.viewkeys(),collections.KeysView)','isinstance(3,collections.Hashable)','isinstance([],collections.Hashable)','isinstance(len,collections.Callable)','sorted(collections.MutableMapping.__abstractmethods__)']: t(s,G)
class M(collections.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m=M(); m.update({'a':1},b=2)
for s in ['sorted(m.keys())','sorted(m.items())','m.pop("a")','m.pop("a")','m.setdefault("q",5)','m=={"b":2,"q":5}','m!={"b":2,"q":5}','m.get("zz",1)','"b" in m','sorted(m.iteritems())','m.clear()','len(m)','hash(m)']: t(s,G)
class AB(object):
    __metaclass__=abc.ABCMeta
    @abc.abstractmethod
    def f(s): pass
class Old: pass
for s in ['AB()','AB.register(int)','isinstance(3,AB)','isinstance("",AB)','issubclass(bool,AB)','AB.register(Old)','isinstance(Old(),AB)','issubclass(Old,AB)','AB.register(3)']: t(s,G)
def deco(f):
    @functools.wraps(f)
    def w(*a): "doc w"; return f(*a)
    return w
@deco
def g(a): "doc g"; return a
@functools.total_ordering
class V(object):
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
for s in ['g.__name__','g.__doc__','g(3)','V(1)<=V(1)','V(2)>V(1)','V(2)>=V(3)','sorted([3,1,2],key=functools.cmp_to_key(lambda a,b:b-a))','functools.partial(g,1)()','functools.reduce(lambda a,b:a+b,[1,2])']: t(s,G)
@contextlib.contextmanager
def cm(x):
    print 'enter',x
    try: yield x
    except ValueError as e: print 'caught',e
    finally: print 'exit',x
with cm(1) as v: print v
with cm(2): raise ValueError('a')
try:
    with cm(3): raise KeyError('k')
except KeyError as e: print 'out',e
with contextlib.nested(cm(4),cm(5)) as (p,r): print p,r
@contextlib.contextmanager
def two(): yield; yield
try:
    with two(): pass
except RuntimeError as e: print e
class Cl: 
    def close(s): print 'closed'
with contextlib.closing(Cl()): pass
class N(object):
    def __init__(s): s.x=[1]; s.me=s
n=N(); m=copy.deepcopy(n); print m.me is m, m.x is n.x; m=copy.copy(n); print m.x is n.x
o=Old(); o.x=[1]; o2=copy.deepcopy(o); print o2.x, o2.x is o.x, copy.copy(o).x is o.x, o2.__class__ is Old
z=[1]; z.append(z); y=copy.deepcopy(z); print y[1] is y, copy.deepcopy({1:[2]}), copy.copy({1}), copy.deepcopy((1,[2])), copy.deepcopy(u'a'), copy.deepcopy(10**30)
class L(list): pass
l=L([1]); l.z=2; print copy.deepcopy(l).z, copy.copy(l), copy.deepcopy(set([1])), copy.deepcopy(P(1,[2])), copy.deepcopy(n.__init__ if 0 else 1)
for s in ['string.letters','string.whitespace','string.capwords("a b")','string.join(["a","b"])','string.Template("$a ${b} $$").substitute(a=1,b=2)','string.Template("$").substitute()','string.maketrans("a","b")[97]','string.upper("a")','operator.add(1,2)','operator.itemgetter(1)([1,2])','operator.attrgetter("real")(3)','operator.truediv(1,2)','operator.div(1,2)','operator.isCallable(len)','operator.methodcaller("upper")("a")','operator.concat([1],[2])','operator.contains([1],1)','keyword.iskeyword("print")','types.ClassType','types.InstanceType','types.MethodType','types.FunctionType','types.GeneratorType','types.StringTypes','types.CodeType','types.DictProxyType','types.TracebackType','types.FrameType','types.NoneType','types.UnboundMethodType is types.MethodType']: t(s,G)
u=UserDict.UserDict({'a':1}); 
for s in ['u','u["a"]','u.keys()','u.get("z")','"a" in u','len(u)','u=={"a":1}','u.pop("a")','u.setdefault("k",1)','u.items()','u.update(b=2)','sorted(u.items())','u.copy()','u.has_key("k")','u["nope"]','type(u)']: t(s,G)
def bye(x): print 'bye',x
atexit.register(bye,1); atexit.register(bye,x=2)
