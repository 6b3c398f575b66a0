# A suspended generator holds its function, not the globals: at exit it is garbage.
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def gen0(x):
    yield x
n4 = gen0(D("o2"))
next(n4)
