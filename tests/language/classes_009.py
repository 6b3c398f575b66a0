import functools, operator, collections
d = collections.deque([1,2,3], maxlen=3); d.append(4); d.appendleft(0); d.rotate(1); print(d, d[0], list(reversed(d)))
c = collections.Counter('mississippi'); print(c.most_common(2), c['z'], c - collections.Counter('ss'), sum(c.values()), sorted(c.elements())[:3])
dd = collections.defaultdict(list); dd['a'].append(1); print(dd, dict(dd))
od = collections.OrderedDict(a=1, b=2); od.move_to_end('a'); print(od, list(od), od.popitem(last=False))
cm = collections.ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(cm['a'], cm['b'], dict(cm), cm)
P = collections.namedtuple('P', 'x y', defaults=[0]); p = P(1); print(p, p._asdict(), p._replace(y=5), P._fields, p == (1, 0), P._make([7, 8]))
print(functools.reduce(operator.mul, [1,2,3,4]), operator.itemgetter(1)([5,6]), operator.attrgetter('real')(3), sorted([{'n': 2}, {'n': 1}], key=operator.itemgetter('n')), operator.methodcaller('upper')('a'))
class UD(collections.UserDict):
    def __setitem__(s, k, v): super().__setitem__(k.lower(), v)
u = UD(A=1); u['B'] = 2; print(u, u.data)
print(sorted(['b', 'A', 'c'], key=str.lower), sorted([(1,'b'),(1,'a')], reverse=True), min([3,1], key=lambda x: -x), max('abc', default=0), list(zip(*[(1,2),(3,4)])), list(enumerate('ab', 1)), any([0, 1]), all([]), list(map(lambda a, b: a+b, [1,2], [3,4])), list(filter(None, [0, 1, '', 'a'])))
