import weakref, atexit
class R: 
    def __del__(self): print("R del")
r = R(); f = weakref.finalize(r, print, "finalizing", "r"); print(f.alive, f.peek()[1:3]if 0 else f.peek()[2]); f(); print(f.alive, f())
r2 = R(); f2 = weakref.finalize(r2, print, "at exit"); f2.atexit = True
atexit.register(print, "atexit"); f3 = weakref.finalize(R(), print, "now"); print(f3.alive)
