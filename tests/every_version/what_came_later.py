# Parameters and statements that came later fail as they do in the versions that have not got them.
from __future__ import print_function

ATTEMPTS = [
    "print((5).to_bytes(), int.from_bytes(b'a'))",
    "print((258).to_bytes(2, 'little'), int.from_bytes(b'ab', byteorder='big', signed=True))",
    "(5).to_bytes(2)",
    "int.from_bytes(b'a')",
    "print(sum([1, 2], 3))",
    "print(sum([1, 2], start=3))",
    "print(b'ab'.hex())",
    "print(b'ab'.hex('-'), bytearray(b'abc').hex(':', 2))",
    "import math\nprint(math.gcd(12, 18))",
    "import math\nprint(math.gcd(12, 18, 8))",
    "import math\nprint(math.gcd())",
    "import itertools\nprint(list(itertools.accumulate([1, 2])))",
    "import itertools\nprint(list(itertools.accumulate([1, 2], initial=3)))",
    "import types\nprint(types.SimpleNamespace(a=1))",
    "import types\nprint(types.SimpleNamespace({'a': 1}, b=2))",
    "import types\ntypes.SimpleNamespace(1, 2)",
    "for i in range(2):\n    try:\n        pass\n    finally:\n        continue\nprint('continued')",
    "while True:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        print('handled')\n    finally:\n        break",
    "match [1, 2]:\n    case [a, b]:\n        print(a, b)",
    "match (1):\n    case 1:\n        print('one')",
    "import collections\nprint(collections.namedtuple('P', 'a b', defaults=[1])(2))",
    "import collections\nprint(collections.namedtuple('P', 'a b', rename=True)(1, 2))",
    "from typing import NamedTuple\nclass P(NamedTuple):\n    x: int\n    y: int = 3\nprint(P(1), P(1, 2).y)",
    "from dataclasses import dataclass\n@dataclass(slots=True)\nclass P:\n    x: int\nprint(P(1))",
    "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass P:\n    x: int\nprint(P(1))",
    "from dataclasses import dataclass, field\n@dataclass\nclass P:\n    x: int = field(kw_only=True)\nprint(P(x=1))",
]

for source in ATTEMPTS:
    try:
        exec(compile(source, "attempt", "exec"), {"__name__": "attempt"})
    except SyntaxError:
        print("SyntaxError")
    except Exception as error:
        print(type(error).__name__, error)
