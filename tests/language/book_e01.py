# closures, generators and scopes in one
def make_adders(n): return [lambda x, i=i: x + i for i in range(n)]
print([a(10) for a in make_adders(3)])
def memo(f):
    cache = {}
    def inner(*a):
        if a not in cache: cache[a] = f(*a)
        return cache[a]
    inner.cache = cache
    return inner
@memo
def fibm(n): return n if n < 2 else fibm(n-1) + fibm(n-2)
print(fibm(80), len(fibm.cache))
def compose(*fs):
    def c(x):
        for f in reversed(fs): x = f(x)
        return x
    return c
print(compose(str, lambda x: x + 1, abs)(-5)); curry = lambda f: lambda a: lambda b: f(a, b); print(curry(pow)(2)(5))
def pipeline(src, *stages):
    for st in stages: src = st(src)
    return src
print(list(pipeline(range(10), lambda it: (x for x in it if x % 2), lambda it: map(lambda x: x * x, it))))
def windows(it, n):
    from collections import deque
    d = deque(maxlen=n)
    for x in it:
        d.append(x)
        if len(d) == n: yield tuple(d)
print(list(windows('abcde', 3)))
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1; return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(3), *Countdown(2)); a, *b = Countdown(4); print(a, b, max(Countdown(5)), sorted(Countdown(3)), dict(enumerate(Countdown(2))), ' '.join(map(str, Countdown(3))))
def coroutine(f):
    def start(*a):
        g = f(*a); next(g); return g
    return start
@coroutine
def printer(tag):
    try:
        while True: print(tag, (yield))
    except GeneratorExit: print(tag, 'closed')
p = printer('>'); p.send(1); p.send('x'); p.close()
try: p.send(1)
except StopIteration: print('stopped')
def sub():
    x = yield 1; print('got', x); y = yield 2; return x + y
def main():
    r = yield from sub(); print('result', r); yield 'end'
m = main(); print(next(m), m.send(10), m.send(20))
def g():
    yield 1
    raise ValueError('inside gen')
try: list(g())
except ValueError as e: print(e)
def h():
    raise StopIteration
    yield
try: list(h())
except RuntimeError as e: print(e, repr(e.__cause__))
gen = (x for x in range(3)); print(gen.gi_running, next(gen), gen.__name__, type(gen))
try: next(gen), next(gen), next(gen)
except StopIteration as e: print('end', e.value)
import itertools; a, b = itertools.tee([1, 2, 3]); print(list(a), list(b)); print(list(itertools.chain(*[[1], [2, 3]])), [''.join(g) for k, g in itertools.groupby('aabbbc')], list(itertools.accumulate('abc')), list(itertools.takewhile(str.isalpha, 'ab1c')))
