# A dict that shares its keys is copied to one that comes from no free list; other calls that make dicts and tuples for a
# moment: the first call, and one when the free lists are filled.
import collections
import copy
import functools
import gc
import itertools


class P:
    def __init__(self):
        self.name = 1


def two(x, y):
    return x


gc.disable()
o = P()
d = {"a": 1}
late = functools.partial(two, y=1)
CALLS = {
    "copy": lambda: o.__dict__.copy(), "vars": lambda: vars(o).copy(), "copy.copy": lambda: copy.copy(o.__dict__),
    "or": lambda: o.__dict__ | {}, "plain": lambda: d.copy(), "dir": lambda: dir(o), "dir of new": lambda: dir(P()),
    "dir of class": lambda: dir(P), "star": lambda: two(*(x for x in (1, 2))), "star map": lambda: two(*map(str, d), 1),
    "partial": lambda: functools.partial(two, y=1)(3), "named": lambda: late(1), "ordered": lambda: collections.OrderedDict(a=1),
    "batched": lambda: list(itertools.batched([1, 2, 3, 4], 2)), "list": lambda: copy.copy([1]),
    "deep": lambda: copy.deepcopy(1), "deep list": lambda: copy.deepcopy([[1], 2]),
}
for name, call in CALLS.items():
    call()
    gc.collect()
    before = gc.get_count()[0]
    call()
    middle = gc.get_count()[0]
    call()
    print(name, middle - before, gc.get_count()[0] - middle)
