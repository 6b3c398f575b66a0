from enum import Enum, auto, IntEnum, Flag, unique, StrEnum
class Color(Enum):
    RED = 1; GREEN = auto(); BLUE = auto(); CRIMSON = 1
    @property
    def nice(self): return self.name.title()
print(Color.RED, repr(Color.GREEN), Color(3), Color['BLUE'], list(Color), Color.CRIMSON is Color.RED, Color.RED.nice, Color.RED in Color, len(Color), Color.__members__.keys())
class Perm(Flag): R = 4; W = 2; X = 1
print(Perm.R | Perm.W, Perm(7), Perm.R in Perm(6), ~Perm.R, Perm(0), bool(Perm.R & Perm.W))
class N(IntEnum): A = 1; B = 2
print(N.A + 1, N.A < N.B, f'{N.A}', N.A, repr(N.A), sorted([N.B, N.A]))
class S(StrEnum): X = auto(); Y = 'yy'
print(S.X, S.Y.upper(), S.X == 'x')
for f in (lambda: Color(9), lambda: Color['NO'], lambda: setattr(Color, 'RED', 2)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
try:
    @unique
    class D(Enum): A = 1; B = 1
except ValueError as e: print(e)
