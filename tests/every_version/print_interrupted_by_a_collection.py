# A collection in the midst of `print`, whose callback prints, too: in 3.6 and 3.7 what it writes may be lost.
from __future__ import print_function
import gc


def on_gc(phase, info):
    print("gc", phase, info["generation"])


class Loud(object):
    def __init__(self):
        self.me = self

    def __del__(self):
        print("del")


gc.disable()
gc.collect()
gc.callbacks.append(on_gc) if hasattr(gc, "callbacks") else None
for spare in range(6):
    gc.collect(0)
    held = [[[], {}] for i in range(90)]
    print("spare", spare)
    Loud()
    gc.set_threshold(gc.get_count()[0] + spare, 1000, 1000)
    gc.enable()
    print("one", gc.get_count()[1])
    print("two", (1, 2), [spare])
    gc.disable()
print("end")
