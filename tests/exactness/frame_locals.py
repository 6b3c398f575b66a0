# f_locals of a function's frame reads and writes its variables (PEP 667).
import gc, sys
def count(x):
    return sys.getrefcount(x)
def f(a, b=2):
    c = 3
    fr = sys._getframe()
    p = fr.f_locals
    print(type(p).__name__, sorted(p), p["c"], "a" in p, "z" in p, len(p), p.get("zz"), p.get("zz", 5))
    p["c"] = 10
    print(c, p == dict(p), p == fr.f_locals, p is fr.f_locals, p != 1)
    for statement in ("del p['a']", "p['zz']", "p.pop", "p.update(1)", "p | 1", "hash(p)", "[] in p"):
        try:
            exec(statement)
        except Exception as e:
            print(statement, type(e).__name__, e)
    p.update({"b": 7})
    print(b, sorted(p | {"z": 1}), p.copy() == {**p}, p.setdefault("a"), list(reversed(p)))
    print(p.keys(), p.values()[:3], p.items()[:3])
    l = locals()
    l["c"] = 99
    print(c, l is locals())
f(1)
def closure(x):
    def inner():
        return x
    sys._getframe().f_locals["x"] = "changed"
    return inner()
print(closure("given"))
def small(a):
    print(sys._getframe().f_locals)
small(1)
def grab(x):
    return sys._getframe()
class A: pass
x = A()
frame = grab(x)
print(count(x), sorted(frame.f_locals), frame.f_locals["x"] is x)
proxy = frame.f_locals
print(count(x), count(frame), [type(r).__name__ for r in gc.get_referents(proxy)], gc.is_tracked(proxy))
gc.disable()
gc.collect()
before = gc.get_count()[0]
names = sorted(frame.f_locals)
print(gc.get_count()[0] - before)
before = gc.get_count()[0]
names = sorted(frame.f_locals)
print(gc.get_count()[0] - before)
def generator():
    y = 1
    yield
    yield y
g = generator()
next(g)
g.gi_frame.f_locals["y"] = 2
print(next(g), sys._getframe().f_locals is globals())
