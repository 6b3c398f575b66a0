import ctypes
buf=ctypes.create_string_buffer(10); print(buf.raw, len(buf), ctypes.sizeof(buf)); buf.value=b'hi'; print(buf.value, buf.raw); print(ctypes.create_string_buffer(b'abc').raw)
arr=(ctypes.c_int*3)(1,2,3); print(list(arr), len(arr), arr[1]); arr[1]=9; print(list(arr))
p=ctypes.pointer(ctypes.c_int(7)); print(p.contents.value, p[0]); p.contents.value=8; print(p[0])
i=ctypes.c_int(3); q=ctypes.byref(i); print(ctypes.addressof(i)>0)
print(ctypes.string_at(ctypes.addressof(buf),2))
class P(ctypes.Structure): _fields_=[('x',ctypes.c_int),('y',ctypes.c_int)]
s=P(1,2); print(s.x,s.y,ctypes.sizeof(P)); s.x=10; print(s.x)
