from typing import *
T = TypeVar('T'); print(T, List[int], Optional[str], Union[int, None], Dict[str, List[int]], Callable[[int], str], Tuple[int, ...], Any, Literal['a', 1], Final[int], Annotated[int, 'x'])
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack[int], get_type_hints(Stack.push), get_origin(List[int]), get_args(Dict[str, int]))
class P(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return (self.x ** 2 + self.y ** 2) ** .5
print(P(3, 4).norm(), P(1), P._field_defaults, P.__annotations__)
class Movie(TypedDict, total=False):
    name: str
    year: int
m: Movie = {'name': 'x'}; print(m, Movie.__annotations__, Movie.__total__)
@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
print(isinstance(F(), Closeable), isinstance(5, Closeable)); UserId = NewType('UserId', int); print(UserId(5), UserId.__name__)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f(1), cast(int, 'a'), TYPE_CHECKING, no_type_check(f) is f)
print(int | None, list[int] | str, isinstance(5, int | str), type(int | str), list[int].__origin__, dict[str, int].__args__, tuple[int, ...])
def g[U](x: U) -> U: return x
print(g(5), g.__type_params__); type Alias = list[int]; print(Alias, Alias.__value__)
class Box[V]:
    def __init__(self, v: V): self.v = v
print(Box[int](5).v, Box.__type_params__, Box[int])
try: List[int]()  .append('a'); print('ok')
except TypeError as e: print(e)
try: isinstance([], List[int])
except TypeError as e: print(e)
try: Union[5]
except TypeError as e: print(e)
