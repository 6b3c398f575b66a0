import collections, collections.abc


class Seq(collections.abc.Sequence):
    def __getitem__(self, at):
        return at

    def __len__(self):
        return 42


class Keyed(collections.UserDict, collections.abc.Sequence):
    pass


class Listed:
    def __len__(self):
        return 1

    def __getitem__(self, at):
        return "only"


class Below(Listed):
    pass


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "neither"


print(kind(Seq()), kind(Keyed()), kind(Below()), kind(memoryview(b"ab")), kind(collections.deque()), kind("text"), kind({1}))
collections.abc.Sequence.register(Listed)
print(kind(Below()), kind(collections.UserDict()), kind(collections.UserList()), kind(type.__dict__))
match Seq():
    case [first, *_, last]:
        print(first, last)

default = collections.defaultdict(int, {0: 1})
match default:
    case {1: 0}:
        print("never")
    case {0: one, **rest}:
        print(one, rest, default)


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Meta(type):
    def __instancecheck__(cls, instance):
        return hasattr(instance, "x")


class HasX(metaclass=Meta):
    pass


match Point(1, 2):
    case HasX(x=1):
        print("by __instancecheck__")

for arguments in (("x", "x"), ["x"], (None,), ("x",), ()):
    Point.__match_args__ = arguments
    try:
        match Point(1, 2):
            case Point(a, b):
                print(a, b)
    except TypeError as error:
        print(error)
    try:
        match Point(1, 2):
            case Point(a, x=b):
                print(a, b)
    except TypeError as error:
        print(error)


class Keys:
    KEY = "a"


try:
    match {"a": 0, "b": 1}:
        case {Keys.KEY: y, "a": z}:
            pass
except ValueError as error:
    print(error)
for key in ("False", "0.0", "0j", "-0", "1"):
    try:
        compile(f"match x:\n case {{0: _, {key}: _}}: pass", "m", "exec")
        print(key, "differs")
    except SyntaxError as error:
        print(error)
try:
    compile('match x:\n case f"{y}": pass', "m", "exec")
except SyntaxError as error:
    print(error)
