from enum import Enum, IntEnum, Flag, auto, unique, StrEnum, IntFlag
class C(Enum): RED = 1; GREEN = 2; ALIAS = 1
print(C.RED, repr(C.GREEN), C(1), C["GREEN"], C.ALIAS is C.RED, list(C), C.__members__, C.RED.name, C.RED.value, C.RED == 1)
for bad in ("C(5)", "C['X']", "C.BLUE"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
class P(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(P.R | P.X, P.RW, ~P.R, P.R in P.RW, list(P.RW), P(0), P(7), bool(P(0)))
class I(IntEnum): A = 1; B = 2
print(I.A + 1, I.A < I.B, sorted([I.B, I.A]), f"{I.A}", str(I.A))
class S(StrEnum): X = auto(); Y = "why"
print(S.X, S.Y.upper(), S("x"))
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    def __init__(self, m, r): self.m = m; self.r = r
    @property
    def g(self): return round(6.67e-11 * self.m / self.r**2, 2)
print(Planet.EARTH.g, Planet.EARTH)
try: C.RED = 5
except AttributeError as e: print(e)
