def quicksort(a): return a if len(a) < 2 else quicksort([x for x in a[1:] if x < a[0]]) + [a[0]] + quicksort([x for x in a[1:] if x >= a[0]])
def mergesort(a):
    if len(a) < 2: return a
    m = len(a) // 2; l, r, out = mergesort(a[:m]), mergesort(a[m:]), []
    while l and r: out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
def bubble(a):
    a = a[:]; swaps = 0
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j+1]: a[j], a[j+1] = a[j+1], a[j]; swaps += 1
    return a, swaps
def binsearch(a, x):
    lo, hi = 0, len(a) - 1
    while lo <= hi:
        mid = (lo + hi) // 2
        if a[mid] == x: return mid
        if a[mid] < x: lo = mid + 1
        else: hi = mid - 1
    return -1
import random; random.seed(1); a = [random.randrange(50) for _ in range(12)]; print(a, quicksort(a), mergesort(a), bubble(a), binsearch(sorted(a), a[3]), sorted(a) == quicksort(a))
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i+1:])]
def powerset(s): return [[]] if not s else [x for r in powerset(s[1:]) for x in ([s[0]] + r, r)]
def gcd(a, b): return a if not b else gcd(b, a % b)
def collatz(n): return [n] + (collatz(n // 2 if n % 2 == 0 else 3 * n + 1) if n > 1 else [])
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(perms('abc'), sorted(map(sorted, powerset([1, 2, 3]))), gcd(48, 18), collatz(6), ack(2, 3), sum(int(d) for d in str(2**100)), [n for n in range(1, 500) if n == sum(d for d in range(1, n) if n % d == 0)])
def queens(n, row=0, cols=()):
    if row == n: return [cols]
    return [s for c in range(n) if all(c != cc and abs(c - cc) != row - r for r, cc in enumerate(cols)) for s in queens(n, row + 1, cols + (c,))]
print(len(queens(6)), queens(4)); tri = [[1]]; [tri.append([1] + [a + b for a, b in zip(tri[-1], tri[-1][1:])] + [1]) for _ in range(5)]; print('\n'.join(' '.join(map(str, r)).center(20).rstrip() for r in tri))
m = [[1, 2], [3, 4]]; print([[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m], list(map(list, zip(*m[::-1]))), [x for r in m for x in r]); print(*('Fizz' * (i % 3 == 0) + 'Buzz' * (i % 5 == 0) or i for i in range(1, 16)))
def roman(n):
    out = ''
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), 'M CM D CD C XC L XL X IX V IV I'.split()): out += s * (n // v); n %= v
    return out
print([roman(n) for n in (4, 9, 14, 1994, 2024)], bin(37)[2:].count('1'), int('101', 2), f'{37:b}', ''.join(reversed('abc')), 'abc'[::-1], ' '.join(w[::-1] for w in 'ab cd'.split()), sorted('listen') == sorted('silent'))
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(type(e).__name__, e)
from fractions import Fraction as F; from decimal import Decimal as D, getcontext, ROUND_HALF_UP, localcontext
print(F(1, 3) + F(1, 6), F('0.25'), F(3, 6), float(F(1, 3)), F(0.5), F(7, 3).limit_denominator(2), F(1, 2) ** 2, divmod(F(7, 2), 1), F(3, 2) > 1, repr(F(1, 2)), hash(F(2)) == hash(2), int(F(7, 2)), round(F(7, 2)), F(-1, 3), F(1.1).limit_denominator(10))
print(D('0.1') + D('0.2'), D(1) / D(3), D('1.10'), D('1e3'), D('2.675').quantize(D('0.01'), ROUND_HALF_UP), D(2).sqrt(), D('1.5') * 2, D('NaN').is_nan(), D('-0'), D('123.456').as_tuple(), D('10') % D('3'), D('1.0') == D('1'), D(0.1), round(D('2.5')), D('1e-7'), str(D('1E+5')), D('5').to_integral_value(), D('1234567.891').__format__(',.2f'), D(7) // D(2), -D(3), abs(D(-3)), D('3.7').to_integral_value(), max(D(1), D(2)), sum([D('0.1')] * 3), D('1').compare(D('2')), D('0.00').normalize(), D('100').normalize())
with localcontext() as c: c.prec = 5; print(D(1) / D(7), getcontext().prec)
for b in ('D("x")', 'D(1) / D(0)', 'F(1, 0)', 'F("a")', 'D(1) + 1.5', 'F(1) + "a"'):
    try: print(eval(b))
    except Exception as e: print(b, type(e).__name__, e)
