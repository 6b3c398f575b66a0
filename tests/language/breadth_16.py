from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from typing import ClassVar, Optional
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)
    k: ClassVar[int] = 5
p = P(1, 2); print(p, P(1) < p, asdict(p), astuple(p), replace(p, y=9), [f.name for f in fields(P)], p == P(1, 2))
@dataclass(frozen=True, slots=True)
class F: a: int; b: str = "x"
f = F(1)
try: f.a = 2
except FrozenInstanceError as e: print(type(e).__name__, e)
print(hash(f) == hash(F(1)), F.__slots__, F.__match_args__)
try:
    @dataclass
    class B: x: list = []
except ValueError as e: print(e)
@dataclass
class C:
    a: int
    b: int = field(init=False)
    def __post_init__(self): self.b = self.a * 2
print(C(4)); 
try: C()
except TypeError as e: print(e)
@dataclass(kw_only=True)
class K: a: int; b: int = 2
print(K(a=1))
try: K(1)
except TypeError as e: print(e)
