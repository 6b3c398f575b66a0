# References while C code calls a builtin class: the argument stands in an array that counts nothing.
from __future__ import print_function
import sys


class X(object):
    def __str__(self):
        return "s%d" % sys.getrefcount(self)

    def __iter__(self):
        print("iter", sys.getrefcount(self))
        return iter(())

    def __int__(self):
        print("int", sys.getrefcount(self))
        return 1

    def __format__(self, spec):
        return "f%d" % sys.getrefcount(self)


x = X()
objects = [x]
for kind in (str, tuple, int, enumerate):
    print(kind.__name__, [sys.getsizeof(made) > 0 for made in map(kind, objects)])
print(list(map(str, objects)), sorted(objects, key=str) == objects)
