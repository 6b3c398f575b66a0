# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
graveyard = []
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
class R(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("resurrect", self.name)
        graveyard.append(self)
    def m(self):
        return self
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def members():
    return [[o.name for o in gc.get_objects(generation=g) if type(o) is A] for g in range(3)]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.freeze()
gc.collect()
fr = gc.get_freeze_count()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 3, 2)
gc.enable()
def main():
    watch = []
    junk = None
    n4 = D("o1")
    n3 = set([n4])
    n5 = D("o2")
    print("rc n3", sys.getrefcount(n3))
    n1 = A("o3")
    n1.a = n1
    watch.append(weakref.ref(n1, mk_cb("o3")))
    del n1
    del n5
    n0 = n2 = (n4, D("o4"), n4,)
    print("count", gc.get_count())
    for i in range(20):
        junk = D("j%d" % i)
        junk.a = junk
    for i in range(20):
        junk = []
        junk.append(junk)
    n6 = A("o5")
    n6.a = n6
    watch.append(weakref.ref(n6, mk_cb("o5")))
    del n6
    junk = [{} for i in range(5)]
    for i in range(5):
        junk = str(i) + "x"
    for i in range(8):
        junk = [[], [], []]
    for n6 in n2:
        print("each", sys.getrefcount(n6))
    print("mark", 6)
    print("count", gc.get_count())
    n0 = n3
    print("members", members())
    try:
        boom(n6, 0)
    except ValueError as e:
        print("args", sys.getrefcount(e.args[0]), sys.getrefcount(e))
    n6 = R("o7")
    n6.x = n6.a = A("o8")
    n6.a.b = n6
    del n6
    print("collect()", gc.collect())
    gc.set_threshold(10, 5, 3)
    n7 = iter(n2)
    print("count", gc.get_count())
    junk = [A("j") for i in range(60)]
    print("collect()", gc.collect())
main()
gc.callbacks.remove(on_gc)
gc.disable()
print("end")
