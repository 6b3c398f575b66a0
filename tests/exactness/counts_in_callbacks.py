# The reference counts that special methods and callbacks see of the objects they are called with.
import sys, functools, itertools, operator, collections, copy, heapq, bisect, json, re, contextlib, weakref, gc
rc = sys.getrefcount
LOG = []
def lg(n, *xs): LOG.append((n,) + tuple(rc(x) for x in xs))
class X:
    def __init__(self, v=1): self.v = v
    def __eq__(self, o): LOG.append(('eq', rc(self), rc(o))); return isinstance(o, X) and self.v == o.v
    def __lt__(self, o): LOG.append(('lt', rc(self), rc(o))); return self.v < o.v
    def __le__(self, o): LOG.append(('le', rc(self), rc(o))); return True
    def __gt__(self, o): LOG.append(('gt', rc(self), rc(o))); return False
    def __ge__(self, o): LOG.append(('ge', rc(self), rc(o))); return False
    def __ne__(self, o): LOG.append(('ne', rc(self), rc(o))); return False
    def __hash__(self): LOG.append(('hash', rc(self))); return 5
    def __len__(self): LOG.append(('len', rc(self))); return 2
    def __bool__(self): LOG.append(('bool', rc(self))); return True
    def __iter__(self): LOG.append(('iter', rc(self))); return iter([1, 2])
    def __getitem__(self, k): LOG.append(('getitem', rc(self))); return k
    def __setitem__(self, k, v): LOG.append(('setitem', rc(self), rc(v)))
    def __delitem__(self, k): LOG.append(('delitem', rc(self)))
    def __contains__(self, k): LOG.append(('contains', rc(self), rc(k))); return True
    def __call__(self, *a, **k): LOG.append(('call', rc(self)) + tuple(rc(x) for x in a)); return 1
    def __str__(self): LOG.append(('str', rc(self))); return 's'
    def __repr__(self): LOG.append(('repr', rc(self))); return 'r'
    def __format__(self, s): LOG.append(('format', rc(self))); return 'f'
    def __int__(self): LOG.append(('int', rc(self))); return 1
    def __index__(self): LOG.append(('index', rc(self))); return 1
    def __float__(self): LOG.append(('float', rc(self))); return 1.0
    def __complex__(self): LOG.append(('complex', rc(self))); return 1j
    def __bytes__(self): LOG.append(('bytes', rc(self))); return b''
    def __round__(self, n=None): LOG.append(('round', rc(self))); return 1
    def __trunc__(self): LOG.append(('trunc', rc(self))); return 1
    def __abs__(self): LOG.append(('abs', rc(self))); return 1
    def __neg__(self): LOG.append(('neg', rc(self))); return 1
    def __invert__(self): LOG.append(('inv', rc(self))); return 1
    def __add__(self, o): LOG.append(('add', rc(self), rc(o))); return self
    def __radd__(self, o): LOG.append(('radd', rc(self), rc(o))); return self
    def __iadd__(self, o): LOG.append(('iadd', rc(self), rc(o))); return self
    def __mul__(self, o): LOG.append(('mul', rc(self), rc(o))); return self
    def __sub__(self, o): LOG.append(('sub', rc(self), rc(o))); return self
    def __rsub__(self, o): LOG.append(('rsub', rc(self), rc(o))); return self
    def __or__(self, o): LOG.append(('or', rc(self), rc(o))); return self
    def __pow__(self, o, m=None): LOG.append(('pow', rc(self), rc(o))); return self
    def __divmod__(self, o): LOG.append(('divmod', rc(self), rc(o))); return 1, 1
    def __matmul__(self, o): LOG.append(('matmul', rc(self), rc(o))); return 1
    def __reversed__(self): LOG.append(('reversed', rc(self))); return iter([2, 1])
    def __enter__(self): LOG.append(('enter', rc(self))); return self
    def __exit__(self, *e): LOG.append(('exit', rc(self))); return True
    def __dir__(self): LOG.append(('dir', rc(self))); return ['a']
    def __sizeof__(self): LOG.append(('sizeof', rc(self))); return 1
    def __instancecheck__(self, o): LOG.append(('icheck', rc(self), rc(o))); return True
    def __copy__(self): LOG.append(('copy', rc(self))); return self
    def __deepcopy__(self, m): LOG.append(('deepcopy', rc(self))); return self
    def __length_hint__(self): LOG.append(('hint', rc(self))); return 2
    def __del__(self): LOG.append(('del', rc(self)))
    def __reduce_ex__(self, p): LOG.append(('reduce', rc(self))); return (X, ())
    def __fspath__(self): LOG.append(('fspath', rc(self))); return 'p'
    def meth(self, *a): LOG.append(('meth', rc(self)) + tuple(rc(x) for x in a)); return 1
    @property
    def prop(self): LOG.append(('prop', rc(self))); return 1
    @prop.setter
    def prop(self, v): LOG.append(('pset', rc(self), rc(v)))
    @classmethod
    def cm(cls, *a): LOG.append(('cm',) + tuple(rc(x) for x in a))
    @staticmethod
    def sm(*a): LOG.append(('sm',) + tuple(rc(x) for x in a))
class GA:
    def __getattr__(self, n): LOG.append(('getattr', rc(self))); return 1
class GB:
    def __getattribute__(self, n): LOG.append(('getattribute', rc(self))); return 1
class SA:
    def __setattr__(self, n, v): LOG.append(('setattr', rc(self), rc(v)))
    def __delattr__(self, n): LOG.append(('delattr', rc(self)))
class D:
    def __get__(self, o, t): LOG.append(('get', rc(self), rc(o))); return 1
    def __set__(self, o, v): LOG.append(('set', rc(self), rc(o), rc(v)))
    def __delete__(self, o): LOG.append(('delete', rc(self), rc(o)))
    def __set_name__(self, o, n): LOG.append(('setname', rc(self)))
class WD: d = D()
class It:
    def __init__(self, n=3, item=None): self.n, self.item = n, item
    def __iter__(self): LOG.append(('iter', rc(self))); return self
    def __next__(self):
        LOG.append(('next', rc(self)))
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n if self.item is None else self.item
class Base:
    def __init_subclass__(cls, **k): LOG.append(('initsub',) + tuple(rc(v) for v in k.values()))
class New:
    def __new__(cls, *a, **k): LOG.append(('new',) + tuple(rc(x) for x in a) + tuple(rc(x) for x in k.values())); return object.__new__(cls)
    def __init__(self, *a, **k): LOG.append(('init', rc(self)) + tuple(rc(x) for x in a) + tuple(rc(x) for x in k.values()))
class Meta(type):
    def __call__(cls, *a): LOG.append(('mcall',) + tuple(rc(x) for x in a)); return super().__call__(*a)
class MC(metaclass=Meta):
    def __init__(self, *a): LOG.append(('init', rc(self)) + tuple(rc(x) for x in a))
class Miss(dict):
    def __missing__(self, k): LOG.append(('missing', rc(self), rc(k))); return 1
class SubL(list): pass
class SubD(dict): pass
class Inh(X): pass
class Rep:
    def __repr__(self): LOG.append(('repr', rc(self))); return 'r'
def k1(x): LOG.append(('k1', rc(x))); return 1
def kv(x): LOG.append(('kv', rc(x))); return x.v
def k2(x, y): LOG.append(('k2', rc(x), rc(y))); return x
def kk(*a, **k): LOG.append(('kk',) + tuple(rc(x) for x in a) + tuple(rc(v) for v in k.values())); return 1
def kw(*, n): LOG.append(('kw', rc(n)))
def cmp2(a, b): LOG.append(('cmp', rc(a), rc(b))); return a.v - b.v
par = functools.partial(k2, 1)
park = functools.partial(kk, n=1)
lc = functools.lru_cache(k1)
def gen(x):
    LOG.append(('gen', rc(x))); yield x
    LOG.append(('gen2', rc(x))); yield x

class Out:
    def write(self, s): pass
out = Out()
def boom(x): raise ValueError(x)
def match_(q):
    match q:
        case [a, b]: pass
        case X(v=1): pass
CASES = [
    'x == y',
    'y == x',
    'x != y',
    'x < y',
    'x <= y',
    'x > y',
    'x >= y',
    '[x] == [y]',
    '[x] < [y]',
    '(x,) == (y,)',
    '(x, 1) < (y, 1)',
    '{1: x} == {1: y}',
    '{x} == {y}',
    'x in [y]',
    'x in (y,)',
    'y in {x: 1}',
    'y in {x}',
    'x in x',
    '[y].index(x)',
    '[y].count(x)',
    '(y,).count(x)',
    '(y,).index(x)',
    '[y].remove(x)',
    '{x: 1}[y]',
    '{x: 1}.get(y)',
    '{x: 1}.pop(y)',
    '{x: 1}.setdefault(y, 2)',
    '{x, y}',
    '{x: 1, y: 2}',
    '{x}.discard(y)',
    '{x}.remove(y)',
    '{x}.add(y)',
    '{x} | {y}',
    '{x} - {y}',
    '{x} <= {y}',
    'set([x, y])',
    'frozenset([x])',
    'dict([(x, 1)])',
    'dict.fromkeys([x, y])',
    'hash(x)',
    'hash((x,))',
    'len(x)',
    'bool(x)',
    'not x',
    'x and 1',
    'x or 1',
    '1 if x else 2',
    'list(x)',
    'tuple(x)',
    'set(x)',
    'iter(x)',
    'next(iter(x))',
    '[*x]',
    '(*x,)',
    '{*x}',
    'a, b = x',
    'a, *b = x',
    'x[0]',
    'x[1:2]',
    'x[0] = y',
    'del x[0]',
    'x[y]',
    'x(1)',
    'x(y)',
    'x(*[y])',
    'x(k=y)',
    "x(**{'k': y})",
    'str(x)',
    'repr(x)',
    'ascii(x)',
    'format(x)',
    "format(x, 'a')",
    "f'{x}'",
    "f'{x!r}'",
    "f'{x!s:>3}'",
    "f'{x:a}'",
    "'%s' % x",
    "'%r' % x",
    "'%s' % (x,)",
    "'%(a)s' % {'a': x}",
    "'{}'.format(x)",
    "'{0!r}'.format(x)",
    "'{a}'.format(a=x)",
    "'{}{}'.format(x, y)",
    "'{a}'.format_map({'a': x})",
    "'{0.v}'.format(x)",
    "'{0[1]}'.format(x)",
    'str([x])',
    'repr((x,))',
    'repr({1: x})',
    'repr({x})',
    'repr({x: 1}.keys())',
    'repr({1: x}.values())',
    'repr({1: x}.items())',
    'int(x)',
    'operator.index(x)',
    'float(x)',
    'complex(x)',
    'bytes(x)',
    'round(x)',
    'round(x, 1)',
    'abs(x)',
    '-x',
    '~x',
    'x + y',
    'x + 1',
    '1 + x',
    '1 - x',
    'x * 2',
    'x - y',
    'x | y',
    'x ** 2',
    'pow(x, 2)',
    'pow(x, 2, 3)',
    'divmod(x, 2)',
    'x @ y',
    'reversed(x)',
    'list(reversed(x))',
    'dir(x)',
    'sys.getsizeof(x)',
    'isinstance(1, x)',
    'copy.copy(x)',
    'copy.deepcopy(x)',
    'copy.copy([x])',
    'copy.deepcopy([x])',
    'copy.deepcopy({1: x})',
    'copy.deepcopy((x,))',
    '[1, 2, 3][x]',
    "'abc'[x]",
    '(1, 2)[x]',
    'range(3)[x]',
    '[0] * x',
    "'a' * x",
    'hex(x)',
    'chr(x)',
    'range(x)',
    '[1, 2, 3][x:]',
    'bin(x)',
    'bytes([x])',
    'divmod(x, y)',
    'sum([x, y], x)',
    'sum([x])',
    'max(x, y)',
    'min(x, y)',
    'max([x, y])',
    'min([x, y])',
    'max([x, y], key=kv)',
    'max(x, y, key=k1)',
    'sorted([x, y])',
    'sorted([x, y], key=k1)',
    'sorted([x, y], key=kv, reverse=True)',
    'sorted([x, y], key=functools.cmp_to_key(cmp2))',
    'sorted(x)',
    'sorted({x: 1})',
    'l = [y, x]; l.sort()',
    'l = [y, x]; l.sort(key=kv)',
    'list(map(k1, [x]))',
    'list(map(k2, [x], [y]))',
    'list(map(kk, [x], [y], [x]))',
    'list(map(str, [x]))',
    'list(map(x, [y]))',
    'list(map(x.meth, [y]))',
    'list(map(X.sm, [y]))',
    'list(map(X.cm, [y]))',
    'list(map(park, [y]))',
    'list(map(lc, [x]))',
    '[k1(z) for z in [x]]',
    '[k1(z) for z in map(k1, [x])]',
    'list(filter(k1, [x]))',
    'list(filter(None, [x]))',
    'list(filter(x, [y]))',
    'list(zip(x, x))',
    'list(zip([x], [y]))',
    '[k2(*p) for p in zip([x], [y])]',
    'list(enumerate(x))',
    'for n, z in enumerate([x]): k1(z)',
    'any([x])',
    'all([x])',
    'any(map(k1, [x]))',
    'functools.reduce(k2, [x, y])',
    'functools.reduce(k2, [x], y)',
    'functools.reduce(k2, iter([x, y]), x)',
    'par(x)',
    'functools.partial(k1, x)()',
    'functools.partial(x.meth, y)()',
    'functools.partial(X.meth, x)(y)',
    'functools.partial(functools.partial(k2, x), y)()',
    'lc(x)',
    'lc(y)',
    'functools.lru_cache(kk)(x, y)',
    'functools.cached_property(k1).func(x)',
    'itertools.starmap(k2, [(x, y)]).__next__()',
    'list(itertools.starmap(k1, [[x]]))',
    'list(itertools.accumulate([x, y], k2))',
    'list(itertools.accumulate([x, y]))',
    'list(itertools.takewhile(k1, [x]))',
    'list(itertools.dropwhile(k1, [x]))',
    'list(itertools.filterfalse(k1, [x]))',
    'list(itertools.groupby([x, y], k1))',
    'list(itertools.groupby([x, y]))',
    'list(itertools.chain(x, x))',
    'list(itertools.chain.from_iterable([x]))',
    'list(itertools.islice(x, 1))',
    'list(itertools.islice([1, 2, 3], x))',
    'list(itertools.product(x, repeat=2))',
    'list(itertools.permutations([x]))',
    'list(itertools.compress([1], [x]))',
    'list(itertools.zip_longest(x, [1]))',
    'list(itertools.pairwise([x, y]))',
    'list(itertools.batched([x, y], 2))',
    'k1(x)',
    'kk(x)',
    'kk(*[x])',
    'kk(*(x,))',
    'kk(n=x)',
    "kk(**{'n': x})",
    'kk(x, *[y], n=x)',
    "kk(x, **{'n': y})",
    'kw(n=x)',
    "kw(**{'n': x})",
    'x.meth()',
    'x.meth(y)',
    'x.meth(*[y])',
    'X.meth(x, y)',
    'm = x.meth; m(y)',
    "getattr(x, 'meth')(y)",
    'x.prop',
    'x.prop = y',
    "getattr(x, 'prop')",
    "setattr(x, 'prop', y)",
    "hasattr(x, 'prop')",
    'X.prop.__get__(x)',
    'X.prop.fget(x)',
    'X.cm(x)',
    'x.cm(y)',
    'X.sm(x)',
    'x.sm(y)',
    'operator.concat([x], [y])',
    'operator.call(k1, x)',
    'x += y',
    'New(x)',
    'New(x, y)',
    'New(x, k=y)',
    'New(*[x])',
    "New(**{'k': x})",
    'MC(x)',
    "type('T', (New,), {})(x)",
    'New.__call__(x) if 0 else 0',
    'ga.zz',
    "getattr(ga, 'zz')",
    "hasattr(ga, 'zz')",
    'gb.zz',
    "getattr(gb, 'zz')",
    "getattr(gb, 'zz', 1)",
    'sa.a = x',
    "setattr(sa, 'a', x)",
    'del sa.a',
    "delattr(sa, 'a')",
    'wd.d',
    'wd.d = x',
    'del wd.d',
    'WD.d',
    "getattr(wd, 'd')",
    "setattr(wd, 'd', x)",
    'list(It())',
    'tuple(It())',
    'set(It())',
    '[*It()]',
    'for z in It(): pass',
    'list(map(k1, It(2, x)))',
    'list(zip(It(), It()))',
    'sum(It())',
    'max(It())',
    'sorted(It())',
    'dict(zip(It(), It()))',
    'a, b, c = It()',
    'list(enumerate(It()))',
    'next(It())',
    'next(It(0), x)',
    'list(iter(It().__next__, 0))',
    'iter(x.meth, 1).__next__ and 0',
    'l = []; l.extend(It())',
    'l = [1]; l += It()',
    'l = [1]; l[0:1] = It()',
    'bytes(It())',
    "b''.join([]) or It()",
    "' '.join(map(str, It()))",
    "' '.join(str(z) for z in It())",
    'any(It())',
    'all(It())',
    'min(It(), default=x)',
    'collections.deque(It())',
    'collections.Counter(x=1)',
    'collections.deque([x]).count(y)',
    'collections.deque([x]).index(y)',
    'collections.deque([x]).remove(y)',
    'y in collections.deque([x])',
    'Miss()[x]',
    "Miss()['a']",
    'collections.defaultdict(kk)[x]',
    'heapq.heappush([x], y)',
    'heapq.heapify([x, y])',
    'heapq.nsmallest(1, [x, y], key=k1)',
    'heapq.nlargest(2, [x, y])',
    'json.dumps([1], default=k1)',
    'contextlib.closing',
    'with x: pass',
    'with x as z: k1(z)',
    'with contextlib.ExitStack() as es: es.enter_context(x)',
    'with contextlib.ExitStack() as es: es.callback(k1, x)',
    'with contextlib.ExitStack() as es: es.push(x)',
    'weakref.ref(x)()',
    'weakref.ref(x, k1)',
    'w = weakref.WeakKeyDictionary(); w[x] = 1; w[x]',
    'w = weakref.WeakValueDictionary(); w[1] = x; k1(w[1])',
    'w = weakref.WeakSet([x]); x in w',
    'k1(weakref.proxy(x))',
    'weakref.proxy(x).meth(y)',
    'weakref.proxy(x) + y',
    'weakref.WeakMethod(x.meth)()(y)',
    'g = gen(x); next(g); next(g)',
    'for z in gen(x): k1(z)',
    'list(gen(x))',
    'print(x, file=out)',
    "print(x, y, sep='', file=out)",
    'print(*[x], file=out)',
    "str.join(',', ['a'])",
    "'a'.join([str(x)])",
    '[x].copy()',
    '[x, y].sort(key=k1)',
    'x.__str__()',
    'x.__repr__()',
    'x.__eq__(y)',
    'x.__hash__()',
    'x.__len__()',
    'x.__class__',
    "x.__format__('')",
    'object.__str__(x)',
    'object.__repr__(x) and 0',
    "object.__format__(x, '')",
    'type(x).__str__(x)',
    '[x].__contains__(y)',
    '[x].__eq__([y])',
    '{x: 1}.__getitem__(y)',
    '{x: 1}.__contains__(y)',
    '{x}.__contains__(y)',
    '(x,).__eq__((y,))',
    '[y].__getitem__(x)',
    "'abc'.__getitem__(x)",
    'i.__str__()',
    'str(i)',
    'repr(i)',
    'i + y',
    'i == y',
    'len(i)',
    'rp.__str__()',
    'str(rp)',
    "f'{rp}'",
    "'%s' % rp",
    'format(rp)',
    'print(rp, file=out)',
    'str([rp])',
    "eval('k1(x)')",
    "exec('k1(x)')",
    "eval('k1(x)', {'k1': k1, 'x': x})",
    '(lambda z: k1(z))(x)',
    '(lambda *z: k1(*z))(x)',
    'k1((lambda: x)())',
    'k1([x][0])',
    'k1((x,)[0])',
    'k1({1: x}[1])',
    'k1(x if x else y)',
    'k1(x or y)',
    'k1([z for z in [x]][0])',
    'k1(next(iter([x])))',
    'k1(max([x], key=k1))',
    'k1(copy.copy(x))',
    "k1(vars(wd).get('q', x))",
    "k1(getattr(wd, 'q', x))",
    'try: raise ValueError(x)\nexcept Exception as e: k1(e.args[0])',
    'try: boom(x)\nexcept Exception as e: k1(e.args[0])',
    'd = {1: x}; k1(d.pop(1))',
    'd = {1: x}; k1(d.popitem()[1])',
    'd = {}; k1(d.setdefault(1, x))',
    'd = {1: x}; k1(d.get(1))',
    'l = [x]; k1(l.pop())',
    'l = [x]; k1(l.pop(0))',
    'for z in [x]: k1(z)',
    'for z in (x,): k1(z)',
    'for z in {x}: k1(z)',
    'for z in {x: 1}: k1(z)',
    'for z in {1: x}.values(): k1(z)',
    'for a, z in {1: x}.items(): k1(z)',
    'for z in iter([x]): k1(z)',
    'for z in reversed([x]): k1(z)',
    'for z in collections.deque([x]): k1(z)',
    'for z in map(None.__class__, []): pass',
    '[k1(z) for z in (x,) if k1(z)]',
    '{k1(z): z for z in [x]}',
    '{k1(z) for z in [x]}',
    'list(k1(z) for z in [x])',
    'sum(k1(z) for z in [x])',
    'max((z for z in [x, y]), key=k1)',
    "dict(a=x)['a'].meth()",
    "x.__dict__.get('v')",
    'x.__init__(3)',
    'X.__init__(x, 3)',
    'super(Inh, i).meth(y)',
    'super(Inh, i).__str__()',
    'i.prop',
    'i.meth(y)',
    'x.v',
    'x.v = y',
    'del x.v',
    'x.zz = y',
    "globals()['x']",
    "k1(globals()['x'])",
    'assert x',
    'x is y',
    'while x: break',
    'x if x else 0',
    'if x: pass',
    'x < y < x',
    'x and y',
    '[x, y][::-1]',
    '[x] + [y]',
    '[x] * 2',
    '(x,) + (y,)',
    "{**{'a': x}}",
    '[*[x], y]',
    'dict({1: x}, a=y)',
    "dict(**{'a': x})",
    'isinstance(x, X)',
    'issubclass(X, X)',
    'callable(x)',
    'id(x) and 0',
    'vars(x)',
    'len(gc.get_referents(x))',
    "print(end='', file=out)",
    'list(x.__iter__())',
    'match_(x)',
]
T = """def body(x, y, i, ga, gb, sa, wd, rp):
%s
"""
def run(mode, case):
    global x, y, i, ga, gb, sa, wd, rp
    del LOG[:]
    ns = globals()
    x, y, i, ga, gb, sa, wd, rp = X(1), X(1), Inh(2), GA(), GB(), SA(), WD(), Rep()
    lc.cache_clear()
    try:
        if mode == 'm':
            exec(compile(case, 'c', 'exec'), ns)
        else:
            exec(compile(T % "\n".join("    " + s for s in case.split("\n")), 'c', 'exec'), ns)
            ns['body'](x, y, i, ga, gb, sa, wd, rp)
    except Exception as e:
        LOG.append((type(e).__name__, str(e)))
    print(mode, repr(case), [t for t in LOG if t[0] != 'del'])
for case in CASES:
    run('m', case)
    run('f', case)
