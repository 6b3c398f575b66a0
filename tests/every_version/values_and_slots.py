import gc, sys
gc.disable(); gc.collect()
class A: pass
class B(A): __slots__ = ("q",)
class C(B): pass
class P: __slots__ = ("x", "__dict__")
class Q(P): pass
class R: __slots__ = ("__dict__",)
class W: __slots__ = ("__dict__", "__weakref__")
class V: __slots__ = ("x", "__dict__", "__weakref__")
class X(R): __slots__ = ("y",)
for k in (A, B, C, P, Q, R, W, V, X):
    o = k()
    o.a = 1
    o.b = []
    print(k.__name__, [type(r).__name__ for r in gc.get_referents(o)], end=" ")
    o.c = o
    del o.a
    n = gc.get_count()[0]
    p = k(); p.a = 5; p.a = 6; p.zz = 3
    print(gc.get_count()[0] - n, p.__dict__, p.a, hasattr(p, "b"), end=" ")
    print(sys.getsizeof(o), sys.getsizeof(o.__dict__), end=" ")
    del o, p
    print(gc.collect())
    r = [k() for i in range(3)]
    for i, x in enumerate(r):
        x.a = i
        x.b = x.a + 1
        x.a += x.b
    print([x.a for x in r], [vars(x) for x in r])
