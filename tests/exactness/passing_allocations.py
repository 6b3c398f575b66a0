"""What calls leave in the free lists, seen in `gc.get_count()`, and what they allocate for a moment, seen by collections."""
import collections
import functools
import gc
import itertools
import operator
import sys


class Base:
    def __init__(self, x):
        self.x = x


class Derived(Base):
    def __init__(self, x):
        super().__init__(x)


class Text(str):
    def __init__(self, *args):
        super().__init__()


def local_names(x):
    def inner():
        return x
    return locals()


def unpack(pair):
    a, b = pair
    return a


class Instance:
    a = 1


instance = Instance()
probes = {
    "dir()": lambda: dir(),
    "dir(x)": lambda: dir(instance),
    "dir(class)": lambda: dir(Instance),
    "dir(module)": lambda: dir(gc),
    "locals": lambda: local_names(1),
    "memoryview": lambda: memoryview(b"abc"),
    "memoryview slice": lambda: memoryview(b"abc")[1:],
    "reduce": lambda: functools.reduce(operator.add, [1, 2, 3]),
    "partial": lambda: functools.partial(unpack, (1, 2), x=1),
    "chain": lambda: list(itertools.chain([1], [2])),
    "product": lambda: list(itertools.product([1, 2], [3])),
    "permutations": lambda: list(itertools.permutations([1, 2, 3])),
    "combinations": lambda: list(itertools.combinations([1, 2, 3], 2)),
    "type": lambda: type("K", (object,), {}),
    "deque": lambda: collections.deque([1, 2]),
    "super": lambda: Derived(1),
    "super of a slot": lambda: Text("a"),
}
gc.disable()
for name, probe in probes.items():
    probe()
    probe()
    gc.collect()
    before = gc.get_count()
    result = probe()
    after = gc.get_count()
    result = None
    print(name, after[0] - before[0], gc.get_count()[0] - before[0])


def on_gc(phase, info):
    if phase == "start":
        print("gc", info["generation"])


for threshold in range(1, 12):
    gc.collect()
    gc.callbacks.append(on_gc)
    gc.set_threshold(threshold, 1000, 1000)
    gc.enable()

    class Fresh(Base):
        def __init__(self):
            super().__init__(1)

    Fresh()
    x, y = (1, 2)
    gc.disable()
    gc.callbacks.remove(on_gc)
    print(threshold, gc.get_count())
