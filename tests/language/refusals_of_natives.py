# Calls of builtins, methods and special methods by name, with arguments that they do not take.
def function(): pass

class Class:
    def method(self): pass

calls = [
    "(5).__pow__()", "(5).__setattr__()", "(5).__add__()", "(5).__round__(None)", "[].__mul__()", "[].__mul__('a')",
    "[].__add__(1)", "'a'.__add__(1)", "'a'.__mul__('b')", "(1,).__add__([])", "b'a'.__add__('b')",
    "bytearray(b'a').__iadd__(1)", "[1].__imul__(2)", "(2).__rmul__(3)", "'a' * 'b'", "'a' + 1", "[] + ()",
    "{}.__getitem__()", "{}.__contains__(1, 2)", "[].__getitem__()", "set().__contains__()", "{}.__getitem__",
    "list.__getitem__", "(5).__format__()", "(5).__format__(1)", "object().__format__(1)", "object().__init__(1)",
    "function.__init__(1)", "iter([]).__init__(1)", "Class.__init_subclass__(1)", "int.mro(1)",
    "Class.method.__get__()", "Class.method.__get__(None)", "type.__subclasscheck__(int, 1)",
    "str.maketrans(x=1)", "str.maketrans(1, 2)", "bytes(1, 2)", "bytearray(1, 2)", "bytearray(x=1)",
    "bytearray(1, 2, 3, 4)", "staticmethod(x=1)", "int.from_bytes(1, 2, 3, 4)",
    "int.from_bytes(x=1)", "(5).to_bytes(1, 2, 3, 4)", "pow(x=1)", "''.expandtabs(1, x=1)", "''.replace(x=1)",
    "[].sort(1, 2, 3)", "[].sort(1)", "sum()", "sum([], start=1, x=2)", "''.encode(1, 2, 3)",
    "''.encode(1, encoding=2)", "round()", "''.split(1, 2, 3)", "b''.hex([])", "float.fromhex(1)",
    "type({}).__dict__['__contains__']", "Class.__dict__ < 1", "property(function).__set_name__()",
]
for call in calls:
    try:
        print(call, "->", str(eval(call))[:40])
    except Exception as e:
        print(call, "->", type(e).__name__, str(e))
