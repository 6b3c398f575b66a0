# A finalizer that runs while a call ends sees the caller, not the call.
import sys
class D:
    def __del__(self): print(sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno)
def f():
    x = D()
    return 1
def g():
    f()
    x = D()
    return f()
g()
def h():
    x = D()
    yield 1
    y = D()
    z = D()
    del y
for i in h(): print(i)
def k():
    a = D()
    raise ValueError
try: k()
except ValueError: pass
[D() for i in range(1)]
