import gc, sys
gc.disable(); gc.collect()
class D(dict): pass
class L(list): pass
class I(int): pass
class E(Exception): pass
class T(tuple): pass
class S(set): pass
class O: pass
class P: __slots__ = ("x", "__dict__")
def show(o):
    print(type(o).__name__, gc.is_tracked(o.__dict__), end=" ")
    o.a = 1
    print(gc.is_tracked(o.__dict__), end=" ")
    o.b = []
    print(gc.is_tracked(o.__dict__), len(gc.get_referents(o)), [type(r).__name__ for r in gc.get_referents(o)], end=" ")
    o.c = o
    n = None
    del o
    print(gc.collect())
def show2(o):
    o.c = o
    print(type(o).__name__, [type(r).__name__ for r in gc.get_referents(o)], gc.is_tracked(o), end=" ")
    del o
    print(gc.collect())
for k in (D, L, I, E, T, S, O, P):
    show(k())
    show2(k())
d = {}
print(gc.is_tracked(d), gc.is_tracked({1: 2}), gc.is_tracked({1: []}), gc.is_tracked({"a": (1, 2)}))
d[1] = 2; print(gc.is_tracked(d)); d[2] = []; print(gc.is_tracked(d))
def f(): pass
f.x = 1
print(gc.is_tracked(f.__dict__), gc.is_tracked((1, 2)), gc.is_tracked((1, [])), gc.is_tracked(dict(a=1)), gc.is_tracked({**d}))
t = (1, int("2")); print(gc.is_tracked(t)); gc.collect(); print(gc.is_tracked(t), gc.is_tracked(d))
