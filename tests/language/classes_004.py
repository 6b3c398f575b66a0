def fib():
    a, b = 0, 1
    while True:
        got = yield a
        if got: print('got', got)
        a, b = b, a + b
g = fib(); print([next(g) for _ in range(5)], g.send('hi')); g.close()
def sub():
    x = yield 1; print('x', x); return 'ret'
def top():
    r = yield from sub(); print('r', r); yield 2
t = top(); print(next(t), t.send('v'))
def ex():
    try: yield 1
    except ValueError as e: print('caught', e); yield 'recovered'
    finally: print('fin')
e = ex(); next(e); print(e.throw(ValueError('bad')))
try: next(e)
except StopIteration as s: print('stop', s.value)
print(list(x*y for x in range(3) for y in range(2) if x != y), sum(i for i in range(5)))
from itertools import *
print(list(chain([1],[2,3])), list(islice(count(5,2),3)), list(accumulate([1,2,3])), list(zip_longest('ab','c',fillvalue='-')), list(groupby('aabbc'))[0][0], [(k, len(list(v))) for k, v in groupby('aabbc')], list(product('ab', repeat=2))[:3], list(permutations([1,2,3],2))[:3], list(combinations('abc',2)), list(takewhile(lambda x: x<3, [1,2,3,1])), list(pairwise('abc')), list(batched('abcde',2)), list(starmap(pow,[(2,3)])), list(compress('abc',[1,0,1])), tee([1,2])[0])if 0 else print('skip')
