from __future__ import print_function
import gc
import weakref

class A(object):
    pass

a = A()
r = weakref.ref(a)
a.a = a
d = weakref.WeakValueDictionary()
d["a"] = a
del a
print(gc.collect() > 0, gc.collect(), r(), len(d))
