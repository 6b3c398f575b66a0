from __future__ import print_function
import sys

def two(a, b):
    yield a + b
def loop(n):
    for i in range(n):
        yield i

for g in ((i for i in ()), (x * x for x in range(9) if x % 2), two(1, 2), loop(3), [].__len__, (1).__add__):
    print(type(g).__name__, sys.getsizeof(g))
class S(object):
    def __sizeof__(self):
        return 1000
print(sys.getsizeof(S()))
class T(object):
    def __sizeof__(self):
        return "x"
try:
    sys.getsizeof(T())
except TypeError as e:
    print(e)
