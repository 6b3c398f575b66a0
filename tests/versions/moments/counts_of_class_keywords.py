# References of a keyword of a class on its way to __init_subclass__, and of a value on its way to __set_name__.
import sys
L = []
class D:
    def __set_name__(self, o, n):
        L.append(sys.getrefcount(self))
class Base:
    def __init_subclass__(cls, k=None, **kw):
        L.append(sys.getrefcount(k))
class T:
    d = D()
T = type('T', (), {'d': D()})
x = [1]
class U(Base, k=x): pass
type('T', (Base,), {}, k=x)
def f():
    class T:
        d = D()
    type('T', (), {'d': D()})
    y = [1]
    class U(Base, k=y): pass
    type('T', (Base,), {}, k=y)
f()
class M(type):
    pass
class V(Base, metaclass=M, k=x): d = D()
M('T', (Base,), {'d': D()}, k=x)
print(L)
