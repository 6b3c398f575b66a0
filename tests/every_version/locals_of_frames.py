from __future__ import print_function
import sys

def counts():
    x = []
    before = sys.getrefcount(x)
    locals()
    after = sys.getrefcount(x)
    d = locals()
    print(before, after, sys.getrefcount(x), d is locals())
    x = 5
    print(d["x"])
    locals()
    print(d["x"])
    d["x"] = 7
    print(x, locals()["x"])
    d["new"] = 3
    print(sorted(locals()))

counts()

def deleted():
    y = 1
    del y
    return locals()

print(deleted())

def grab(x):
    y = x
    return sys._getframe()

value = []
frame = grab(value)
print(sys.getrefcount(value))
found = frame.f_locals
print(sys.getrefcount(value), sorted(found))
found = None
print(sys.getrefcount(value))
print(sorted(frame.f_locals))
frame = None
print(sys.getrefcount(value))

class D(object):
    def __del__(self):
        print("del")

def holds():
    d = D()
    locals()
    print("returns")

holds()

def steps():
    z = 1
    print(sorted(locals()))
    yield z
    w = 2
    print(sorted(locals()))
    yield w

print(list(steps()))
