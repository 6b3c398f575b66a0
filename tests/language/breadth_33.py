from abc import ABC, abstractmethod
from typing import Protocol, runtime_checkable, NamedTuple, TypedDict, Generic, TypeVar, Union, Optional, Any, Callable, Literal, get_type_hints
class S(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
try: S()
except TypeError as e: print(e)
class Q(S):
    def area(self): return 4
try: Q()
except TypeError as e: print(e)
@runtime_checkable
class Sized(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], Sized), isinstance(5, Sized))
class P(NamedTuple): x: int; y: int = 0
print(P(1), P(1)._replace(y=3), P._fields); T = TypeVar("T")
class Box(Generic[T]):
    def __init__(s, v: T): s.v = v
print(Box[int], Box[int](5).v, Union[int, str], Optional[int], int | None, Callable[[int], str], Literal["a", 1], list[int], dict[str, Any], T)
def f(a: int, b: "str" = "x") -> Optional[list[int]]: ...
print(get_type_hints(f), f.__annotations__)
class M(TypedDict, total=False): a: int
print(M(a=1), M.__annotations__, M.__total__)
def g[X](x: X) -> X: return x
type L[X] = list[X]
print(g.__type_params__, L, L[int], g(5))
