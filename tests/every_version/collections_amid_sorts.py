# The first call of `list.sort` with keywords makes a tuple of their names up to 3.11, when the list is there already.
from __future__ import print_function
import gc

gc.disable()
gc.collect()
seen = []


def on_gc(phase, info):
    if phase == "start":
        seen.append(info["generation"])


pairs = {2: [], 0: []}
by_text = lambda pair: str(pair[0])
gc.callbacks.append(on_gc)
gc.set_threshold(1, 2, 3)
gc.enable()
seen.append("a")
found = sorted(pairs.items(), key=by_text)
seen.append("b")
found = sorted(pairs.items(), key=by_text)
seen.append("c")
found.sort(key=by_text)
seen.append("d")
gc.disable()
print(seen)
