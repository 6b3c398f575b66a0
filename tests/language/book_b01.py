from enum import Enum, IntEnum, Flag, auto, unique, IntFlag, StrEnum
class Color(Enum):
    RED = 1; GREEN = 2; BLUE = 3; CRIMSON = 1
    @property
    def hexa(self): return f'#{self.value:02x}'
print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], Color.CRIMSON is Color.RED, list(Color), Color.RED.name, Color.RED.value, Color.BLUE.hexa, len(Color), Color.RED in Color, Color.__members__)
try: Color(9)
except ValueError as e: print(e)
try: Color['X']
except KeyError as e: print(e)
try: Color.RED = 5
except AttributeError as e: print(e)
try: Color.RED < Color.BLUE
except TypeError as e: print(e)
class N(IntEnum): A = 1; B = 2
print(N.A < N.B, N.A + 1, N.B == 2, f'{N.A}', str(N.A), repr(N.A), sorted([N.B, N.A]))
class Perm(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, ~Perm.R, Perm(0), bool(Perm.R & Perm.W), list(Perm.RW), Perm(5))
class S(StrEnum): ONE = auto(); TWO = 'deux'
print(S.ONE, S.TWO.upper(), S('deux'), f'{S.ONE:>5}')
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    def __init__(self, m, r): self.m, self.r = m, r
    @classmethod
    def heavy(cls): return [p for p in cls if p.m > 1]
print(Planet.EARTH.m, Planet.heavy(), Planet((5.97e24, 6.37e6)))
A = Enum('A', 'x y z'); print(list(A), A.x.value); match Color.RED:
    case Color.RED: print('is red')
    case _: print('no')
