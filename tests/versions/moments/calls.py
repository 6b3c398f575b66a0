# What calls leave in free lists and hold for a moment, up to 3.10.
from __future__ import print_function
import gc

C = []


def T():
    C.append(gc.get_count()[0])


class CM(object):
    def __enter__(self):
        T()

    def __exit__(self, *exc):
        T()


class D(object):
    def __init__(self, name):
        pass

    def __del__(self):
        T()


def gen0(x):
    yield x


def make(tag):
    class K(object):
        name = tag
    return K


def closing():
    x = gen0(D("a"))


def closing_started():
    x = gen0(D("b"))
    next(x)


def entering():
    with CM():
        T()


T()
for act in (closing, closing_started, entering):
    gc.collect()
    gc.collect()
    del C[:]
    T()
    act()
    T()
    print(C)
gc.collect()
gc.collect()
del C[:]
T()
K = make("k")
T()
print(C)
