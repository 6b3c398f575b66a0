import gc

def on_gc(phase, info):
    print("gc", phase, info["generation"], info["collected"])

def stats(old):
    return [(n["collections"] - o["collections"], n["collected"] - o["collected"]) for o, n in zip(old, gc.get_stats())]

def where(x):
    return [g for g in range(3) if any(o is x for o in gc.get_objects(g))] if hasattr(gc, "freeze") else []

def anything(*args, **keywords):
    return len(args)

gc.disable()
gc.collect()
gc.callbacks.append(on_gc)
gc.set_threshold(2, 3, 1)
gc.enable()
x = []
old = gc.get_stats()
print("stats", stats(old))
gc.set_threshold(5, 2, 1)
for i in range(4):
    anything(i, i, x=i)
pairs = list(zip([1, 2], iter([3, 4]), (5, 6)))
squares = list(map(lambda a, b: [a, b], [1, 2], [3, 4]))
print("count", gc.get_count())
gc.callbacks.remove(on_gc)
