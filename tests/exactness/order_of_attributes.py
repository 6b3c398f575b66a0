# `vars(x)` has the order in which attributes were set; traversal and death have the order of the names that the
# instances of a class share.
import gc
gc.disable()
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
class C:
    pass
first = C()
first.x = 1; first.y = 2; first.z = 3; first.w = 4
def make(order, touched):
    o = C()
    if touched == "before":
        o.__dict__
    for name in order:
        setattr(o, name, D(name))
    if touched == "after":
        o.__dict__
    return o
for order in "xyzw", "wzyx", "yxwz", "zx", "wxz":
    for touched in "never", "before", "after":
        print(order, touched)
        o = make(order, touched)
        print([getattr(r, "n", "-") for r in gc.get_referents(o)])
        print(list(vars(o)))
        o.me = o
        del o
        gc.collect()
        o = C()
        for name in order:
            setattr(o, name, 0)
        if "z" in order:
            del o.z
        o.z = 1
        o.new = 2
        o.x = 3
        print(list(vars(o)))
class P:
    def __init__(self, flip):
        if flip:
            self.b = 1
        self.a = 2
        self.b = 3
print(vars(P(False)), vars(P(True)), P(True).__dict__)
