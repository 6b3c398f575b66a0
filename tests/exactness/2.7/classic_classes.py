# Classic classes: types, messages, special methods of the instance, unbound methods.
import gc, sys, weakref

class A:
    def f(self):
        return 1

a = A()
print type(A), type(a), A, isinstance(a, A), isinstance(a, object), isinstance(A, type), A.__bases__
print sys.getsizeof(A), sys.getsizeof(a), sys.getrefcount(A), gc.is_tracked(a), gc.is_tracked(a.__dict__)
m = A.f
print sys.getrefcount(A), m, m.im_self, m.im_class, m == A.f, m is A.f
for code in ["A.f()", "A.f(1)", "a.x", "A.x", "a()", "len(a)", "a[0]", "for i in a: pass", "a + 1", "1 + a", "del a.x",
             "del A.x", "A(1)", "1 in a", "iter(a)", "next(a)", "abs(a)", "[1][a]", "a.__dict__ = 1", "a.__class__ = int",
             "A.__name__ = 1", "A.__bases__ = (A,)", "hash(A) and 1", "A + 1", "A.mro()"]:
    try:
        exec code
        print code, "->", None
    except Exception, e:
        print code, "!!", type(e).__name__, e

class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + getattr(o, "v", o))
    __radd__ = __add__
    def __cmp__(self, o): return cmp(self.v, getattr(o, "v", o))
    def __len__(self): return self.v
    def __getitem__(self, i):
        if isinstance(i, slice): return i
        if i >= self.v: raise IndexError, i
        return i * 2
    def __call__(self, *a, **k): return a, k
    def __hash__(self): return 1
    def __contains__(self, x): return x == 3
    def __enter__(self): print "enter"; return self
    def __exit__(self, *a): print "exit", a[0]
    def __iadd__(self, o): self.v += 1; return self
    def __str__(self): return "V%d" % self.v

x, y = V(1), V(2)
print x + y, x + 1, 1 + x, x < y, x == 1, cmp(x, y), len(y), list(y), y[1:2], y[:], x(1, k=2), max([x, y])
print 3 in x, 4 in x, {x: 1}[V(1)], x and 1, V(0) and 1
with x as z:
    print z
x += 1
print x

class Base:
    def who(self): return "Base"
    def __getattr__(self, name): return "no " + name

class Left(Base): pass
class Right(Base):
    def who(self): return "Right"
class Both(Left, Right): pass

b = Both()
print b.who(), b.missing, Both.who.im_class
x.__len__ = lambda: 7
print len(x)
r = weakref.ref(b)
b = None
print r()

class Mixed(V, object): pass
print type(Mixed(3)), Mixed.__mro__[0] is Mixed, Mixed.__mro__[1] is V, Mixed(3) + 4

# What a dropped class and its instances leave for the collector.
class K: pass
K.me = K
del K
c = A(); c.l = [c]; c.m = c.__dict__
del c
print gc.collect()

class D:
    def __init__(self, name): self.name = name
    def __del__(self): print "del", self.name

p, q = D("p"), D("q")
p.q, q.p = q, p
q = None
p = None
print gc.collect(), [x.name for x in gc.garbage]
for x in gc.garbage:
    x.__dict__.clear()
    x.name = "again"
del gc.garbage[:]
x = None
i = A()
i.__del__ = lambda: sys.stdout.write("own del\n")
i = None
