# A collection in the middle of a statement: what is held then, and what that leaves behind.
import gc
import sys

class Fails(object):
    def __del__(self):
        raise ValueError("in __del__")

def part(o):
    kind = type(o).__name__
    if isinstance(o, type):
        return "class"
    if kind == "dict":
        return "namespace" if "__module__" in o else None
    if kind == "tuple":
        return "mro" if len(o) == 2 and o[1] is object else None
    return {"function": "method", "getset_descriptor": "getset"}.get(kind)

def make_class():
    class K(object):
        def m(self):
            pass
    return K

def recursive(v):
    def f(n):
        return v if n == 0 else f(n - 1)

def boom(x):
    raise ValueError(x)

def on_gc(phase, info):
    print("gc %s %d" % (phase, info["generation"]))

# Which parts of a class are young or middle-aged, in which order, if a collection comes while it is made.
gc.disable()
gc.collect()
if sys.version_info >= (3, 8):
    made = []
    for ahead in range(14):
        gc.collect()
        before = set(map(id, gc.get_objects()))
        gc.set_threshold(gc.get_count()[0] + ahead, 1000, 1000)
        gc.enable()
        k = make_class()
        gc.disable()
        objects = [o for o in gc.get_objects(generation=1) if id(o) not in before]
        print(ahead, [p for p in map(part, objects) if p])
        made.append(k)
        objects = None

Fails()
# The frame that still makes cells gets no object from a report in between.
counts = []
count = gc.get_count
if sys.version_info >= (3,):
    for lists in range(5):
        gc.collect()
        gc.set_threshold(50, 1000, 1000)
        young = [[] for i in range(lists)]
        x = Fails()
        x.x = x
        del x
        gc.enable()
        for i in range(20):
            recursive(i)
            counts.append(count()[0])
        gc.disable()
        print(counts)
        del counts[:], young

# Where a handler has ended.
gc.collect()
if hasattr(gc, "callbacks"):
    gc.callbacks.append(on_gc)
    for young in range(6):
        print(young)
        gc.set_threshold(young, 1000, 1000)
        gc.enable()
        try:
            boom(1)
        except ValueError as e:
            kept = e
        kept = None
        for i in [1]:
            try:
                boom(2)
            except ValueError as e:
                kept = e
        gc.disable()
    gc.callbacks.remove(on_gc)
