import ctypes, gc
class A: pass
a=A(); a.me=a; addr=id(a)
print(ctypes.c_long.from_address(addr).value); del a; print(ctypes.c_long.from_address(addr).value); gc.collect(); print('x')
