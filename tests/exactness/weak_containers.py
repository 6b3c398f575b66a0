# What the weak containers' own code allocates, and when.
import gc, weakref
class A:
    def __init__(self, name):
        self.name = name
gc.disable()
keys, values, members = weakref.WeakKeyDictionary(), weakref.WeakValueDictionary(), weakref.WeakSet()
objects = [A(i) for i in range(4)]
for i, x in enumerate(objects):
    keys[x] = i
    values[i] = x
    members.add(x)

def probe(title, run):
    gc.collect()
    before = gc.get_count()[0]
    run()
    first = gc.get_count()[0]
    run()
    second = gc.get_count()[0]
    print(title, first - before, second - first)

probe("keys", lambda: sorted(values.keys()))
probe("values", lambda: list(values.values()))
probe("items", lambda: list(values.items()))
probe("get", lambda: values.get(1))
probe("get missing", lambda: values.get(9))
probe("in", lambda: 1 in values)
probe("not in", lambda: 9 in values)
probe("len", lambda: len(values))
probe("refs", lambda: len(values.valuerefs()))
probe("key items", lambda: list(keys.items()))
probe("key get", lambda: keys.get(objects[0]))
probe("key in", lambda: objects[0] in keys)
probe("set", lambda: list(members))
probe("set in", lambda: objects[0] in members)

def on_gc(phase, info):
    if phase == "start":
        print("  collection of", info["generation"], "in", where)

gc.callbacks.append(on_gc)
gc.enable()
for threshold in range(1, 9):
    for where, run in [
        ("keys", lambda: sorted(values.keys())), ("get missing", lambda: values.get(9)),
        ("key items", lambda: list(keys.items())), ("set", lambda: list(members)),
    ]:
        gc.collect(1)
        gc.set_threshold(threshold, 2)
        run()
        gc.set_threshold(0)
    print(threshold, gc.get_count())
while objects:
    objects.pop()
    print(len(keys), len(values), len(members), values.get(2) is None)
