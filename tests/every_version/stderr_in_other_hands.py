from __future__ import print_function
import gc
import sys

class Keeper(object):
    def __init__(self):
        self.lines = []
    def write(self, text):
        self.lines.append(text)
    def flush(self):
        pass

gc.collect()
gc.disable()
keeper = Keeper()
sys.stderr = keeper
gc.set_debug(gc.DEBUG_COLLECTABLE)
s = set()
l = [s]
l.append(l)
del l
gc.collect()
gc.set_debug(0)
sys.stderr = sys.__stderr__
print(sum("collectable" in line for line in keeper.lines), "list" in "".join(keeper.lines))
