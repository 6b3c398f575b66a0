from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError
from typing import List, Optional, ClassVar
@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: List[str] = field(default_factory=list, compare=False)
    count: ClassVar[int] = 0
    _secret: int = field(default=5, repr=False)
    def total(self, n=1): return self.price * n
a, b = Item('x', 2.5, ['t']), Item('y'); print(a, b, a < b, a == Item('x', 2.5), asdict(a), astuple(b), replace(a, name='z'), [f.name for f in fields(a)])
@dataclass(frozen=True, slots=True)
class P: x: int; y: int = 0
p = P(1); print(p, hash(p) == hash(P(1)), {p: 1})
try: p.x = 2
except FrozenInstanceError as e: print(type(e).__name__, e)
try: Item()
except TypeError as e: print(e)
@dataclass
class Base:
    a: int
    def __post_init__(self): self.sum = self.a + 1
@dataclass
class D(Base):
    b: int = 2
    def __post_init__(self): super().__post_init__(); self.sum += self.b
print(D(1), D(1).sum, D.__match_args__)
try:
    @dataclass
    class Bad: x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2: x: int = 1; y: int
except TypeError as e: print(e)
@dataclass(kw_only=True)
class K: a: int; b: int = 1
try: K(1)
except TypeError as e: print(e)
print(K(a=3))
