import gc
class D:
    def __init__(self, name):
        self.name = name
class M:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        self.fresh = D(self.name + "+")
        self.fresh.a = self
def mk_class(tag):
    class K:
        name = None
    return K
gc.collect()
n3 = None
n2 = None
def f18(p0, p1):
    v0 = M("o15")
    v0.a = v0
    v0.d = mk_class("o16")
f18(n3, n2)
print("collect()", gc.collect())
print("collect()", gc.collect())