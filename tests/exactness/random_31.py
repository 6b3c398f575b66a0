import gc
import sys
class A:
    def __init__(self, name):
        self.name = name
    def m(self):
        return self
def garbage():
    return [getattr(o, "name", type(o).__name__) for o in gc.garbage]
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.callbacks.append(on_gc)
gc.enable()
print("count", gc.get_count())
gc.set_threshold(5, 3, 3)
n5 = A("o6")
n5.a = n5.m
gc.set_debug(gc.DEBUG_SAVEALL)
n5 = None
print("saveall", gc.collect(), garbage())
print("exc_info", sys.exc_info()[0] is None)
gc.callbacks.remove(on_gc)