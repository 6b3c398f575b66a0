import copy
a = [1, [2, 3], {'k': [4]}]; b, c = copy.copy(a), copy.deepcopy(a); a[1].append(9); a[2]['k'].append(8); print(a, b, c, a[1] is b[1], a[1] is c[1])
class T:
    def __init__(s): s.l = [1]; s.me = s
    def __deepcopy__(s, memo): n = T(); memo[id(s)] = n; return n
t = T(); u = copy.copy(t); print(u.l is t.l, u.me is t); l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, l)
import operator as op, collections.abc as cabc, types, string, textwrap, pprint
print(op.itemgetter(1, 0)('ab'), op.attrgetter('real')(5), op.methodcaller('upper')('x'), op.add(1, 2), string.ascii_lowercase[:3], string.digits, string.capwords('a bc'), string.Template('$a ${b} $$').substitute(a=1, b=2), string.Template('$x').safe_substitute())
try: string.Template('$x').substitute()
except KeyError as e: print('KeyError', e)
print(textwrap.fill('the quick brown fox jumps over', 12), textwrap.dedent('  a\n    b'), textwrap.shorten('hello world foo', 10), textwrap.indent('a\nb', '> '), textwrap.wrap('aaa bbb ccc', 7))
pprint.pprint({'b': list(range(30)), 'a': {'nested': ['x' * 30, 'y' * 30]}}, width=60); pprint.pprint([1, 'a', (1,)]); print(pprint.pformat({'z': 1, 'a': 2}))
print(isinstance([], cabc.Sequence), isinstance({}, cabc.Mapping), isinstance(iter([]), cabc.Iterator), issubclass(int, cabc.Hashable), isinstance(5, cabc.Iterable), types.SimpleNamespace(a=1, b=2), isinstance(len, types.BuiltinFunctionType))
x: int = 5; print(__annotations__, __name__); del x
def ann(a: int, b: 'str' = 'x') -> list[int]: ...
print(ann.__annotations__); import inspect; print(inspect.signature(ann), inspect.isfunction(ann), list(inspect.signature(ann).parameters))
match {'type': 'pt', 'x': 1, 'y': [1, 2, 3]}:
    case {'type': 'pt', 'x': int(x), 'y': [f, *r]} if x > 0: print(x, f, r)
def m(v):
    match v:
        case 0 | 1: return 'small'
        case int() | float(): return 'num'
        case [a]: return f'one {a}'
        case [a, b, *_]: return f'more {a} {b}'
        case {'k': k, **rest}: return f'{k} {rest}'
        case str() as s if s.isupper(): return 'UP ' + s
        case None: return 'none'
        case _: return 'other'
print([m(v) for v in (0, 5, 2.5, [1], (1, 2, 3), {'k': 1, 'z': 2}, 'ABC', 'abc', None)])
a = b = []; a.append(1); print(b, a is b, id(a) == id(b)); print(1 < 2 < 3, 1 < 3 > 2, not 1 == 2, 1 and 0 or 'x', [] or 'empty', None is None, 'a' in 'abc', all([]), any([]))
i = 0
while i < 3:
    i += 1
    if i == 2: continue
    print(i, end=' ')
else: print('else')
for n in range(2, 8):
    for q in range(2, n):
        if n % q == 0: print(n, '=', q, '*', n // q); break
    else: print(n, 'prime')
print(*[1, 2], sep='+', end='\n!\n'); print(); import sys; print('err', file=sys.stderr); print(sys.version_info[:2], sys.maxsize, sys.argv[1:], sys.platform, type(sys.stdout).__name__); assert 1 == 1, 'no'
try: assert False, 'message'
except AssertionError as e: print(repr(e))
del a; 
try: a
except NameError as e: print(e)
lst = [1, 2, 3]; it = iter(lst); lst.append(4); print(list(it)); print(sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1]), dict(sorted({'b': 1, 'a': 2}.items())), list(map(lambda x, y: x + y, [1, 2], [3, 4])), sum([[1], [2]], []), max({'a': 3, 'b': 5}, key={'a': 3, 'b': 5}.get))
