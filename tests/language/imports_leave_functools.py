import gc
import functools


def kind(o):
    if isinstance(o, type):
        return "class " + o.__module__ + "." + o.__qualname__
    if type(o).__name__ == "function":
        return "function " + o.__qualname__
    return type(o).__name__


gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.collect())
counts = {}
for o in gc.garbage:
    counts[kind(o)] = counts.get(kind(o), 0) + 1
for name in sorted(counts):
    print(name, counts[name])
