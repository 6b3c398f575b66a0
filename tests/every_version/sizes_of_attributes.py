# What sys.getsizeof says of instances, of their namespaces and of their classes.
from __future__ import print_function
import sys


class Plain(object):
    pass


class Slots(object):
    __slots__ = ("a", "b")


class Weak(Slots):
    __slots__ = ("__weakref__",)


class Open(Slots):
    pass


class List(list):
    pass


class Dict(dict):
    pass


class Int(int):
    pass


class Error(Exception):
    pass


class Bare(list):
    __slots__ = ()


classes = (Plain, Slots, Weak, Open, List, Dict, Int, Error, Bare)
print("classes", [sys.getsizeof(c) for c in classes])
made = [c() for c in classes]
print("instances", [sys.getsizeof(x) for x in made])
for x in made:
    if isinstance(x, (Plain, List, Dict, Int, Error)):
        x.first = 1
        print(type(x).__name__, sys.getsizeof(x.__dict__))


class Point(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y


points = [Point(i, i) for i in range(3)]
print("points", [sys.getsizeof(p.__dict__) for p in points], sys.getsizeof(points[0]))
points[0].z = 1
print("one more", [sys.getsizeof(p.__dict__) for p in points])
points[1].__dict__[5] = "not a name"
print("not a name", [sys.getsizeof(p.__dict__) for p in points])
many = [Point(i, i) for i in range(40)]
print("many", sys.getsizeof(many[-1].__dict__), sys.getsizeof(Point))


class Leaver(object):
    def __init__(self):
        self.a = self.b = self.c = 1


stays, leaves = Leaver(), Leaver()
del leaves.a
print("deleted", sys.getsizeof(stays.__dict__), sys.getsizeof(leaves.__dict__), sys.getsizeof(Leaver().__dict__))
print("mappingproxy", sys.getsizeof(Plain.__dict__))
print("sorted", sys.getsizeof(sorted(range(10))), sys.getsizeof(sorted([3, 1, 2])))
