# What classic classes, reprs, zip and map allocate; lists, dicts and sets come from no free list.
import gc
gc.disable()
drain = [[[], {}, set()] for i in range(200)]
r = [None] * 24
class M:
    def __init__(self, name): self.name = name
class P: pass
gc.collect()
r[0] = gc.get_count()[0]
r[1] = gc.get_count()[0]
a = P()
r[2] = gc.get_count()[0]
b = M("a")
r[3] = gc.get_count()[0]
c = M("b")
r[4] = gc.get_count()[0]
m = c.__init__
r[5] = gc.get_count()[0]
m = M.__init__
r[6] = gc.get_count()[0]
class K: pass
r[7] = gc.get_count()[0]
x = zip([1], [2])
r[8] = gc.get_count()[0]
x = repr([1, 2])
r[9] = gc.get_count()[0]
x = repr((1, [2]))
r[10] = gc.get_count()[0]
x = map(str, [1])
r[11] = gc.get_count()[0]
print r
