print([x**2 for x in range(6) if x % 2], {x % 3 for x in range(9)}, {k: v for k, v in zip('abc', range(3))}, [[r*c for c in range(3)] for r in range(3)], [(x, y) for x in 'ab' for y in (1, 2)])
m = [[1, 2, 3], [4, 5, 6]]; print([list(r) for r in zip(*m)], [row[::-1] for row in m], sum(map(sum, m)))
print([y := 5, y**2], (lambda x: (z := x + 1) * z)(2), [n for n in range(20) if all(n % d for d in range(2, n)) and n > 1])
a = [3, 1, 2]; b = a; c = a[:]; a.append(4); print(b, c, a is b, a == c); a += [5]; print(b)
a = a + [6]; print(b, a); del a[0]; a.insert(1, 'x'); a.remove(2); print(a, a.pop(), a.pop(0), a.index(1) if 1 in a else None, a); a.extend('yz'); a.reverse(); print(a, a.count('y'))
l = list(range(10)); print(l[2:5], l[::2], l[-3:], l[::-1], l[5:2:-1], l[:]); l[2:4] = ['a', 'b', 'c']; del l[-1]; l[::3] = [0] * len(l[::3]); print(l)
try: l[::2] = [1]
except ValueError as e: print(e)
try: [1, 2][5]
except IndexError as e: print(e)
try: [].pop()
except IndexError as e: print(e)
try: [1].remove(5)
except ValueError as e: print(e)
try: [3, 'a'].sort()
except TypeError as e: print(e)
print(sorted(['b', 'A', 'c'], key=str.lower), sorted([3, 1, 2], reverse=True), sorted('hello'), sorted({'b': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a')], key=lambda t: t[0]), min([3, 1], key=lambda x: -x), max('abc', 'ab', key=len), min([], default=0))
grid = [[0] * 3] * 2; grid[0][0] = 1; print(grid); t = (1, [2]); t[1].append(3); print(t, t + (4,), t * 2, t.index(1), (1,), ())
try: t[0] = 5
except TypeError as e: print(e)
try: t[1] += [9]
except TypeError as e: print(e, t)
first, *mid, last = range(5); print(first, mid, last); (a, b), c = (1, 2), 3; a, b = b, a; print(a, b, c)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
