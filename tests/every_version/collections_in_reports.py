# The report of an exception in `__del__` makes objects of its own, which may start a collection in its midst.
from __future__ import print_function
import gc
import sys


class Fails(object):
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


def fail():
    Fails("a")


def fail_while_handling():
    try:
        raise KeyError(1)
    except KeyError:
        Fails("b")


def moments(make):
    found = []
    for spare in range(0, 24):
        # How much text waits in the stream must not depend on the length of this file's path.
        sys.stderr.flush()
        gc.collect()
        held = [[[], {}] for i in range(90)]
        before = gc.get_count()
        gc.set_threshold(before[0] + spare, 1000, 1000)
        gc.enable()
        make()
        gc.disable()
        after = gc.get_count()
        gc.set_threshold(700, 10, 10)
        found.append("+%d" % (after[0] - before[0]) if after[1] == before[1] else after[0])
    return found


gc.disable()
fail()
print(moments(fail))
fail_while_handling()
print(moments(fail_while_handling))
