"""A full collection empties the free lists, and what was kept counts as deallocated."""
import gc


class R:
    def __del__(self):
        kept.append(self)
        self.spare = [[i] for i in range(5)]
        self.spare = ([1], {}, (2, 3))


kept = []
gc.disable()
for size in range(6):
    gc.collect()
    r = R()
    r.r = r
    del r
    lists = [[] for i in range(size)]
    del lists
    print(size, gc.collect(), gc.get_count())
    kept.clear()
