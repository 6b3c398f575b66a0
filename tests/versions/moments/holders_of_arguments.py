# Who holds the arguments of a call, and in which order they are dropped.
import sys
def countkw(**k):
    return sys.getrefcount(k['x'])
def f(a, b=None):
    return sys.getrefcount(a), b is not None and sys.getrefcount(b)
def g(*a, **k):
    return sys.getrefcount(k['x']), sys.getrefcount(a[0]), sys.getrefcount(a[1])
class C:
    def m(self, a, b=None): return sys.getrefcount(self), sys.getrefcount(a), b is not None and sys.getrefcount(b)
    def kw(self, *a, **k): return sys.getrefcount(self),sys.getrefcount(k['x']), sys.getrefcount(a[0]), sys.getrefcount(a[1])
    def __call__(self, a, b=None): return sys.getrefcount(self), sys.getrefcount(a), b is not None and sys.getrefcount(b)
    def __init__(self, a, b=None): print(sys.getrefcount(self), sys.getrefcount(a), b is not None and sys.getrefcount(b))
class D(object):
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
n = []
print(countkw(**{'x': n}))
print(f(n, **{'b': n}))
print(f(*(n,), **{'b': []}))
print(f([], **{'b': []}))
print(f(*([],)))
print(g(n, [], **{'x': []}))
print(g(n, [], *[], **{'x': n}))
c = C(n, [])
print(c.m(n, **{'b': n}))
print(c.m([], **{'b': []}))
print(c.m(*([],)))
print(c.kw(n, [], **{'x': []}))
print(c.kw(n, [], *[], **{'x': n}))
print(c(n, **{'b': n}))
print(c([], **{'b': []}))
print(c(*([],)))
C(n, **{'b': n})
C([], **{'b': []})
C(*([],))
a = [D(1)]
b = {'b': D(3)}
def h(*a, **k):
    print('h')
    return None
def h2(p, q=2, b=3): print('h2'); p = q = b = 3; print('set'); 
h(D(1), *(D(2),), **{'b': D(3)})
print("--")
h2(D(1), *(D(2),), **{'b': D(3)})
print("--")
class E:
    def h(self, *a, **k):
        print('h')
    def h2(self, p, q=2, b=3): print('h2'); p = q = b = 3; print('set'); 
E().h(D(1), *(D(2),), **{'b': D(3)})
print("--")
E().h2(D(1), *(D(2),), **{'b': D(3)})
print("--")
h2(*(D(1), D(2)), **{'b': D(3), 'z': D(4)} if 0 else {})
print("--")
try: h2(D(1), *(D(2),), **{'b': D(3), 'z': D(4)})
except TypeError as e: print(e)
print("--")
max(D(1), *(D(2),), **{'key': lambda x: 1})
print("--")
print(sys.getrefcount(*([],)))
dict([], **{'a': D(1), 'b': D(2)})
print("--")
h(D(1), k=D(2), **{'b': D(3)})
print("--")
h(D(1), *[D(2)])
h2(D(1), *[D(2)])
E().h2(D(1), *[D(2)])
E().h2(D(1), b=D(3), *[D(2)])
print("-- end")
