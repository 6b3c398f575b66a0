# What reporting an unraisable error leaves in the free lists.
import gc
gc.disable()
C = gc.get_count
class Z: pass
def k1(x): return [(x,), (x,), (x,), (x,)]
class D:
    def __del__(self): raise ValueError(1)
class D3:
    def __del__(self):
        try: raise ValueError(1)
        except ValueError: pass
class D4:
    def __del__(self):
        sys.nope
class D5:
    def __del__(self):
        raise ValueError
def act1():
    try: raise ValueError(1)
    except ValueError: pass
def act2():
    ValueError(1)
def act3(): D3()
def act4(): D()
def act5(): D4()
def act6(): D5()
import sys
def act7():
    sys.unraisablehook = hook
    D()
    sys.unraisablehook = sys.__unraisablehook__
def hook(u): pass
for act in (act1, act2, act3, act4, act5, act6, act7):
    gc.collect(); ZZ = [Z() for i in range(200)]
    act()
    a = C()[0]
    h = k1(1)
    b = C()[0]
    print(b-a)
