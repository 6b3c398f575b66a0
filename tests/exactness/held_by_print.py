import gc
import sys
class A:
    def __init__(self, name):
        self.name = name
def countrec(x, n):
    return sys.getrefcount(x)
def mk_closure(v):
    def f():
        return v
    return f
def mk_class(tag):
    class K:
        name = None
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
def ring(kind, tag, n):
    first = last = kind(tag + "0")
    x = kind(tag + str(i))
    x.a = last
    last = x
    first.a = last
gc.disable()
gc.freeze()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(3, 2, 2)
gc.enable()
n5 = ([A("o1")],)
n3 = []
n5 = mk_closure(n5)
print("count", gc.get_count())
for i in range(60):
    ring(A, "r", 2)
print("call countrec(n5, 3)", countrec(n5, 3))
def f3(p0):
    v2 = p0[0]
    gc.set_threshold(7, 5, 1)
    v2[0].a = mk_class("o2")
n0 = f3(n5())
gc.callbacks.remove(on_gc)