d = {'a': 1, 'b': 2}; d['c'] = 3; d.update(d=4, a=9); print(d, d.get('z'), d.get('z', 0), d.pop('a'), d.pop('zz', None), d.setdefault('e', []), list(d), list(d.values()), list(d.items()), 'b' in d, len(d), d.popitem())
try: d['nope']
except KeyError as e: print(repr(e), e)
try: {}.popitem()
except KeyError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
print({**d, 'x': 1}, d | {'b': 0}, dict.fromkeys('ab', 0), dict([('a', 1)], b=2), {1: 'a', 1.0: 'b', True: 'c'}, d == dict(d), list(reversed(d)))
try:
    for k in d: d[k + 'x'] = 1
except RuntimeError as e: print(e)
s = {1, 2, 3}; print(s | {4}, s & {2, 9}, s - {1}, s ^ {3, 4}, s <= {1, 2, 3, 4}, s.isdisjoint({9}), {1, 2} < s, frozenset([1]) | {2}); s.add(2); s.discard(99); s.update([7, 8]); print(s, len(s), sum(s))
try: s.remove(99)
except KeyError as e: print('KeyError', e)
from collections import defaultdict, OrderedDict, deque, ChainMap, namedtuple
dd = defaultdict(list); [dd[len(w)].append(w) for w in 'the quick brown fox jumps'.split()]; print(dd, dict(dd), dd[99])
od = OrderedDict(a=1, b=2, c=3); od.move_to_end('a'); print(od, od.popitem(last=False), list(od)); dq = deque([1, 2, 3], maxlen=3); dq.append(4); dq.appendleft(0); dq.rotate(1); print(dq, dq[0], list(dq), dq.maxlen)
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(cm['a'], cm['b'], dict(cm), cm); P = namedtuple('P', 'x y', defaults=[0]); p = P(1); print(p, p.x, p._asdict(), p._replace(y=5), P._fields, p == (1, 0), P._make([7, 8]), p[1], *p)
try: p.x = 5
except AttributeError as e: print(e)
try: P()
except TypeError as e: print(e)
