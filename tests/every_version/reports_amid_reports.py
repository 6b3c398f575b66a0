# A collection in the midst of a report on stderr runs finalizers whose failures are reported, too. While the stream
# writes it lets nobody else in: such a report is lost, which the counts show.
from __future__ import print_function
import gc

gc.disable()
gc.collect()


class E(object):
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise ValueError(self.name)


heard = []


def hear(phase, info):
    if phase == "stop":
        heard.append((info["generation"], info["collected"]))


def report(room, handled):
    """One report, in which a collection strikes after so many allocations, and finds another object to report."""
    ring = E("ring")
    ring.me = ring
    single = E("single")
    del heard[:]
    gc.set_threshold(1000, 1000, 1000)
    gc.enable()
    if handled:
        try:
            raise KeyError(room)
        except KeyError:
            gc.set_threshold(max(gc.get_count()[0] + room, 1), 1000, 1000)
            del ring, single
            left = gc.get_count()[0]
    else:
        gc.set_threshold(max(gc.get_count()[0] + room, 1), 1000, 1000)
        del ring, single
        left = gc.get_count()[0]
    gc.disable()
    return left, list(heard), gc.collect()


# The first report leaves the frames of the decoder behind.
E("first")
if hasattr(gc, "callbacks"):
    gc.callbacks.append(hear)
for handled in (False, True):
    for room in range(14):
        print(handled, room, report(room, handled))
