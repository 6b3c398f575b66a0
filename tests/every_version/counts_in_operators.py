# How many references there are to the operands and arguments while special methods run.
from __future__ import print_function
import sys

rc = sys.getrefcount


class X(object):
    def __call__(self, o, *a):
        return rc(o), rc(self)

    def __eq__(self, o):
        print("eq", rc(o), rc(self))
        return True

    def __lt__(self, o):
        print("lt", rc(o), rc(self))
        return True

    __hash__ = None

    def __len__(self):
        print("len", rc(self))
        return 3

    def __bool__(self):
        print("bool", rc(self))
        return True

    __nonzero__ = __bool__

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return rc(self)

    def __iter__(self):
        print("iter", rc(self))
        return iter([1])

    def __enter__(self):
        print("enter", rc(self))
        return self

    def __exit__(self, *error):
        print("exit", rc(self), rc(error[1]) if error[1] else None)
        return True

    def __int__(self):
        print("int", rc(self))
        return 1

    def __str__(self):
        return "S%d" % rc(self)


x = X()
y = X()
o = [1]
print(x(o), x(o, 1), x(*[o]), x(*(o,)))
print(x == y, x != y, x != o, x < y)
print([x] != [y], (x, 1) != (y, 2))
print(x.bar, getattr(x, "bar"), hasattr(x, "baz"))
print(list(x), tuple(x), set(x), bool(x), int(x), str(x), "%s" % x)
print(not x, len(x), sorted(x), dict.fromkeys(x))
with x:
    print("body", rc(x))
with x:
    raise ValueError("body")
