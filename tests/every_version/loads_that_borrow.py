import sys, weakref
class N: pass
def boom(x, n):
    if n == 0:
        raise ValueError(x)
    boom(x, n - 1)
def main():
    n0 = N()
    print("rc", sys.getrefcount(n0))
    try:
        boom(n0, 0)
    except ValueError as e:
        print("args", sys.getrefcount(e.args[0]), sys.getrefcount(e))
    try:
        boom(n0, 1)
    except ValueError as e:
        print("args", sys.getrefcount(e.args[0]), sys.getrefcount(e))
    l = [n0]
    print(sys.getrefcount(n0), sys.getrefcount(l[-1]), sys.getrefcount(l))
main()
import contextlib

def f():
    n4 = [1]
    n6 = {i: i for i in range(3)}
    n5 = []
    print("a", sys.getrefcount(n5))
    l = [x for x in (1,2)]
    print("b", sys.getrefcount(n5))
    l = [x for x in (1,2) if x]
    print("c", sys.getrefcount(n5))
f()
def g(n5):
    for i in range(2):
        if i: continue
        print("d", sys.getrefcount(n5))
    print("e", sys.getrefcount(n5))
    while True:
        break
    print("f", sys.getrefcount(n5))
    while n5:
        try:
            n5.pop()
        except IndexError:
            break
        else:
            print("g", sys.getrefcount(n5))
        print("h", sys.getrefcount(n5))
    print("i", sys.getrefcount(n5))
    with contextlib.nullcontext():
        print("j", sys.getrefcount(n5))
    print("k", sys.getrefcount(n5))
    try:
        print("l", sys.getrefcount(n5))
    finally:
        print("m", sys.getrefcount(n5))
    print("n", sys.getrefcount(n5))
    if n5:
        pass
    else:
        pass
    print("o", sys.getrefcount(n5))
    try:
        pass
    except ValueError:
        pass
    print("p", sys.getrefcount(n5))
    try:
        try:
            n5
        except KeyError:
            pass
    except ValueError:
        pass
    print("q", sys.getrefcount(n5))
    match n5:
        case []:
            print("r", sys.getrefcount(n5))
        case [x]:
            pass
        case _:
            pass
    print("s", sys.getrefcount(n5))
    try:
        raise ValueError
    except ValueError:
        print("t", sys.getrefcount(n5))
    print("u", sys.getrefcount(n5))
    try:
        for i in range(1):
            n5.append(1)
        else:
            n5.append(2)
    finally:
        n5.append(3)
    print("v", sys.getrefcount(n5))
    if n5 and i or n4:
        print("w", sys.getrefcount(n5))
    print("x", sys.getrefcount(n5))
    assert n5
    print("y", sys.getrefcount(n5))
    return sys.getrefcount(n5)
n4 = 5
print(g([1,2]))
def h(n, k):
    def inner(): return n
    print(sys.getrefcount(k), sys.getrefcount(n))
    print(sys.getrefcount(x=k) if 0 else 1)
def count(x): return sys.getrefcount(x)
def h2(p0):
    print(count(x=p0), count(p0), count(*[p0]), count(**{'x': p0}))
    x = p0
    print(x is p0, count(x), (lambda: sys.getrefcount(p0))(), [sys.getrefcount(p0) for _ in (1,)])
h([], [])
h2([])
def gen(a):
    yield sys.getrefcount(a)
    b = yield sys.getrefcount(a)
    print(sys.getrefcount(a))
    yield from [sys.getrefcount(a)]
print(list(gen([])))
