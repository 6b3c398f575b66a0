# Memory by address: ints, tracking, the functions of the C API.
import ctypes, gc
tracked = ctypes.pythonapi.PyObject_GC_IsTracked
tracked.restype = ctypes.c_int; tracked.argtypes = (ctypes.py_object,)
fin = ctypes.pythonapi.PyObject_GC_IsFinalized
fin.restype = ctypes.c_int; fin.argtypes = (ctypes.py_object,)
class A:
    def __del__(self): keep.append(self)
keep = []
a = A(); a.me = a
print(tracked(a), fin(a), gc.is_finalized(a))
del a; gc.collect()
print(tracked(keep[0]), fin(keep[0]), gc.is_finalized(keep[0]))
un = ctypes.pythonapi.PyObject_GC_UnTrack
un.argtypes = (ctypes.c_void_p,); un.restype = None
tr = ctypes.pythonapi.PyObject_GC_Track
tr.argtypes = (ctypes.c_void_p,); tr.restype = None
l = []
un(id(l)); print(gc.is_tracked(l))
tr(id(l)); print(gc.is_tracked(l))
l.append(l); i = id(l)
un(i); del l
print(gc.collect())
tr(i)
print(gc.collect())
ctypes.pythonapi.PyErr_SetString.argtypes = (ctypes.py_object, ctypes.c_char_p)
try: ctypes.pythonapi.PyErr_SetString(ValueError, b"from C")
except ValueError as e: print("caught", e)
ctypes.pythonapi.Py_IncRef.argtypes = (ctypes.py_object,)
o = object(); import sys
print(sys.getrefcount(o)); ctypes.pythonapi.Py_IncRef(o); print(sys.getrefcount(o)); ctypes.pythonapi.Py_DecRef(ctypes.py_object(o)); print(sys.getrefcount(o))

import ctypes, sys, gc
api = ctypes.pythonapi
for n, args in [("PyList_Size", ([1, 2],)), ("PyTuple_Size", ((1,),)), ("PyDict_Size", ({1: 2},)), ("PyObject_Length", ("abc",)), ("PyObject_IsTrue", ([],)), ("PyObject_Hash", (5,)), ("PyCallable_Check", (len,)), ("PyObject_Size", ([1],)), ("PySequence_Length", ([1],)), ("PyLong_AsLong", (77,))]:
    f = getattr(api, n)
    f.argtypes = [ctypes.py_object]; f.restype = ctypes.c_ssize_t
    print(n, f(*args))
f = api.PyObject_Repr; f.restype = ctypes.py_object; f.argtypes = [ctypes.py_object]
print(f([1]))
f = api.PyObject_Str; f.restype = ctypes.py_object; f.argtypes = [ctypes.py_object]
print(f(5))
f = api.PyList_Append; f.argtypes = [ctypes.py_object, ctypes.py_object]; f.restype = ctypes.c_int
l = []; print(f(l, 5), l)
f = api.PyList_GetItem; f.argtypes = [ctypes.py_object, ctypes.c_ssize_t]; f.restype = ctypes.py_object
