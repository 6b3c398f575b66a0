//! Every count adds up after calls of containers, iterators and modules that succeed and calls that fail half-way.

use super::tests::counts_add_up;
use crate::memory::Version;

/// One expression a line.
const EXPRESSIONS: &str = r#"import collections, functools, weakref, random, json, ctypes, types, itertools, gc, sys, io, math
[a,b]+[bad]
[a]+(b,)
[a]*3
[a]*bad
l+l
l.copy()
l.append(a)
l.extend([a,b])
l.extend(Half())
l.extend(bad)
l.extend(x for x in (a,b))
l.extend({a:1})
l.extend({a:1}.items())
l.insert(0,b)
l.insert(bad,b)
l.pop()
l.pop(bad)
l.remove(bad)
l.remove(a)
l.index(b)
l.index(bad)
l.count(bad)
l.reverse()
l[0]
l[bad]
l[:1]
l[::2]
l[bad:]
l.__setitem__(0,b)
l.__setitem__(slice(0,1),[a,b])
l.__setitem__(slice(0,1),Half())
l.__setitem__(slice(0,None,2),[a])
l.__setitem__(slice(0,1),bad)
l.__delitem__(0)
l.__delitem__(slice(0,None,2))
l.__iadd__([a])
l.__iadd__(bad)
l.__imul__(2)
l.__imul__(0)
l.append(a) or l.append(b)
sorted([b,a])
sorted([b,a,bad])
sorted([b,a],key=lambda x:x.n)
sorted([b,a],key=bad)
sorted(Half())
[A(3),A(1),A(2)].sort(reverse=True)
[bad,a].sort()
[l[:] for i in range(3)]
[a]==[b]
[a]==[bad]
[a]<[b]
[bad]<[a]
bad in [a]
repr([a,b])
repr([a,bad])
list(Half())
list(bad)
tuple(Half())
tuple(x for x in (a,b,a,b,a,b,a,b,a,b,a,b,a))
tuple(bad)
(a,b)+(a,)
(a,)*4
(a,b)[::-1]
(a,b)[bad]
(a,b).index(b)
(a,b).index(bad)
(a,b).count(a)
hash((a,b))
hash((a,bad))
repr((a,bad))
(a,)==(b,)
{a:1,b:2}
{a:1,bad:2}
{a:b}.get(a)
{a:b}.get(bad)
{a:b}[a]
{a:b}[b]
{}.setdefault(a,b)
{a:b}.pop(a)
{a:b}.pop(b,a)
{a:b}.popitem()
{}.popitem()
{a:b}.copy()
dict({a:b})
dict([(a,b)])
dict([(a,b),(bad,a)])
dict(Half())
dict(bad)
dict(x=a,y=b)
dict({a:b},x=a)
{}.update({a:b})
{}.update([(a,b)],x=a)
{a:1}|{b:2}
{a:1}|[1]
{a:1}.__ior__([(b,a)])
{a:1}.__ior__(bad)
dict.fromkeys([a,b],l)
dict.fromkeys(Half())
dict.fromkeys({a,b})
{a:b}=={a:b}
{a:bad}=={a:a}
repr({a:b})
repr({a:bad})
list({a:b})
list({a:b}.items())
list({a:b}.values())
list(reversed({a:b}))
[k for k in {a:b}]
[(k,v) for k,v in {a:b}.items()]
{a:b}.keys()&{a}
{a:b}.keys()|[b]
{a:b}.keys()-Half()
{a:b}.keys()^{b}
{a:b}.items()=={(a,b)}
(a,b) in {a:b}.items()
b in {a:b}.values()
bad in {a:b}.values()
{a:b}.keys().isdisjoint([b])
{a:b}.clear()
{a,b}
{a,bad}
{a}|{b}
{a}&{a,b}
{a,b}-{a}
{a,b}^{b}
{a}|[b]
set(Half())
set(bad)
frozenset([a,b])
{a}.union([b],(a,),Half())
{a,b}.intersection([a],[a,b])
{a,b}.difference([a],{b:1})
{a}.symmetric_difference([b,a])
{a}.update([b],{a:1},{b})
{a,b}.intersection_update([a])
{a,b}.difference_update([a])
{a,b}.symmetric_difference_update([a])
{a}.add(bad)
{a}.remove(a)
{a}.remove(b)
{a}.discard(bad)
{a,b}.pop()
{a}.copy()
{a}<={a,b}
{a}.issubset(Half())
{a}.issuperset([a])
{a}.isdisjoint([b])
repr({a})
repr({a}|{1})
{frozenset([a])}.remove({a})
{frozenset([a])}.discard({b})
hash(frozenset([a]))
range(big)[5]
range(a.n,10)
range(bad)
list(range(3))
range(3).index(bad)
3 in range(5)
slice(a,b,l)
slice(1,2).indices(5)
slice(bad).indices(5)
slice(a)==slice(a)
list(enumerate(l,big))
list(enumerate(Half()))
enumerate(bad)
[x for x in enumerate([a,b])]
list(zip([a,b],[b,a]))
list(zip([a],Half(),strict=True))
list(zip(Half(),[a,b,a]))
[p for p in zip([a,b])]
zip(bad)
list(map(lambda x:x,[a,b]))
list(map(bad,[a]))
list(map(lambda x,y:x,[a,b],[b]))
list(map(repr,[a,bad]))
list(filter(None,[a,b]))
list(filter(bad,[a]))
list(filter(None,[bad]))
list(reversed([a,b]))
list(reversed((a,b)))
reversed(bad)
next(iter([a]))
next(iter([]))
list(iter(lambda: a, a))
list(iter(bad, a))
__import__('collections').deque([a,b],maxlen=1)
__import__('collections').deque(Half())
__import__('collections').deque([a,b]).rotate(1)
__import__('collections').deque([a,b]).appendleft(a)
__import__('collections').deque([a,b]).popleft()
__import__('collections').deque([a,b]).remove(bad)
__import__('collections').deque([a,b]).index(b)
list(__import__('collections').deque([a,b]))
__import__('collections').deque([a,b])+__import__('collections').deque([a])
__import__('collections').deque([a])*3
repr(__import__('collections').deque([a,bad]))
__import__('collections').OrderedDict([(a,b),(b,a)])
__import__('collections').OrderedDict([(a,b),(b,a)]).move_to_end(a)
__import__('collections').OrderedDict([(a,b),(b,a)]).popitem(last=False)
list(__import__('collections').OrderedDict([(a,b),(b,a)]).items())
__import__('collections').OrderedDict([(a,b)])=={a:b}
__import__('collections').defaultdict(list,{a:b})
__import__('collections').defaultdict(list)[a].append(b)
__import__('collections').defaultdict(lambda: a)[b]
__import__('collections').defaultdict(None)[a]
__import__('collections').defaultdict(list).copy()
repr(__import__('collections').defaultdict(list,{a:b}))
__import__('collections').Counter([a,b,a]).most_common(1)
__import__('collections').namedtuple('P','x y')(a,b).x
__import__('functools').partial(lambda x,y=1:x,a)(y=b)
__import__('functools').partial(bad,a)(b)
repr(__import__('functools').partial(print,a,x=b))
__import__('functools').reduce(lambda x,y:y,[a,b])
__import__('functools').reduce(bad,[a,b])
sorted([a,b],key=__import__('functools').cmp_to_key(lambda x,y:0))
list(__import__('itertools').chain([a],[b],Half()))
list(__import__('itertools').islice(__import__('itertools').cycle([a,b]),5))
list(__import__('itertools').islice(__import__('itertools').count(1),1,5,2))
list(__import__('itertools').repeat(a,3))
list(__import__('itertools').accumulate([a,b]))
list(__import__('itertools').product([a,b],repeat=2))
list(__import__('itertools').permutations([a,b,1]))
list(__import__('itertools').combinations([a,b,1],2))
list(__import__('itertools').combinations_with_replacement([a,b],2))
[(k,list(g)) for k,g in __import__('itertools').groupby([a,a,b])]
[list(t) for t in __import__('itertools').tee([a,b])]
list(__import__('itertools').zip_longest([a],[a,b],fillvalue=b))
list(__import__('itertools').pairwise([a,b,a]))
list(__import__('itertools').batched([a,b,a],2))
list(__import__('itertools').compress([a,b],[1,0]))
list(__import__('itertools').takewhile(bool,[a,bad]))
list(__import__('itertools').dropwhile(bool,[a,bad]))
list(__import__('itertools').filterfalse(bool,[a,0]))
list(__import__('itertools').starmap(lambda x:x,[(a,)]))
__import__('weakref').ref(a)
__import__('weakref').ref(a)()
__import__('weakref').ref(a, print)
__import__('weakref').ref(5)
__import__('weakref').proxy(a).n
__import__('weakref').proxy(a)+b
__import__('weakref').proxy(bad)[1]
hash(__import__('weakref').ref(a))
__import__('weakref').ref(a)==__import__('weakref').ref(b)
__import__('weakref').WeakValueDictionary({1:a})
__import__('weakref').WeakKeyDictionary({a:1})
__import__('weakref').WeakSet([a,b])
__import__('weakref').finalize(a,print)
__import__('gc').collect()
__import__('gc').get_referrers(a)
__import__('gc').get_referents(l,{a:b})
__import__('gc').get_objects(0)
__import__('gc').get_stats()
__import__('gc').set_threshold(700,bad)
__import__('sys').getrefcount(a)
__import__('sys').getsizeof(bad)
__import__('sys').getsizeof(l)
__import__('sys').intern('zork')
__import__('sys').exc_info()
__import__('sys').exit(a)
__import__('sys')._getframe()
__import__('sys').version_info
__import__('io').StringIO('x\ny').readlines()
__import__('io').StringIO(a)
open('nope')
open('f','w').write('x')
open(bad)
open('f').read()
list(open('f'))
__import__('math').floor(bad)
__import__('math').fsum([1,2.5])
__import__('math').prod([a,b])
__import__('random').Random(1).sample([a,b],2)
__import__('json').dumps([1,{'a':None}])
__import__('json').loads('[1, {"a": null}]')
__import__('ctypes').c_long.from_address(id(a)).value
__import__('types').MappingProxyType({a:b})[a]
repr(__import__('types').MappingProxyType({a:bad}))
list(__import__('types').MappingProxyType({a:b}).items())
"#;

#[test]
fn counts_of_containers_add_up_in_3_13() {
    counts_add_up(Version::V3_13, EXPRESSIONS);
}

#[test]
fn counts_of_containers_add_up_in_3_9() {
    counts_add_up(Version::V3_9, EXPRESSIONS);
}
