import math

operations = {
    "__bool__": bool, "__len__": len, "__int__": int, "__float__": float, "__index__": range, "__str__": str,
    "__repr__": repr, "__bytes__": bytes, "__iter__": iter, "__next__": next, "__contains__": lambda x: 1 in x,
    "__getitem__": lambda x: x[0], "__add__": lambda x: x + 1, "__radd__": lambda x: 1 + x, "__eq__": lambda x: x == 1,
    "__lt__": lambda x: x < 1, "__hash__": hash, "__neg__": lambda x: -x, "__abs__": abs, "__round__": round,
    "__reversed__": reversed, "__format__": format, "__complex__": complex, "__dir__": dir,
    "__divmod__": lambda x: divmod(x, 1), "__pow__": lambda x: x**2, "__trunc__": math.trunc, "__floor__": math.floor,
}
for name, run in operations.items():
    try:
        print(name, run(type("X", (), {name: None})()))
    except TypeError as error:
        print(name, error)
for make in (lambda: int.__new__(bool, 0), lambda: object.__new__(int), lambda: tuple.__new__(list)):
    try:
        make()
    except TypeError as error:
        print(error)


class Apart:
    def __init__(self, bases):
        self.bases = bases

    def __getattr__(self, name):
        if name == "__bases__":
            return self.bases
        raise AttributeError(name)


top = Apart(())
middle = Apart((top,))
bottom = Apart((Apart(()), middle))
print(issubclass(bottom, top), issubclass(top, bottom), issubclass(middle, int), isinstance(3, top))


class NoMapping(type):
    @classmethod
    def __prepare__(cls, *args):
        return None


for statement in ("class A(metaclass=NoMapping): pass", "NoMapping(1)", "type(1, 2)"):
    try:
        exec(statement)
    except TypeError as error:
        print(error)
print("a\té\u20ac\\".encode("unicode_escape"), rb"\x41\u20ac\n\\".decode("unicode_escape"))
try:
    rb"ab\x4".decode("unicode_escape")
except UnicodeDecodeError as error:
    print(error)
