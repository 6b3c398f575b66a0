import gc
import weakref
class A:
    def __init__(self, name):
        self.name = name
class M:
    def __init__(self, name):
        self.name = name
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def ring(kind, tag, n):
    first = last = kind(tag + "0")
gc.collect()
gc.callbacks.append(on_gc)
watch = []
n1 = ring(M, "o3", 2)
n0 = A("o10")
watch.append(weakref.ref(n0, mk_cb("o10")))
ring(A, "r", 2)
print("count", gc.get_count())
gc.callbacks.remove(on_gc)