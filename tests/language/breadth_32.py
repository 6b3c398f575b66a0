class Positive:
    def __set_name__(self, o, n): self.n = "_" + n; print("set_name", o.__name__, n)
    def __get__(self, i, o=None): return self if i is None else getattr(i, self.n, "unset")
    def __set__(self, i, v):
        if v < 0: raise ValueError(f"{self.n} must be positive")
        setattr(i, self.n, v)
    def __delete__(self, i): print("del"); delattr(i, self.n)
class A: x = Positive()
a = A(); print(a.x); a.x = 5; print(a.x, vars(a)); del a.x; print(a.x, A.x.__class__.__name__)
try: a.x = -1
except ValueError as e: print(e)
class Meta(type):
    reg = []
    def __new__(m, n, b, d, **k): c = super().__new__(m, n, b, d); m.reg.append(n); print("new", n, k); return c
    def __init__(c, n, b, d, **k): super().__init__(n, b, d)
    def __call__(c, *a): print("call", c.__name__); return super().__call__(*a)
    def __prepare__(n, b, **k): print("prepare", n); return {}
    __prepare__ = classmethod(lambda m, n, b, **k: (print("prepare", n), {})[1])
class B(metaclass=Meta, opt=1): pass
class C(B): pass
C(); print(Meta.reg, type(C), isinstance(C, Meta))
class Sing:
    _i = None
    def __new__(cls, *a):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Sing() is Sing())
class Plug:
    subs = []
    def __init_subclass__(cls, /, tag=None, **k): super().__init_subclass__(**k); cls.subs.append((cls.__name__, tag))
class P1(Plug, tag="x"): pass
print(Plug.subs)
class Lazy:
    def __getattr__(self, n): print("getattr", n); self.__dict__[n] = n.upper(); return self.__dict__[n]
l = Lazy(); print(l.foo, l.foo)
class Tr:
    def __getattribute__(self, n): print("get", n); return object.__getattribute__(self, n)
t = Tr(); t.z = 1; print(t.z)
