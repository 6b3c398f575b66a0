class A:
    def f(self): return self.g.h.i
A().f()
