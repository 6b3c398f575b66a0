# What `gc` lists is looked for when the list is there: making it may start a collection, after which everything is older.
import gc


class A:
    def __init__(self):
        self.me = self


def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]


gc.disable()
gc.collect()
gc.freeze()
gc.set_threshold(3, 2, 2)
gc.enable()
for turn in range(30):
    kept = [A() for _ in range(turn % 4)]
    a = A()
    held = [a]
    print(where(a), len(gc.get_objects(generation=0)), len(gc.get_referrers(a)), len(gc.get_referents(held, a)))
    a = None
print(gc.get_count())
