import gc
import sys
def grab(x):
    return sys._getframe()
gc.collect()
n1 = None
n6 = grab(n1)
def f4(p0, p1):
    print("frame", sorted(p0.f_locals))
f4(n6, n1)
print("count", gc.get_count())