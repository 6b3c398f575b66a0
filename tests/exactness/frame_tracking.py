# Frame objects are containers for the collector only when they outlive their call.
import gc, sys
gc.disable()
print(gc.is_tracked(sys._getframe()))
def f():
    g = sys._getframe()
    print(gc.is_tracked(g), gc.is_tracked(g.f_back))
    return g
g = f()
print(gc.is_tracked(g), gc.is_tracked(g.f_back))
try:
    1/0
except ZeroDivisionError as e:
    print(gc.is_tracked(e), gc.is_tracked(e.__traceback__), gc.is_tracked(e.__traceback__.tb_frame))
def h():
    yield 1
    x = sys._getframe()
    print(gc.is_tracked(x))
    yield x
i = h(); next(i); x = next(i)
print(gc.is_tracked(x), gc.is_tracked(i.gi_frame), gc.is_tracked(i))
j = h()
print(gc.is_tracked(j.gi_frame))
next(i, 0)
print(gc.is_tracked(x))
