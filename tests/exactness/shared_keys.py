# How many attribute names instances share: every new instance leaves room for one less.
import gc
gc.disable()
class A:
    def __init__(self, name):
        self.name = name
class B:
    def m(self): return self
def f(K, n):
    for i in range(n): junk = K()
    o = K()
    r = []
    for a in 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ':
        setattr(o, a, 1)
        r.append(dict in [type(x) for x in gc.get_referents(o)])
    return r.index(True) if True in r else None
for n in (0, 1, 2, 5, 20, 27, 28, 29, 30, 31, 60):
    class A(object):
        def __init__(self): self.name = 1
    class B: pass
    class C:
        def m(self): self.x = self.y = 1
    print(n, f(A, n), f(B, n), f(C, n))
