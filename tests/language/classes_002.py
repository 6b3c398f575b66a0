from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
    def __post_init__(self): self.s = self.x + self.y
@dataclass(frozen=True, slots=True)
class F: a: int; b: str = 'q'
@dataclass(slots=True, weakref_slot=True)
class W: v: int
import weakref, sys
print(P(1,2), P(1) < P(2), P(1,2) == P(1,2), asdict(P(1,2)), astuple(P(3)), replace(P(1,2), x=5), [f.name for f in fields(P)], P(1,2).s)
f = F(1); print(f, hash(f) == hash(F(1)), f.__slots__)
w = W(1); r = weakref.ref(w); print(r() is w, hasattr(w, '__dict__')); del w; print(r())
try: f.a = 2
except Exception as e: print(type(e).__name__, e)
try: P()
except TypeError as e: print(e)
@dataclass
class Child(P): z: int = 5
print(Child(1, 2, z=3), Child.__match_args__)
try:
    @dataclass
    class Bad: x: list = []
except ValueError as e: print(e)
