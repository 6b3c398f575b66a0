# What the library's class factories leave for a collection.
import gc, collections, functools, enum, dataclasses, typing, abc
gc.disable()
gc.collect()
def found(label, f):
    f()
    print(label, gc.collect())
def nt(): collections.namedtuple("T", "a b")
def e():
    class E(enum.Enum):
        A = 1
def fl():
    class F(enum.IntFlag):
        A = 1
        B = 2
    F.A | F.B
def d():
    @dataclasses.dataclass(order=True, frozen=True)
    class D:
        a: int
        b: str = ""
def sl():
    @dataclasses.dataclass(slots=True)
    class D:
        a: int
def ab():
    class A(abc.ABC):
        @abc.abstractmethod
        def f(self): ...
def g():
    class G(typing.Generic[typing.TypeVar("T")]): pass
def g2():
    class G[T]: pass
    G[int]
def ta():
    type A[T] = list[T]
    A[int]
def tn():
    class N(typing.NamedTuple):
        x: int
        y: str = "a"
def td():
    class N(typing.TypedDict):
        x: int
def pr():
    class P(typing.Protocol):
        def f(self): ...
def cp():
    class C:
        @functools.cached_property
        def f(self): return self
    C().f
def plain():
    class C: pass
def slots():
    class C: __slots__ = ("a",)
def meta():
    class M(type): pass
    class C(metaclass=M): pass
for f in (nt, e, fl, d, sl, ab, g, g2, ta, tn, td, pr, cp, plain, slots, meta):
    found(f.__name__, f)
