# python: >=3.9
from __future__ import print_function
import gc
import sys
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
class DL(list):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, len(self))
    def m(self):
        return self
class CM(object):
    def __init__(self, name, value):
        self.name = name
        self.value = value
    def __enter__(self):
        print("enter", self.name)
        return self.value
    def __exit__(self, *exc):
        print("exit", self.name, sys.getrefcount(self.value))
        return True
    def __del__(self):
        print("del", self.name)
def local(x, tag):
    y = D(tag)
    y.a = x
    z = [y]
    return sys.getrefcount(y)
def mk_class(tag):
    class K(object):
        name = tag
        def m(self):
            return self
    return K
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        print("fin", tag)
def boom(x, n):
    y = [x]
    if n:
        return boom(y, n - 1)
    raise ValueError(x)
def chained(x):
    try:
        try:
            raise KeyError(x)
        except KeyError as k:
            raise ValueError(x) from k
    except ValueError as e:
        return e
def nm(o):
    return getattr(o, "name", None)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def va(*a, **k):
    return len(a)
gc.disable()
hold = []
junk = None
z = None
gc.collect()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(20, 1, 1000)
gc.enable()
n6 = {}
n5 = mk_class("o1")
n5 = {'q': chained(n5), 'k': n5}
gc.disable()
try:
    try:
        boom(n5['k'], 1)
    finally:
        print("finally", sys.getrefcount(n5['k']))
except ValueError:
    pass
for i in range(3):
    va(*[i, i])
print("count", gc.get_count())
n6[3] = n5
print("count", gc.get_count())
junk = [A("j") for i in range(3)]
print("local", local(n6[3], "o2"))
print("call (lambda v: sys.getrefcount(v))(n5['q'])", (lambda v: sys.getrefcount(v))(n5['q']))
n2 = DL("o3")
n6[1] = n5['k']
st = gc.get_stats()
n1 = gen(n5, "o4")
for i in range(8):
    hold.append([i])
print("tracked []", gc.is_tracked([]))
for z in graveyard:
    print("zombie", nm(z), sys.getrefcount(z))
del n5
print("count", gc.get_count())
print("count", gc.get_count())
print("count", gc.get_count())
gc.set_threshold(20, 5, 1000)
n6.pop(3)
print("collect()", gc.collect())
with CM("o5", n2) as n1:
    print("rc with", sys.getrefcount(n1))
n6 = {i: i for i in range(3)}
print("tracked", gc.is_tracked(n6))
print("collect()", gc.collect())
gc.callbacks.remove(on_gc)
gc.disable()
print("end")
