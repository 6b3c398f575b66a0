import ctypes
class PyVarObject(ctypes.Structure):
    _fields_=[('ob_refcnt',ctypes.c_ssize_t),('ob_type',ctypes.py_object),('ob_size',ctypes.c_ssize_t)]
x=[1,2,3]
o=PyVarObject.from_address(id(x)); print(o.ob_size, o.ob_type is list); x.append(4); print(o.ob_size)
t=(1,2); print(PyVarObject.from_address(id(t)).ob_size)
