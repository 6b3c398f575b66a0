# The first weakref.finalize imports atexit: importlib's own objects are counted, and collections run in their midst.
import gc, weakref
class A:
    def __init__(self, name):
        self.name = name
def on_gc(phase, info):
    if phase == "start":
        print("collection of", info["generation"])
gc.disable()
gc.collect()
a = A("a")
print(gc.get_count())
gc.callbacks.append(on_gc)
gc.set_threshold(3, 2, 1000)
gc.enable()
f = weakref.finalize(a, print, "gone")
print("made", gc.get_count())
g = weakref.finalize(a, print, "gone too")
print("made", gc.get_count())
gc.callbacks.remove(on_gc)
gc.set_threshold(0)
del a
print(f.alive, g.alive)
