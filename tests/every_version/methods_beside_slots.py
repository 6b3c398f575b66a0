# Special methods that stand as methods beside the slots of list, dict and set: instances of subclasses bind them, up to
# 3.7. And what else C code makes when it calls a builtin.
from __future__ import print_function
import gc


class L(list):
    pass


class D(dict):
    def __missing__(self, key):
        return 1


class S(set):
    pass


class P(object):
    @property
    def x(self):
        return 1

    def __getattr__(self, name):
        return name


class Plain(object):
    pass


l, d, s, p, n, plain = L([1, 2]), D(a=1), S([1]), P(), [3, 4], Plain()
hooks = [
    ("list[0]", lambda: l[0]),
    ("list[0:1]", lambda: l[0:1]),
    ("in list", lambda: 1 in l),
    ("dict['a']", lambda: d["a"]),
    ("dict['b']", lambda: d["b"]),
    ("in dict", lambda: "a" in d),
    ("in set", lambda: 1 in s),
    ("property", lambda: p.x),
    ("__getattr__", lambda: p.y),
    ("map(len)", lambda: list(map(len, ["a"]))),
    ("map(max)", lambda: list(map(max, n, n))),
    ("map(isinstance)", lambda: list(map(isinstance, n, [int, int]))),
    ("sorted(key=abs)", lambda: sorted(n, key=abs)),
    ("sort(key=abs)", lambda: n.sort(key=abs)),
    ("min(key=abs)", lambda: min(n, key=abs)),
    ("object.__repr__", lambda: object.__repr__(p)),
    ("__len__", lambda: n.__len__()),
    ("dir", lambda: dir(plain)),
    ("in []", lambda: 1 in []),
    ("for in []", lambda: [i for i in []]),
    ("for in [1]", lambda: [i for i in [1]]),
    ("generator dies", lambda: gc.is_tracked(i for i in [])),
]
gc.disable()
for name, hook in hooks:
    hook()
    gc.collect()
    full = [[[], {}] for i in range(90)]
    before = gc.get_count()[0]
    hook()
    after = gc.get_count()[0]
    print(name, after - before)
