# What the first reports of exceptions in finalizers leave: within a collection, and one after the other.
import gc
gc.disable()
counts = []
class E:
    def __del__(self):
        counts.append(gc.get_count()[0])
        raise ValueError
gc.collect()
for i in range(3):
    a, b = E(), E()
    a.o, b.o = b, a
    del a, b
    gc.collect()
    counts.append(gc.get_count()[0])
gc.collect()
for i in range(3):
    E()
print(counts)
