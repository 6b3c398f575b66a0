import ctypes, sys
a=[1,2,3]
print(ctypes.c_long.from_address(id(a)).value, ctypes.c_ssize_t.from_address(id(a)).value, ctypes.c_size_t.from_address(id(a)).value)
r=ctypes.c_long.from_address(id(a)); b=a; print(r.value); del b; print(r.value, r)
ctypes.pythonapi.Py_IncRef(ctypes.py_object(a)); print(sys.getrefcount(a)); ctypes.pythonapi.Py_DecRef(ctypes.py_object(a)); print(sys.getrefcount(a))
print(ctypes.cast(id(a), ctypes.py_object).value is a)
print(ctypes.sizeof(ctypes.c_int),ctypes.sizeof(ctypes.c_long),ctypes.sizeof(ctypes.c_char),ctypes.sizeof(ctypes.c_void_p),ctypes.sizeof(ctypes.c_double),ctypes.sizeof(ctypes.py_object))
print(ctypes.c_int(5), ctypes.c_int(2**40).value, ctypes.c_ubyte(300).value, ctypes.c_double(1.5), ctypes.c_bool(3), ctypes.c_char(b'a'), ctypes.c_char_p(b'abc').value)
