import sys, functools, operator, collections, itertools, copy
rc=sys.getrefcount
x=object()
def show(tag): print(tag, rc(x))
show('start')
l=[x]*5; show('list*5'); l2=l+l; show('l+l'); l3=l[1:3]; show('slice'); del l2[0:4]; show('delslice'); l.extend(l); show('extend'); l*=2; show('imul'); l.clear(); show('clear'); del l2,l3; show('del')
t=(x,x); show('tuple'); t2=t*3; show('t*3'); t3=t+t; show('t+t'); t4=t[:]; show('t[:] same'); del t,t2,t3,t4; show('del')
d={'a':x,x:x}; show('dict'); d2=dict(d); show('copy'); d3={**d}; show('**'); d4=d|d2; show('|'); k=d.keys(); show('keys'); v=list(d.values()); show('values'); it=list(d.items()); show('items'); del d,d2,d3,d4,v,it; show('deleted but k'); del k; show('k')
s={x}; show('set'); s2=s|s; show('s|s'); f=frozenset(s); show('fs'); s.discard(x); show('discard'); del s,s2,f; show('del')
it=iter([x,x]); show('iter'); next(it); show('next'); y=next(it); show('y'); del it,y; show('del')
z=zip([x],[x]); show('zip'); n=next(z); show('next'); del n; show('del n'); del z; show('z')
e=enumerate([x]); show('enum'); p=next(e); show('p'); del e,p; show('del')
m=map(lambda a:a,[x]); show('map'); q=next(m); show('q'); del m,q; show('del')
c=itertools.chain([x],[x]); show('chain'); next(c); show('next'); next(c); show('next2'); del c; show('del')
r=itertools.repeat(x); show('repeat'); next(r); show('n'); del r; show('del')
r=itertools.cycle([x]); next(r); next(r); show('cycle'); del r; show('del')
a,b=itertools.tee([x]); next(a); show('tee'); next(b); show('tee2'); del a,b; show('del')
dq=collections.deque([x],maxlen=2); show('deque'); dq.append(x); dq.append(x); show('dq'); dq.rotate(); dq.popleft(); show('pop'); del dq; show('del')
dd=collections.defaultdict(lambda:x); dd[1]; dd[2]; show('dd'); del dd; show('del')
ct=collections.Counter([x,x,x]); show('counter'); del ct; show('del')
od=collections.OrderedDict(a=x); od['b']=x; show('od'); od.popitem(); show('popitem'); del od; show('del')
nt=collections.namedtuple('P','a b'); p=nt(x,x); show('nt'); p2=p._replace(a=1); show('replace'); del p,p2; show('del')
pt=functools.partial(print,x,k=x); show('partial'); del pt; show('del')
ig=operator.itemgetter(x); show('ig'); del ig; show('del')
def f(a=x,*,b=x): return a
show('defaults'); f.__kwdefaults__=None; show('kwd'); f.__defaults__=(); show('d'); del f; show('del')
def g():
    yield x
    loc=x
    yield loc
h=g(); show('gen'); next(h); show('1'); next(h); show('2'); h.close(); show('closed'); del h
def outer():
    loc=x
    def inner(): return loc
    return inner
i=outer(); show('closure'); i.__closure__[0].cell_contents=None; show('cell'); del i
class K: attr=x; __slots__=('s',)
show('class attr'); k=K(); k.s=x; show('slot'); del k.s; show('del slot'); del k; K.attr=1; show('class attr gone')
class Q:
    def __init__(self,o): self.o=o; self.p=o
q=Q(x); show('inst'); q.__dict__['z']=x; show('dict'); q.__dict__.clear(); show('cleared'); del q
import types
ns=types.SimpleNamespace(a=x,b=x); show('ns'); del ns.a; show('del a'); del ns; show('ns del')
sl=slice(x,x,x); show('slice'); del sl; show('del')
pr=property(lambda s:x); show('prop')
sm=staticmethod(x) if False else None
mm=types.MethodType(print,x); show('method'); del mm; show('del')
try: raise ValueError(x,x)
except ValueError as e: show('exc'); ee=e
show('ee'); del ee; show('del')
cp=copy.copy([x]); show('copy'); del cp; dc=copy.deepcopy([x]); show('deep'); del dc
gl=globals(); gl['dyn']=x; show('globals'); del dyn; show('del')
mp=types.MappingProxyType({1:x}); show('mp'); del mp; show('del')
w=[x for _ in range(3)]; show('comp'); w=[*w,*w]; show('star'); first,*rest=w; show('unpack'); del w,first,rest; show('del')
sorted([3,1],key=lambda a:(x,a)[1]); show('sorted')
max([x],key=id); show('max'); any([x]); all([x]); show('any')
print(*[x for _ in ()]); ''.join(str(a)[:0] for a in [x]); show('join')
match x:
    case object() as mm: show('match')
del mm; show('end')
(wal:=x); show('walrus'); del wal
exec('ex=x'); show('exec'); del ex
ev=eval('[x,x]'); show('eval'); del ev; show('end')
lam=lambda v=x:v; show('lam'); lam(); show('called'); del lam; show('end')
