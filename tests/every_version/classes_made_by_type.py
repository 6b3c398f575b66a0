from __future__ import print_function
from collections import namedtuple

class Meta(type):
    def __new__(m, name, bases, namespace):
        namespace["added"] = name + "!"
        return super(Meta, m).__new__(m, name, bases, namespace)

M = Meta("M", (object,), {})
N = type("N", (M,), {})
print(N().added, type(N) is Meta, N.__mro__ == (N, M, object))
P = namedtuple("P", "x y")
p = P(1, 2)
try:
    p.x = 3
except AttributeError as e:
    print(type(e).__name__)
print(p, [k for k in dir(M) if k == "added"][0] is "added")
