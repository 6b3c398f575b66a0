# Docs and names of properties and of their subclasses, and the words where an accessor is missing.
class C:
    class D:
        @property
        def foo(self):
            "foo doc"
        bar=property()
        @foo.setter
        def foo2(self, v): pass
for f in (lambda: setattr(C.D(),'foo',1), lambda: delattr(C.D(),'foo'), lambda: C.D().bar, lambda: setattr(C.D(),'bar',1)):
    try: f()
    except AttributeError as e: print(e)
print(C.D.foo.__doc__, C.D.foo2.__doc__, C.D.bar.__doc__)
for n in ('__name__',):
    for p in (C.D.foo, C.D.foo2, C.D.bar, property()):
        try: print(getattr(p,n))
        except AttributeError as e: print(e)
try:
    C.D.foo.__name__='q'; print(C.D.foo.__name__)
    C.D().foo=1
except AttributeError as e: print(e)
class P(property): pass
class Q(property): "own doc"
class S(property): __slots__=()
class E:
    @P
    def a(self): "a doc"
    @Q
    def b(self): "b doc"
    @Q
    def c(self): pass
    d=Q(None,None,None,"d doc")
    e=property(lambda self: 1, doc="e doc")
    @e.getter
    def e2(self): "e2 doc"
    @b.getter
    def b2(self): "b2 doc"
    @b.setter
    def b3(self,v): "b3 doc"
    f=property(lambda self:1)
    @f.getter
    def f2(self): "f2 doc"
    @e.setter
    def e3(self, v): 'e3 doc'
for n in 'a b c d e e2 b2 b3 f f2 e3'.split(): print(n, E.__dict__[n].__doc__)
try:
    class F:
        @S
        def s(self): "s doc"
    print(F.s.__doc__)
except AttributeError as e: print(e)
p=property(lambda s:1)
try:
    p.__doc__='set'; print(p.__doc__)
except AttributeError as e: print(e)
try:
    p.fget=1
except AttributeError as e: print(e)
print(p.__isabstractmethod__)
import abc
class G(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): pass
try: G()
except TypeError as e: print(e)
print(G.x.__isabstractmethod__)
p.__init__(None, None, None, "again")
print(p.__doc__, p.fget)
print(property(doc='x').__doc__, property(fget=len).fget)
try: property(1,2,3,4,5)
except TypeError as e: print(e)
try: property(x=1)
except TypeError as e: print(e)
