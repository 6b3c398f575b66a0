"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from dataclasses import *
import dataclasses, typing
from typing import ClassVar, List, Optional
G=globals()
@dataclass
class P:
    x: int
    y: int = 2
    z: List[int] = field(default_factory=list, repr=False, compare=False)
    K: ClassVar[int] = 5
for s in ['P(1)','P(1,2,[3]).z','P()','P(1,2,3,4)','P(1)==P(1)','P(1)==P(2)','P(1)==3','hash(P(1))','P.__doc__','fields(P)[0].name','[f.name for f in fields(P(1))]','fields(3)','asdict(P(1,z=[P(2)]))','astuple(P(1))','replace(P(1),y=7)','replace(P(1),q=7)','is_dataclass(P),is_dataclass(P(1)),is_dataclass(int)','P.__match_args__','P.__init__.__qualname__','P.__eq__.__name__','P.__init__.__annotations__','P.__dataclass_params__','fields(P)[1]','fields(P)[2]','P.y','hasattr(P,"z")','asdict(3)','P(1)<P(2)','P.__dataclass_fields__.keys()','P(1,y=3)','P(x=1)','P(1, w=2)', 'P.__repr__.__qualname__']: t(s,G)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = 'q'
for s in ['F(1)<F(2)','F(1)<=3','hash(F(1))==hash(F(1))','sorted([F(2),F(1)])','F(1).__class__.__hash__ is not None','replace(F(1),a=5)','{F(1):2}']: t(s,G)
f=F(1)
try: f.a=2
except FrozenInstanceError as e: print(repr(e))
try: del f.a
except AttributeError as e: print(repr(e))
try: f.zz=2
except AttributeError as e: print(repr(e))
@dataclass
class B:
    a: int
    iv: InitVar[int] = 3
    c: int = field(init=False, default=9)
    def __post_init__(s, iv): s.p = iv*2
for s in ['B(1)','B(1,5).p','B(1).c','B','replace(B(1),a=2,iv=4).p','replace(B(1),c=2)','fields(B)[-1].name']: t(s,G)
@dataclass
class Ch(B):
    d: int = 4
    a: str = 'over'
t('Ch()',G); t('Ch(1,2,3)',G)
def bad(src):
    try: exec(src,G)
    except Exception as e: print(type(e).__name__,e)
bad('@dataclass\nclass X:\n a: int=1\n b: int')
bad('@dataclass\nclass X:\n a: list=[]')
bad('@dataclass\nclass X:\n a=field()')
bad('@dataclass\nclass X(F):\n c: int=1')
bad('@dataclass(frozen=True)\nclass X(P):\n c: int=1')
bad('@dataclass(order=True)\nclass X:\n a: int\n def __lt__(s,o): pass')
bad('@dataclass(eq=False,order=True)\nclass X:\n a: int')
bad('field(default=1,default_factory=list)')
bad('@dataclass(unsafe_hash=True)\nclass X:\n a: int\n def __hash__(s): pass')
@dataclass(kw_only=True, slots=True)
class KW:
    a: int
    b: int = 1
@dataclass
class KX:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3
for s in ['KW(a=1)','KW(1)','KW.__slots__','KW(a=1).__dict__','KX(1,b=2)','KX(1,2)','KW.__doc__','KX.__doc__','KX.__match_args__']: t(s,G)
@dataclass(slots=True,frozen=True)
class SF: a: int
t('SF(1)',G); t('SF.__slots__',G); import copy; t('copy.copy(SF(1))',G); t('replace(SF(1),a=3)',G)
@dataclass(slots=True,weakref_slot=True)
class SW: a: int
import weakref
w=SW(1); t('weakref.ref(w)() is w',G)
M=make_dataclass('M',['a',('b',int),('c',int,field(default=3))],namespace={'m':lambda s:s.a})
for s in ['M(1,2)','M(1,2).m()','M.__module__','M.__annotations__']: t(s,G)
@dataclass
class Rec:
    r: Optional['Rec']=None
r=Rec(); r.r=r; print(r)
@dataclass
class Emp: pass
t('Emp()==Emp()',G); t('Emp()',G)
@dataclass(repr=False,eq=False)
class Id: a:int=0
t('repr(Id()).split()[0]',G); t('Id()==Id()',G); t('hash(Id()) is not None',G)
@dataclass
class Own:
    a:int
    def __repr__(s): return 'own'
    def __eq__(s,o): return 'eq'
t('Own(1)',G); t('Own(1)==2',G); t('Own.__hash__',G)
