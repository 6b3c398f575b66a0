import gc
class E:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        if ON: print("del", self.name)
def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"], info["uncollectable"])
gc.disable()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(2, 5, 2)
gc.enable()
n0 = E("o1")
n0 = None
gc.set_threshold(50, 2, 3)
gc.callbacks.remove(on_gc)