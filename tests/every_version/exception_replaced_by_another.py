from __future__ import print_function
import gc, sys
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("in del", gc.get_count())
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def f(): return gc.get_count()
def g(): return gc.get_count()
def h(): return gc.get_count()
gc.collect()
print(gc.get_count())
n7 = D("o1")
print(gc.get_count())
try:
    boom(n7, 1)
except ValueError:
    pass
n7 = None
print(gc.get_count())
try:
    raise KeyError
except KeyError:
    print(gc.get_count())
print(f(), g(), h(), gc.get_count())
boom2 = boom
try: boom(1, 0)
except ValueError: print(gc.get_count())
print(gc.get_count())
