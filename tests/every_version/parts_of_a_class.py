# The parts of a class in the order in which the collector meets them; what making a class and asking for its order count.
from __future__ import print_function
import gc


def lost_class():
    class K(object):
        def m(self):
            return self


def lost_class_without_bases():
    class K:
        def m(self):
            return self


def lost_by_call():
    type("K", (object,), {"m": lambda self: self})


def with_slots():
    class K(object):
        __slots__ = ("a", "b")


def order():
    return Plain.mro()


class Plain(object):
    pass


gc.disable()
gc.collect()
for make in (lost_class, lost_class_without_bases, lost_by_call, with_slots):
    gc.set_debug(gc.DEBUG_SAVEALL)
    make()
    print(make.__name__, gc.collect(), [type(o).__name__ for o in gc.garbage])
    gc.set_debug(0)
    del gc.garbage[:]
    gc.collect()

gc.collect()
drained = [[[], {}] for i in range(100)]


def moments(make):
    """Which of its allocations start a collection, told by how many it takes until the next."""
    found = []
    for threshold in range(1, 16):
        gc.collect()
        more = [[[], {}] for i in range(90)]
        before = gc.get_count()
        gc.set_threshold(before[0] + threshold, 1000, 1000)
        gc.enable()
        make()
        gc.disable()
        after = gc.get_count()
        gc.set_threshold(700, 10, 10)
        found.append(after[0] - before[0] if after[1] == before[1] else "c%d" % after[0])
    return found


for make in (lost_class, lost_by_call, order):
    make()
    print(make.__name__, moments(make))
