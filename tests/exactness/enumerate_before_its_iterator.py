# An enumerate object is made before its iterator: the order of deaths at exit shows it.
import gc
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
class I(D):
    def __iter__(self):
        return self
gc.collect()
e = enumerate([D("in a list")])
z = zip(I("first of zip"), I("second of zip"))
before = D("alone")
