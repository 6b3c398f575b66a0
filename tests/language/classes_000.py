class Meta(type):
    registry = {}
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns); m.registry[name] = c; return c
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns); c.kw = kw
    def __call__(c, *a): print('call', c.__name__, a); return super().__call__(*a)
    def __prepare__(name, bases, **kw): print('prep', name, kw); return {}
    def __instancecheck__(c, o): return True
    def __len__(c): return 42
class A(metaclass=Meta, x=1):
    def __init__(self, *a): self.a = a
a = A(1, 2); print(A.kw, Meta.registry, isinstance(5, A), len(A), type(A), A.__mro__, A.__class__)
class B(A, y=2): pass
print(B.kw, B(3).a)
