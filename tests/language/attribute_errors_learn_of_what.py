# An AttributeError that a program raises learns of what, on its way out of the look-up.
import sys
class O: pass
class A:
    x1 = 5
    def __getattr__(self, n): raise AttributeError("custom " + n)
class B:
    @property
    def p(self): raise AttributeError("in prop")
    @property
    def q(self): return self.zz
    def __getattribute__(self, n):
        if n == "gg": raise AttributeError("gg!")
        return object.__getattribute__(self, n)
class C:
    @property
    def p(self): raise AttributeError("in prop")
class D:
    def __setattr__(self, n, v): raise AttributeError("set")
    def __delattr__(self, n): raise AttributeError("del")
class M(type):
    def __getattr__(c, n): raise AttributeError("meta")
class N(metaclass=M): pass
def t(f):
    try: f()
    except AttributeError as e: print(e, getattr(e, "name", "-"), type(getattr(e, "obj", "-")).__name__, sys.getrefcount(getattr(e, "obj", 0)) < 100)
o = O()
def s(): D().x = 1
def d(): del D().x
def r(): raise AttributeError("raw")
def imp():
    import sys as z; z.zork
for f in (lambda: A().foo, lambda: B().p, lambda: B().q, lambda: B().gg, lambda: C().p, s, d, lambda: N.foo, r, lambda: getattr(A(), "foo"), lambda: A().foo(), lambda: B().gg(), lambda: C().p(), lambda: getattr(C(), "p"), lambda: C.nope, lambda: [].__class__.nope, lambda: super(A, A()).zip, lambda: hasattr(A(), "x") or A().__len__, imp, lambda: len.foo, lambda: (5).foo, lambda: A().__getattr__("q"), lambda: object.__getattribute__(C(), "p"), lambda: setattr(5, "a", 1), lambda: C().__dict__.nope):
    t(f)
A().x2
