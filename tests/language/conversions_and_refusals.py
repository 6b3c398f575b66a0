# Numbers made by methods, hints, names of generators, causes, and what functions refuse to be given.
import sys, math
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
b=True
t(lambda: ~b)
t(lambda: ~True)
t(lambda: print >> sys.stderr)
t(lambda: print >> 42)
t(lambda: print << 42)
def f(): pass
f.attr=1
t(lambda: 'attr' in dir(f))
t(lambda: math.log(10**1000))
t(lambda: math.log10(10**1000))
t(lambda: math.log2(2**5000))
t(lambda: math.log(10**1000, 10))
t(lambda: math.log(-10**1000))
t(lambda: math.sqrt(10**1000))
t(lambda: 10**400 > 1.5)
t(lambda: 10**400 / 10**399)
t(lambda: int(1e300)**2 > 1e308)
class M:
    def __int__(self): return True
t(lambda: int(M()))
class I(int): pass
class N:
    def __index__(self): return I(3)
t(lambda: [1,2,3,4][N()])
t(lambda: int(N()))
class Fl:
    def __float__(self): return F2(1.5)
class F2(float): pass
t(lambda: float(Fl()))
class C:
    @classmethod
    def __new__(*a, **k): return None
def r():
    raise C from ValueError
t(r)
class K(BaseException):
    def __new__(*a,**k): return None
def r2(): raise K
t(r2)
def r3(): raise IndexError from K
t(r3)
def r4(): raise IndexError from 5
t(r4)
async def ag(): yield 1
x=ag()
def sn():
    x.__name__='zz'; return x.__name__, x.__qualname__
t(sn)
def g(): yield
y=g()
def sn2():
    y.__name__='zz'; y.__qualname__='q.zz'; return repr(y)[:24]
t(sn2)
async def co(): pass
z=co()
def sn3():
    z.__name__='zz'; z.__qualname__='q.zz'; return repr(z)[:24]
t(sn3)
z.close()
t(lambda: f.__dict__)
def dd(): del f.__dict__
t(dd)
def ds(): f.__dict__=5
t(ds)
def dc(): f.__code__=5
t(dc)
def dc2():
    def h():
        return x2
    x2=1
    f.__code__=h.__code__
t(dc2)
def dn(): f.__name__=5
t(dn)
def dq(): f.__defaults__=5
t(dq)
def dk(): f.__kwdefaults__=5
t(dk)
def da(): f.__annotations__=5
t(da)
def dcl(): f.__closure__=5
t(dcl)
def dg(): f.__globals__=5
t(dg)
def del1(): del f.__name__
t(del1)
def del2(): del f.__code__
t(del2)
def del3(): del f.__defaults__; return f.__defaults__
t(del3)
import types
t(lambda: (1001+0j)==1001.0)
from fractions import Fraction
from decimal import Decimal
t(lambda: Fraction(1001)==1001+0j)
t(lambda: Decimal(1001)==1001+0j)
t(lambda: 1001+0j==Decimal(1001))
t(lambda: Decimal('1001.1')>Fraction(2002,2))
t(lambda: Fraction(1,3)<0.5)
t(lambda: Decimal(1)==1.0)
t(lambda: hash(Decimal('1.5'))==hash(1.5)==hash(Fraction(3,2)))
t(lambda: f"{Fraction(1,3):.3f}")
t(lambda: f"{Fraction(1,3)}")
t(lambda: f"{Decimal('1234.5678'):,.2f}")
