# print() makes text of its arguments, and there a collection that waits runs.
import gc
class D(object):
    def __init__(self, name):
        self.name = name
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
for T in range(6, 13):
    gc.disable()
    gc.collect()
    gc.callbacks.append(on_gc)
    n7 = [D("o4.%d" % i) for i in range(3)]
    gc.set_threshold(T, 2, 1000)
    gc.enable()
    print(T, "count", gc.get_count())
    print("")
    gc.callbacks.remove(on_gc)
