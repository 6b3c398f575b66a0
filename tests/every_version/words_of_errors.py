from __future__ import print_function
import gc
import sys

def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

def unpack(n, x):
    if n == 2:
        a, b = x
    else:
        a, b, c = x

t(lambda: unpack(2, [1, 2, 3]))
t(lambda: unpack(3, [1]))
t(lambda: unpack(3, "ab"))
t(lambda: unpack(2, 5))
t(lambda: gc.collect("x"))
t(lambda: gc.collect(1.5))
t(lambda: gc.set_threshold("x"))
t(lambda: gc.set_threshold())
t(lambda: gc.set_threshold(1, 2, 3, 4))
t(lambda: gc.set_threshold(threshold0=1))
t(lambda: gc.set_debug(None))
t(lambda: gc.get_referrers(x=1) if sys.version_info < (3, 13) else None)
t(lambda: sys.getsizeof())
t(lambda: sys.setrecursionlimit("x"))
t(lambda: gc.nothing)
t(lambda: open("no/such/file"))
