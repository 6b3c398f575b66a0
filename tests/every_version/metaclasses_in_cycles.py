# A metaclass made by a class statement is a reference of its classes, so that it dies in their cycles.
from __future__ import print_function
import gc, weakref
gc.disable(); gc.collect()
def f():
    class M(type): pass
    w = weakref.ref(M)
    return w
w = f()
print(gc.collect(), w() is None)
def f():
    class M(type): pass
    C = M("C", (), {})
    return weakref.ref(M), weakref.ref(C)
w, v = f()
print(gc.collect(), w() is None, v() is None)
print(gc.collect(), w() is None, v() is None)
def f():
    class M(type):
        def m(c): pass
    C = M("C", (), {})
    return weakref.ref(M), weakref.ref(C)
w, v = f()
print(gc.collect(), w() is None, v() is None)
print(gc.collect(), w() is None, v() is None)
