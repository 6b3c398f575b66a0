# What can be weakly referenced, and what is said of what cannot; messages show the types' full names.
from __future__ import print_function
import gc
import sys
import weakref


def gen():
    yield 1


class A(object):
    pass


class Empty(object):
    def __len__(self):
        return 0


objects = [gen, len, [].append, list.append, list.__len__, [].__len__, A().__init__, gen(), gen.__code__, gc, A, set(),
           frozenset(), [], {}, (), "", bytearray(), memoryview(bytearray()), iter([]), enumerate([]), property(),
           staticmethod(1), super(A, A()), slice(1), ValueError(), weakref.ref(A), object(), KeyError]
for x in objects:
    try:
        print(type(weakref.ref(x)).__name__)
    except TypeError as error:
        print(error)
    for ask in (lambda: x.missing, lambda: len(x) and None):
        try:
            ask()
        except (AttributeError, TypeError) as error:
            print("   ", str(error).split(" at 0x")[0])
a, empty = A(), Empty()
print(bool(weakref.proxy(a)), bool(weakref.proxy(empty)))
