# References to arguments while C code calls bound methods: in 3.6 and 3.7 a tuple holds them.
from __future__ import print_function
import sys

rc = sys.getrefcount


class K(object):
    def key(self, o):
        print("key", rc(o), rc(self))
        return 1

    def two(self, o, p=None):
        print("two", rc(o), rc(p))
        return 1


class Manager(object):
    def __enter__(self):
        return o

    def __exit__(self, *e):
        print("exit", [rc(x) for x in e[1:2]])
        return True


class Other(Manager):
    def __exit__(self, a, b, c):
        print("exit", rc(b))
        return True


k = K()
o = [1]
l = [o, o]
sorted(l, key=k.key)
list(map(k.key, l))
list(map(k.two, l, l))
m = k.key
sorted(l, key=m)
m(o)
with Manager():
    raise ValueError(o)
with Other():
    raise ValueError(o)
