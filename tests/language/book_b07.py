class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
class LinkedList:
    def __init__(self, it=()):
        self.head = None; self._n = 0
        for x in reversed(list(it)): self.push(x)
    def push(self, v): self.head = Node(v, self.head); self._n += 1
    def pop(self):
        if not self.head: raise IndexError('pop from empty list')
        v, self.head = self.head.v, self.head.nxt; self._n -= 1; return v
    def __iter__(self):
        n = self.head
        while n: yield n.v; n = n.nxt
    def __len__(self): return self._n
    def __getitem__(self, i):
        if isinstance(i, slice): return list(self)[i]
        for k, v in enumerate(self):
            if k == i: return v
        raise IndexError(i)
    def __contains__(self, x): return any(v == x for v in self)
    def __reversed__(self): return reversed(list(self))
    def __repr__(self): return ' -> '.join(map(repr, self)) or 'empty'
    def __bool__(self): return self._n > 0
    def __add__(self, o): return LinkedList([*self, *o])
    def __eq__(self, o): return list(self) == list(o)
l = LinkedList([1, 2, 3]); l.push(0); print(l, len(l), l[1], l[1:3], 2 in l, list(reversed(l)), l.pop(), bool(LinkedList()), l + [9], l == [1, 2, 3], sum(l), max(l), sorted(l, reverse=True))
try: l[10]
except IndexError as e: print('IndexError', e)
try: LinkedList().pop()
except IndexError as e: print(e)
class BST:
    def __init__(self): self.root = None
    def add(self, k):
        def ins(n):
            if n is None: return [k, None, None]
            n[1 if k < n[0] else 2] = ins(n[1 if k < n[0] else 2]); return n
        self.root = ins(self.root); return self
    def inorder(self, n=...):
        if n is ...: n = self.root
        if n: yield from self.inorder(n[1]); yield n[0]; yield from self.inorder(n[2])
    def depth(self):
        d = lambda n: 0 if n is None else 1 + max(d(n[1]), d(n[2])); return d(self.root)
t = BST()
for k in [5, 2, 8, 1, 9, 3]: t.add(k)
print(list(t.inorder()), t.depth())
import heapq, bisect
def dijkstra(g, s):
    dist, q = {s: 0}, [(0, s)]
    while q:
        d, u = heapq.heappop(q)
        for v, w in g.get(u, {}).items():
            if d + w < dist.get(v, float('inf')): dist[v] = d + w; heapq.heappush(q, (d + w, v))
    return dist
print(dijkstra({'a': {'b': 7, 'c': 3}, 'c': {'b': 1, 'd': 8}, 'b': {'d': 2}}, 'a'), heapq.nlargest(2, [3, 1, 5]), heapq.nsmallest(2, 'hello'), list(heapq.merge([1, 4], [2, 3])))
s = [1, 3, 3, 5]; bisect.insort(s, 4); print(s, bisect.bisect_left(s, 3), bisect.bisect(s, 3))
def hanoi(n, a='A', b='B', c='C'): return [] if n == 0 else hanoi(n-1, a, c, b) + [(a, c)] + hanoi(n-1, b, a, c)
print(len(hanoi(5)), hanoi(2)); from itertools import *
print(list(permutations('abc', 2))[:3], list(combinations(range(4), 2)), list(product('ab', repeat=2)), list(accumulate([1, 2, 3], initial=10)), list(groupby('aabbb', len))[0][0] if 0 else [(k, len(list(g))) for k, g in groupby('aabbb')], list(chain.from_iterable(['ab', 'c'])), list(islice(cycle('ab'), 5)), list(zip_longest('ab', 'c', fillvalue='-')), list(starmap(pow, [(2, 3)])), list(dropwhile(lambda x: x < 3, range(5))), list(compress('abc', [1, 0, 1])), list(pairwise('abc')), list(batched('abcde', 2)), list(repeat(1, 2)), list(islice(count(5, 5), 3)), list(filterfalse(lambda x: x % 2, range(5))), list(combinations_with_replacement('ab', 2)))
