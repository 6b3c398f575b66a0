# python: >=3.9
from __future__ import print_function
import gc
import sys
import weakref
import atexit
ON = [1]
class A(object):
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
class D(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
    def m(self):
        return self
class DD(dict):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name, len(self))
    def m(self):
        return self
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
def note(tag):
    if ON: print("fin", tag)
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        if ON: print("fin", tag)
def chained(x):
    try:
        try:
            raise KeyError(x)
        except KeyError as k:
            raise ValueError(x) from k
    except ValueError as e:
        return e
def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(generation=g))]
def referrers(x, kind):
    return len([o for o in gc.get_referrers(x) if type(o) is kind])
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
def stats(old):
    return [(n["collections"] - o["collections"], n["collected"] - o["collected"],
             n["uncollectable"] - o["uncollectable"]) for o, n in zip(old, gc.get_stats())]
def ring(kind, tag, n):
    first = last = kind(tag + "0")
    for i in range(1, n):
        x = kind(tag + str(i))
        x.a = last
        last = x
    first.a = last
    return first
gc.disable()
gc.collect()
gc.collect()
gc.set_threshold(2, 2, 1000)
gc.enable()
def main():
    hold = []
    junk = None
    n7 = DD("o1")
    n3 = [n7]
    n2 = chained(gen(n7, "o2"))
    del gc.garbage[:]
    for i in range(2):
        junk = type("K", (object,), {})
    for i in range(12):
        junk = iter([])
    for i in range(2):
        n6 = DD("o3.%d" % i)
        if i == 0:
            n3.append(n6)
    del hold[::2]
    wv = weakref.WeakValueDictionary()
    wv[1] = n6
    print("where n2.args[0]", where(n2.args[0]))
    for i in range(35):
        junk = [i]
    print("wv", wv.pop(1, None) is None)
    for n6 in n3:
        print("each", sys.getrefcount(n6))
        break
    del hold[:]
    gc.enable()
    st = gc.get_stats()
    print("referrers n3[-1] dict", referrers(n3[-1], dict))
    del n6, n2
    for i in range(12):
        junk = [i]
    n4 = D("o4")
    for i in range(12):
        junk = []
        junk.append(junk)
    print("where n3", where(n3))
    print("count", gc.get_count())
    for i in range(35):
        junk = object()
    fin1 = weakref.finalize(n4, note, "o5")
    fin1.atexit = False
    print("wv", sorted(wv.keys()))
    n3[-1].a = n4
    print("local", local(n3, "o6"))
    print("stats", stats(st))
    def f9():
        junk = None
        print("count", gc.get_count())
        for i in range(60):
            junk = [[], [], []]
        v1 = gen(A("o7"), "o8")
        next(v1)
        return v1
    n4 = f9()
    for i in range(20):
        junk = D("j%d" % i)
        junk.a = junk
    print("tracked n4", gc.is_tracked(n4))
    junk = [[] for i in range(60)]
    wv[0] = n7
    print("mark", 10)
    n2 = n4
    print("count", gc.get_count())
    for i in range(5):
        junk = ValueError(i)
    print("collect(0)", gc.collect(0))
    print("count", gc.get_count())
    gc.disable()
    print("count", gc.get_count())
    n4, n3 = n3, n4
    for i in range(8):
        ring(A, "r", 2)
    print("rc n4", sys.getrefcount(n4))
    n7 = n3 = n4 = n2 = None
    print("collect()", gc.collect())
main()
gc.disable()
del ON[:]
