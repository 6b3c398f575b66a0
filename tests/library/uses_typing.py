"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from typing import *
import typing, collections.abc
G=globals()
T=TypeVar('T')
class Box(Generic[T]):
    def __init__(s,x:T): s.x=x
class NT(NamedTuple):
    a: int
    b: str='x'
    def m(s): return s.a
class TD(TypedDict):
    a: int
class TD2(TD, total=False):
    b: str
@runtime_checkable
class Pr(Protocol):
    def run(self): ...
class HasRun:
    def run(s): pass
class Impl(Pr):
    def run(s): return 1
UserId=NewType('UserId',int)
@overload
def f(x:int)->int: ...
@overload
def f(x:str)->str: ...
def f(x): return x
def hint(a:int, b:'str'=None, *c:Optional[int]) -> List[int]: pass
for s in ['List[int]','Dict[str,int]','Optional[int]','Union[int,str]','Union[int,None]','Union[int]','Union[int,int,str]','Optional[Union[int,str]]','Callable[[int],str]','Callable[...,int]','Tuple[int,...]','Any','List','T','TypeVar("K",bound=int)','Box[int]','Box[int](5).x','Box(3).x','NT(1)','NT(1,"z").m()','NT.__annotations__','NT._fields','NT(1)==(1,"x")','TD(a=1)','TD2.__annotations__','isinstance(HasRun(),Pr)','isinstance(3,Pr)','Impl().run()','UserId(5)','f(3)','cast(int,"x")','get_type_hints(hint)','get_origin(List[int])','get_args(Dict[str,int])','Literal["a","b"]','ClassVar[int]','Final[int]','Type[int]','Iterable[int]','TYPE_CHECKING','List[int]==List[int]','List[T][int]','Sequence[int]','Deque[int]','Union[int,str]==Union[str,int]','Any()','NamedTuple("Q",[("a",int)])(3)','Box.__mro__','Annotated[int,5] if 0 else 1','AnyStr','Never','NoReturn','Pr()','isinstance(3,Hashable)','is_typeddict(TD)','assert_never(3)','Iterator[int]','Generator[int,None,str]', 'FrozenSet[int]', 'DefaultDict[str, List[int]]','List[List[int]]','Optional[List[str]]', 'hash(List[int])==hash(List[int])','Union[int, List[int]]']: t(s,G)
class Inh(List[int]): pass
t('Inh([1,2])',G); t('Inh.__bases__[0]',G)
class Sub(Box[int]): pass
t('Sub(1).x',G)
