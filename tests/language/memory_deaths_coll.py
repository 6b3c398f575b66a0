import collections, itertools, functools, heapq, contextlib
class V:
    def __init__(self,n): self.n=n
    def __del__(self): print('del',self.n)
    def __lt__(self,o): return self.n<o.n
print('deque'); d=collections.deque([V(1),V(2),V(3)],maxlen=3); d.append(V(4)); d.appendleft(V(0)); d.popleft(); d.rotate(1); d[0]=V(9); del d[0]; d.clear(); d.extend([V(1),V(2)]); del d
print('od'); d=collections.OrderedDict([('a',V('a')),('b',V('b'))]); d.move_to_end('a'); d.popitem(False); d['a']=V('a2'); d['c']=V('c'); del d
print('dd'); d=collections.defaultdict(lambda: V('default')); d['x']; d['y']; d.pop('x'); del d
print('cm'); d=collections.ChainMap({'a':V('a')},{'b':V('b')}); d['b']=V('b2'); del d['a']; del d
print('nt'); P=collections.namedtuple('P','x y'); p=P(V('x'),V('y')); p=p._replace(x=V('x2')); del p
print('heap'); h=[]; [heapq.heappush(h,V(i)) for i in (3,1,2)]; heapq.heappop(h); heapq.heapreplace(h,V(5)); heapq.heappushpop(h,V(0)); del h
print('chain'); c=itertools.chain([V(1)],[V(2)]); next(c); print('n'); next(c); print('n2'); del c
print('islice'); c=itertools.islice((V(i) for i in range(5)),1,4,2); list(c); del c
print('groupby'); 
for k,g in itertools.groupby([V(1),V(1),V(2)],key=lambda v:v.n): print(k,len(list(g)))
print('product'); list(itertools.product([V(1)],[V(2)]))
print('accumulate'); list(itertools.accumulate([1,2,3],lambda a,b:a+b)); list(itertools.accumulate([V(1),V(2),V(3)],lambda a,b:b))
print('starmap'); list(itertools.starmap(lambda a,b:a,[(V(1),V(2))]))
print('zip_longest'); list(itertools.zip_longest([V(1)],[V(2),V(3)],fillvalue=V('fill')))
print('dropwhile'); list(itertools.dropwhile(lambda v:v.n<2,[V(1),V(2)])); list(itertools.takewhile(lambda v:v.n<2,[V(1),V(2)]))
print('compress'); list(itertools.compress([V(1),V(2)],[0,1]))
print('pairwise'); list(itertools.pairwise([V(1),V(2),V(3)])); list(itertools.batched([V(1),V(2),V(3)],2))
print('partial'); p=functools.partial(lambda *a,**k:None,V('p'),k=V('kw')); p(V('arg')); del p
print('reduce'); functools.reduce(lambda a,b:b,[V(1),V(2),V(3)])
print('lru')
@functools.lru_cache(maxsize=2)
def f(n): return V(n)
f(1);f(2);f(3);f(1); f.cache_clear(); print('cleared')
print('cached_property')
class C:
    @functools.cached_property
    def v(self): return V('cp')
c=C(); c.v; c.v; del c.v; c.v; del c
print('ctx')
@contextlib.contextmanager
def cm():
    v=V('ctx')
    yield v
    print('exiting')
with cm(): print('body')
print('done')
with contextlib.suppress(ValueError): raise ValueError(V('sup'))
with contextlib.ExitStack() as st: st.enter_context(cm()); st.callback(lambda v: print('cb'),V('cbarg')); print('in')
print('reversed'); r=reversed([V(1),V(2)]); next(r); print('n'); del r
print('zip'); z=zip([V(1),V(2)],[V(3)]); list(z); print('z'); del z
print('enum'); e=enumerate([V(1)]); next(e); del e
print('map'); list(map(lambda a,b:None,[V(1),V(2)],[V(3),V(4)]))
print('filter'); list(filter(lambda v:v.n>1,[V(1),V(2)]))
print('iter'); it=iter([V(1),V(2)]); next(it); del it
print('fromkeys'); d=dict.fromkeys('ab',V('shared')); d['a']=1; d['b']=2
print('setdefault'); d={}; d.setdefault('a',V(1)); d.setdefault('a',V(2)); d.update(a=V(3)); d|={'a':V(4)}; d=d|{'a':V(5)}; d.popitem()
print('star'); a,*b=[V(1),V(2),V(3)]; del a; b=None
print('unpack err')
try: a,b=[V(1),V(2),V(3)]
except ValueError: print('err')
print('end')
