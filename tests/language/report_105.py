class A:
    x: int
    @property
    def p(self): return self.q
    @p.setter
    def p(self, v): raise AttributeError("no set")
a = A()
a.p = 3
