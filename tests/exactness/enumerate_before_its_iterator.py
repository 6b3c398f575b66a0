# An enumerate object is made before its iterator: the order of deaths at exit shows it.
import gc
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
gc.collect()
e = enumerate([D("in a list")])
z = zip([D("in a zip")])
before = D("alone")
