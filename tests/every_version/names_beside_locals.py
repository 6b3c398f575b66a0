# Names that are no variables, put into a frame's f_locals: from 3.13 a proxy keeps them.
from __future__ import print_function
import gc
import sys

def attempt(action):
    try:
        return action()
    except Exception as e:
        return type(e).__name__, str(e)

def f(a):
    b = 1
    p = sys._getframe().f_locals
    p["z"] = 5
    p["b"] = 7
    print(sorted(p), len(p), "z" in p, p["z"], b, p.get("z"), p.get("y", 3))
    print(sorted(locals()), sys._getframe().f_locals == p, sys._getframe().f_locals.get("z"))
    print(attempt(lambda: p.__delitem__("z")), attempt(lambda: p.__delitem__("nope")))
    print(attempt(lambda: p.__setitem__([], 1)), attempt(lambda: [] in p), attempt(lambda: p["w"]))
    p[5] = 6
    print(p[5], 5 in p, p.setdefault(5, 1), p.setdefault("q", 2), p.setdefault("z", 2))
    p.update({"u": 1, "a": 2})
    print(sorted(map(str, p)), a)
    print(sorted(map(str, p.copy())))
    print(eval("z + u", {}, p))
    exec("z = 9; k = 1", {}, p)
    print(p["z"], p["k"])
    return sys._getframe()

def generator():
    x = 1
    yield sys._getframe().f_locals
    yield locals()

frame = f(1)
print(sorted(map(str, frame.f_locals)), frame.f_locals.get("z"))
del frame
gc.collect()
k = generator()
p = next(k)
p["m"] = 1
print(sorted(p), sorted(k.gi_frame.f_locals), sorted(next(k)))
