import gc
import sys
import weakref
class A:
    def __init__(self, name):
        self.name = name
class D:
    def __init__(self, name):
        self.name = name
class DL(list):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, len(self))
def mk_class(tag):
    class K(object):
        name = tag
def mk_cb(tag):
    def cb(r):
        print("cb", tag, r() is None)
    return cb
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.collect()
gc.callbacks.append(on_gc)
watch = []
n5 = DL("o1")
n7 = None
gc.set_threshold(3, 2, 1000)
n5.append(n5)
for i in range(2):
    junk = []
n4 = DL("o3")
n4.a = n4
n1 = A("o4")
n1.a = n1
watch.append(weakref.ref(n1, mk_cb("o4")))
n3 = mk_class("o5")
n3, n4, n5 = n4, n5, n3
for i in range(3):
    n4[0].append(D("o7."))
n1 = A("o8")
watch.append(weakref.ref(n1, mk_cb("o8")))
junk = weakref.ref(A("j"))
del n3.a
n0 = [n7] * 2
n3, *n0 = n0
print("rc n4", sys.getrefcount(n4))
junk = [{} for i in range(20)]
gc.callbacks.remove(on_gc)
gc.disable()