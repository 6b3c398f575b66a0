"""When collections run by themselves while exceptions, classes, generators and classic lookups are at work."""
from __future__ import print_function
import gc


class O:
    def __init__(self, name):
        self.name = name


class G:
    def __getattr__(self, name):
        raise AttributeError(name)


def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)


def mk_closure(v):
    def f():
        return v
    return f


def mk_class(tag):
    class K(object):
        name = tag


def gen(x, tag):
    try:
        yield x
    finally:
        print("fin", tag)


def defaults(x):
    def f(a=x, b=x):
        pass
    return f


def raising():
    for n in (0, 1, 3):
        try:
            boom(None, n)
        except ValueError:
            print("raised", gc.get_count())


def classic():
    o, g = O("o"), G()
    hash(o), bool(o), repr(o) == "", o == 5, o in [1, o], {o: 1}, not g
    print("classic", gc.get_count())


def making():
    n7 = gen(mk_class("o1"), "o2")
    n3 = mk_closure([O("o3") for i in range(2)])
    n0 = gen(n3()[0], "o4")
    defaults(n3), defaults(n0)
    print("making", gc.get_count())


def dropping():
    for i in range(20):
        junk = (v for v in [i])
    gen(1, 2).close()
    print("dropping", gc.get_count())


for thresholds in (700, 10, 10), (2, 1, 1000), (3, 3, 1000), (5, 2, 1000), (7, 5, 1000):
    for part in raising, classic, making, dropping:
        gc.disable()
        gc.collect()
        gc.set_threshold(*thresholds)
        gc.enable()
        part()
        part()
gc.disable()
