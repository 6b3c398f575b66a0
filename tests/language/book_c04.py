import pickle, json, io, copyreg
class P:
    def __init__(s, x): s.x = x; s.l = [s]
    def __eq__(s, o): return s.x == o.x
p = pickle.loads(pickle.dumps(P(3))); print(p.x, p.l[0] is p, p == P(3)); print(pickle.dumps({'a': [1, (2, 3), None, True, 2.5, 'é', b'x', {1, }]}))
class Q:
    __slots__ = ('a', 'b')
    def __init__(s): s.a = 1
q = pickle.loads(pickle.dumps(Q())); print(q.a, hasattr(q, 'b'))
class S:
    def __getstate__(s): return {'z': 1}
    def __setstate__(s, st): s.got = st
print(pickle.loads(pickle.dumps(S())).got)
class R:
    def __reduce__(s): return (R2, (1, 2))
def R2(a, b): return ('R2', a, b)
print(pickle.loads(pickle.dumps(R())), len(pickle.dumps(list(range(3000)))), pickle.loads(pickle.dumps(list(range(3000)))) == list(range(3000)))
f = io.BytesIO(); pk = pickle.Pickler(f); x = [1]; pk.dump(x); pk.dump(x); f.seek(0); u = pickle.Unpickler(f); print(u.load(), f.tell())
for bad in (b'', b'garbage', b'\x80\x04K', 'str'):
    try: pickle.loads(bad)
    except Exception as e: print(type(e).__name__, e)
for bad in (lambda: 1, (i for i in [])):
    try: print(pickle.dumps(bad))
    except Exception as e: print(type(e).__name__, str(e).split(' at ')[0])
with open('x.pkl', 'wb') as fh: pickle.dump([1, 2], fh); pickle.dump('second', fh)
with open('x.pkl', 'rb') as fh: print(pickle.load(fh), pickle.load(fh))
import os; os.remove('x.pkl')
for pr in range(6): print(pr, pickle.loads(pickle.dumps([P(1).x, 2**70, -5, 1.5, 'é\n', (), (1,), {'k': {1}}, b'q', bytearray(b'w'), frozenset([2])], pr)))
print(json.dumps({'b': [1, 2.0, None, True], 'a': {'é': 'x"y\\'}}, indent=2, sort_keys=True), json.dumps([1, 'é'], ensure_ascii=False, separators=(',', ':')), json.loads('{"a": [1, 2.5e3, "\\u00e9", null, false]}'))
for bad in ('{', '[1,]', '{"a" 1}', 'nul', '"abc', '{1:2}', '[1 2]', '1 2', ''):
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(repr(bad), e, e.pos, e.lineno, e.colno, e.msg)
try: json.dumps({1, 2})
except TypeError as e: print(e)
try: json.dumps(object())
except TypeError as e: print(e)
l = []; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
class Enc(json.JSONEncoder):
    def default(s, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'s': {3, 1}}, cls=Enc), json.dumps({'d': 1 + 2j}, default=lambda o: [o.real, o.imag]), json.loads('{"x": 1}', object_hook=lambda d: tuple(d.items())), json.dumps({1: 'a', None: 'b', True: 'c', 1.5: 'd'}), json.dumps(float('nan')))
