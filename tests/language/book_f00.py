def first[T](xs: list[T]) -> T: return xs[0]
print(first([1, 2]), first.__type_params__, first.__annotations__, first.__name__)
class Stack[T]:
    def __init__(self): self.items: list[T] = []
    def push(self, x: T): self.items.append(x); return self
    def __repr__(self): return f'Stack({self.items})'
s = Stack[int]().push(1); print(s, Stack.__type_params__, Stack[int], Stack.__mro__, Stack.__bases__, Stack.__orig_bases__)
class Pair[K, V: int](Stack[K]):
    def get(self) -> V: ...
print(Pair.__type_params__, Pair.__type_params__[1].__bound__, Pair.__mro__[1:3])
type Num = int | float; print(Num, Num.__value__, Num.__name__, type(Num))
type Tree[T] = T | list[Tree[T]]; print(Tree, Tree.__type_params__, Tree[int])
def both[A: (int, str), *Ts, **P](a: A, *args: *Ts) -> None: pass
print(both.__type_params__, both.__type_params__[0].__constraints__, [type(p).__name__ for p in both.__type_params__])
def d[T = int](x: T) -> T: return x
print(d.__type_params__[0].__default__, d.__type_params__[0].has_default(), first.__type_params__[0].has_default(), first.__type_params__[0].__default__)
class C[T]:
    x: T
    def m[U](self, u: U) -> tuple[T, U]: return u
print(C.m.__type_params__, C().m(5), C[str]().m('a'), C.__annotations__)
from typing import TypeVar, Generic
X = TypeVar('X', bound=int, covariant=True); print(X, X.__bound__, X.__covariant__, TypeVar('Y', int, str).__constraints__, repr(TypeVar('Z')))
import time; t = time.strptime('10 Mar 2024', '%d %b %Y'); print(t, time.strftime('%A', t)); print('clock' in dir(time))
