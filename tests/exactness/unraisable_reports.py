"""Reports of errors in finalizers: what they allocate makes collections due, which run between the pieces."""
import gc
import weakref


class E:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"])


def deep(n):
    if n:
        deep(n - 1)
    raise KeyError(n)


class Deep:
    def __del__(self):
        deep(3)


gc.disable()
gc.collect()
for threshold in range(2, 24):
    gc.callbacks.append(on_gc)
    gc.set_threshold(threshold, 2, 1000)
    gc.enable()
    E("a")
    Deep()
    x = E("b")
    x.w = weakref.ref(x, lambda r: 1 / 0)
    x.x = x
    del x
    print(threshold, "collected", gc.collect(), gc.get_count())
    gc.disable()
    gc.callbacks.remove(on_gc)
    gc.collect()
