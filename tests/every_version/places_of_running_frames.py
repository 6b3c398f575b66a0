# Frames that run are the collector's objects up to 3.6: where they stand decides in which order it keeps what they hold.
from __future__ import print_function
import gc


class S(object):
    def __init__(self, name):
        self.name = name


def names(found):
    return [o.name for o in found if type(o) is S]


def ring(name):
    a, b = S(name + "0"), S(name + "1")
    a.other, b.other = b, a
    return a


def grow(deep, before):
    first = S("f%d" % deep)
    later = ring("l%d" % deep)
    gc.collect(deep % 3)
    if deep:
        grow(deep - 1, first)
    last = S("e%d" % deep)
    gc.collect()
    if not deep:
        print(names(gc.get_objects()))


def generator(x):
    y = S("y")
    yield x
    gc.collect()
    yield y


gc.collect()
kept = [S("k0"), ring("k1")]
grow(4, kept)
print(names(gc.get_objects()))
g = generator(S("x"))
next(g)
gc.collect(0)
z = S("z")
next(g)
gc.collect()
print(names(gc.get_objects()))


def churn():
    first = S("first")
    for i in range(300):
        pair = [S("pair"), [i]]
    last = S("last")
    many = [[i] for i in range(300)]
    middle = S("middle")
    del many
    gc.collect()
    print(names(gc.get_objects()))


churn()
