# Which cell is made first decides what a collection in between finds.
import gc


def mk_rec(v):
    def f(n):
        return v if n == 0 else f(n - 1)


def on_gc(phase, info):
    print(phase, info["generation"], info["collected"], info["uncollectable"])


gc.disable()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(20, 5, 1000)
gc.enable()
n0 = []
for i in range(20):
    junk = mk_rec(i)
gc.callbacks.remove(on_gc)
