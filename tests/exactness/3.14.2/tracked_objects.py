# The incremental collector counts what is tracked: no free lists show, tuples of numbers do not count.
import gc
gc.disable()
keep = [None] * 60
counts = []
def count():
    return gc.get_count()[0]
gc.collect()
r = [0] * 12
r[0] = count()
for i in range(20): keep[i] = ValueError(1)
r[1] = count()
for i in range(20): keep[i] = None
r[2] = count()
for i in range(20): keep[i] = (i, i)
r[3] = count()
for i in range(20): keep[i] = (i, r)
r[4] = count()
for i in range(20): keep[i] = [i]
r[5] = count()
for i in range(20): keep[i] = {}
r[6] = count()
for i in range(20): keep[i] = None
r[7] = count()
print(r)

class N:
    def __init__(self, i):
        self.i = i
        self.me = self
    def __del__(self):
        fired.append(self.i)

fired, seen = [], []
gc.collect()
gc.freeze()
saved = gc.get_threshold()
gc.enable()
gc.set_threshold(5, 1000, 1000)
for i in range(40):
    N(i)
    seen.append((gc.get_count()[0], len(fired)))
gc.set_threshold(*saved)
print(seen)
