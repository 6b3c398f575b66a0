def countdown(n):
    while n > 0:
        got = yield n
        if got: n = got
        else: n -= 1
    return 'done'
g = countdown(3); print(next(g), next(g), g.send(10), list(g)[:3])
try:
    g = countdown(1); next(g); next(g)
except StopIteration as e: print('value', e.value)
def chain(*its):
    for it in its: yield from it
print(list(chain('ab', [1], (2,))), sum(x*x for x in range(5)), (x for x in [1]).__class__.__name__)
def flatten(l):
    for x in l:
        if isinstance(x, list): yield from flatten(x)
        else: yield x
print(list(flatten([1, [2, [3, [4]], 5]])))
def gen():
    try: yield 1; yield 2
    except ValueError as e: print('got', e); yield 'recovered'
    finally: print('cleanup')
g = gen(); print(next(g), g.throw(ValueError('oops'))); g.close()
def primes():
    sieve = {}
    q = 2
    while True:
        if q not in sieve: yield q; sieve[q*q] = [q]
        else:
            for p in sieve.pop(q): sieve.setdefault(p + q, []).append(p)
        q += 1
import itertools as it
print(list(it.islice(primes(), 12)), list(it.takewhile(lambda p: p < 20, primes())))
g = (i for i in range(3)); print(g.gi_frame is None, list(g), g.gi_frame is None, 5 in (x for x in range(9)))
try: next(iter([]))
except StopIteration: print('empty')
print(next(iter([]), 'dflt'), list(zip('ab', range(9))), list(enumerate('ab', 1)), dict(zip('ab', [1, 2])), list(map(None or str, [1])), list(filter(None, [0, 1, '', 'a'])))
def avg():
    total = n = 0; a = None
    while True:
        x = yield a; total += x; n += 1; a = total / n
a = avg(); next(a); print(a.send(10), a.send(20))
try: list(zip([1], [1, 2], strict=True))
except ValueError as e: print(e)
