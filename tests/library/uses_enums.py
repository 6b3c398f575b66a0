"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
def t(s, g=None):
    try: r=repr(eval(s,g))
    except Exception as e: r='%s: %s'%(type(e).__name__,e)
    print(s,'->',r)
import sys

from enum import *
import enum
G=globals()
class C(Enum):
    RED=1
    GREEN='g'
    BLUE=(1,2)
    CRIMSON=1
    def meth(s): return s.name.lower()
    @classmethod
    def cm(cls): return cls.RED
    @property
    def pr(s): return 'p'
for s in ['C.RED','str(C.RED)','C(1)','C["GREEN"]','C("g")','C((1,2))','C.CRIMSON','C.CRIMSON is C.RED','list(C)','len(C)','C.RED.name','C.RED.value','C.RED.meth()','C.cm()','C.RED.pr','C(9)','C["X"]','C.X','C.__members__','C.RED==1','C.RED in C','1 in C','9 in C','hash(C.RED)==hash("RED")','{C.RED:1}','C','type(C)','C.RED.__class__','isinstance(C.RED,C)','C.RED<C.GREEN','f"{C.RED}"','"{:>10}".format(C.RED)','list(reversed(C))','bool(C.RED)','C.RED.RED','dir(C.RED)','C.__name__','Enum("A","x y z")','list(Enum("A","x y z"))','list(Enum("A",["p","q"]))','list(Enum("A",{"p":5}))','list(IntEnum("B","a b",start=5))','[m for m in C]','C.RED is C(1)','C.__doc__','repr(C.BLUE)','C.RED._name_,C.RED._value_','C.RED != C.GREEN']: t(s,G)
def bad(src):
    try: exec(src,G); print('no error')
    except Exception as e: print(type(e).__name__,e)
bad('C.RED=3'); bad('del C.RED'); bad('class D(C): pass'); bad('class D(Enum):\n a=1\n a=2'); bad('@unique\nclass D(Enum):\n a=1\n b=1'); bad('C.RED.value=3'); bad('class D(Enum):\n _x_=1'); bad('C()'); bad('C.NEW=1; print(C.NEW)'); bad('C.RED.zz=1; print(C.RED.zz)')
class A(Enum):
    x=auto(); y=auto(); z=10; w=auto()
class N(Enum):
    def _generate_next_value_(name,start,count,last): return name.upper()
    a=auto(); b=auto()
class I(IntEnum):
    ONE=1; TWO=2
class S(StrEnum):
    A=auto(); B='bee'
for s in ['list(A)','list(N)','I.ONE','str(I.ONE)','I.ONE+1','I.ONE==1','I(2)','I.ONE<I.TWO','sorted(I)','f"{I.ONE}"','"%d"%I.ONE','isinstance(I.ONE,int)','[10,20,30][I.ONE]','list(S)','str(S.A)','S.B.upper()','S("bee")','S.A=="a"','I.ONE.real','I.ONE|I.TWO','hash(I.ONE)==hash(1)','{1:2}[I.ONE]','max(I)','repr(I)','I(3)', 'int(I.TWO)','I.ONE.bit_length()', 'type(I.ONE + 1)', 'format(I.ONE, ">4")', 'S.A.name']: t(s,G)
class F(Flag):
    R=auto(); W=auto(); X=auto(); RW=R|W
class IF(IntFlag):
    A=1; B=2; D=8
for s in ['F.R','F.R|F.W','F.R|F.X','F(0)','F(7)','F(8)','F.R in F.RW','F.RW & F.W','F.RW ^ F.W','~F.R','bool(F(0))','list(F.RW)','list(F)','len(F.RW)','F.RW.name','(F.R|F.X).name','str(F.R|F.X)','str(F(0))','F.R|1','F["RW"]','IF.A|IF.B','IF.A|4','IF(16)','~IF.A','IF.A+1','IF.A&3','str(IF.A|IF.B)','IF(0)','IF.A in IF(3)','list(IF(11))','F','F.__members__','F.R.value','repr(IF.A)','IF.A == 1','F.R == F.R|F.R', 'F(3) is F.RW','F("x")']: t(s,G)
class Planet(Enum):
    E=(1,2); M=(3,4)
    def __init__(s,a,b): s.a=a; s.b=b
    @property
    def sum(s): return s.a+s.b
class Coord(bytes, Enum):
    def __new__(cls,v,label):
        o=bytes.__new__(cls,[v]); o._value_=v; o.label=label; return o
    P=(1,'x'); Q=(2,'y')
class Miss(Enum):
    A=1
    @classmethod
    def _missing_(cls,v):
        if v=='a': return cls.A
        if v=='bad': return 5
        if v=='err': raise KeyError('k')
class Meth(Enum):
    A=1
    def __str__(s): return 'custom'
    def __eq__(s,o): return True
    __hash__=Enum.__hash__
class Mixed(str, Enum):
    X='x'
class Fl(float, Enum):
    H=0.5
class Fn(Enum):
    @staticmethod
    def f(x): return x
    g=lambda s: 1
    V=1
    @member
    def h(x): return 'h'
    n=nonmember(4)
class Ign(Enum):
    _ignore_='i'
    i=3
    A=1
class Ord(Enum):
    _order_='A B'
    A=1
    B=2
for s in ['Planet.E','Planet.E.sum','Planet((3,4))','Planet.E.value','Coord.P','Coord(2)','Coord.Q.label','Miss("a")','Miss("z")','Miss("bad")','Miss("err")','str(Meth.A)','repr(Meth.A)','Meth.A==5','Mixed.X','Mixed.X=="x"','str(Mixed.X)','f"{Mixed.X}"','Mixed.X.upper()','Fl.H','Fl.H*2','list(Fn)','Fn.f(3)','Fn.V.g()','Fn.n','Fn.h.value(1)','list(Ign)','Ign.i','list(Ord)']: t(s,G)
import copy
t('copy.copy(C.RED) is C.RED, copy.deepcopy([C.RED])[0] is C.RED',G)
class Base(Enum):
    def hello(s): return 'hi '+s.name
class Sub(Base): A=1
t('Sub.A.hello()',G); t('Sub.A',G)
class Un(Enum):
    A=[1]; B={}
t('Un([1])',G); t('Un.B',G); t('list(Un)',G)
