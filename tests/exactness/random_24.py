# python: >=3.9
from __future__ import print_function
import gc
import sys
class A(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
    def m(self):
        return self
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(5, 3, 3)
gc.enable()
def main():
    junk = None
    n0 = (A("o2"), D("o1"),)
    n6 = n0[1].m
    try:
        boom(n0, 2)
    except ValueError as e:
        print("caught", sys.getrefcount(n0))
    n0 = None
    n6 = D("o3")
    n6.a = (n6, 1)
    print("exc_info", sys.exc_info()[0] is None)
    junk = None
    gc.set_threshold(20, 2, 3)
    junk = [A("j") for i in range(5)]
    st = gc.get_stats()
    junk = [(i, []) for i in range(5)]
    print("count", gc.get_count())
    for i in range(3):
        junk = set([i])
    for i in range(2):
        junk = type("K", (object,), {})
    n6.d = n6
    n6 = n0 = None
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
print("end")
