# How many references there are to items while they are compared, and which operand of `==` the wanted one is.
from __future__ import print_function
import sys
rc = sys.getrefcount
class X(object):
    def __init__(self, yes): self.yes = yes
    def __eq__(self, o):
        print(rc(self), rc(o), end=" ")
        return self.yes
    def __lt__(self, o):
        print("<", rc(self), rc(o), end=" ")
        return self.yes
    def __hash__(self): return 1
def t(name, f):
    print(name, end=" ")
    f()
    print()
x, y, z, w = X(False), X(True), X(False), X(True)
t("list eq", lambda: [y, w] == [x, z])
t("list ne", lambda: [y, w] != [x, z])
t("list lt", lambda: [y, x] < [w, z])
t("tuple eq", lambda: (y, w) == (x, z))
t("tuple lt", lambda: (y, x) < (w, z))
t("in list", lambda: w in [x, y])
t("in tuple", lambda: w in (x, y))
t("index", lambda: [x, y].index(w))
t("tindex", lambda: (x, y).index(w))
t("count", lambda: [x, y].count(w))
t("tcount", lambda: (x, y).count(w))
t("remove", lambda: [x, y].remove(w))
t("dict get", lambda: {x: 1}.get(w))
t("dict eq", lambda: {1: x} == {1: y})
t("in set", lambda: w in set([y]))
t("sort", lambda: sorted([x, y, z]))
