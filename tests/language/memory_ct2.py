import ctypes
class PyObject(ctypes.Structure):
    _fields_=[('ob_refcnt',ctypes.c_ssize_t),('ob_type',ctypes.c_void_p)]
x=[]
o=PyObject.from_address(id(x)); print(o.ob_refcnt, o.ob_type==id(list)); y=x; print(o.ob_refcnt); del y; print(o.ob_refcnt)
z={}; print(PyObject.from_address(id(z)).ob_type==id(dict), PyObject.from_address(id(None)).ob_refcnt)
