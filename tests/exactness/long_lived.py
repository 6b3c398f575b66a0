"""A full collection waits until a quarter of the long-lived objects are new; the interpreter's own count, unless frozen."""
import gc


class A:
    pass


def on_gc(phase, info):
    if phase == "start" and info["generation"] == 2:
        print("full", len(hold))


hold = []


def fill(n):
    for i in range(n):
        hold.append([hold])


gc.callbacks.append(on_gc)
gc.set_threshold(5, 1, 1)
print("not frozen")
gc.collect()
fill(200)
print("frozen")
gc.freeze()
gc.collect()
fill(500)
print("unfrozen")
gc.unfreeze()
gc.collect()
fill(200)
gc.callbacks.remove(on_gc)
