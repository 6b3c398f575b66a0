import sys
for statement in ("import maths", "import math.sqrt", "from math import sqroot", "from collections import namedtupel"):
    try:
        exec(statement)
    except ImportError as e:
        print(type(e).__name__, e.name, str(e).split(" (")[0])
sys.modules["halted"] = None
try:
    import halted
except ImportError as e:
    print(e, e.name)
for slots in (5, ("1a",), (7,), ("__dict__", "__dict__"), ()):
    try:
        print(type("A", (), {"__slots__": slots}).__slots__)
    except TypeError as e:
        print(e)
for base in (int, tuple, bytes, str, dict, Exception):
    try:
        print(type("B", (base,), {"__slots__": ("a",)}).__mro__[1])
    except TypeError as e:
        print(e)
class Bad:
    def __repr__(self): return 5
for show in (str, repr, print):
    try:
        show(Bad())
    except TypeError as e:
        print(e)
for call in ("True.bit_length(1)", "ValueError().add_note()", "[].append()"):
    try:
        eval(call)
    except TypeError as e:
        print(e)
from sys import exitt
