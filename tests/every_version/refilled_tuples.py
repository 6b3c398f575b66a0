# The tuple that enumerate and its kin fill anew: the collector may have untracked it (up to 3.7).
from __future__ import print_function
import gc
gc.collect()
gc.disable()


class A(object):
    pass


def found(iterator):
    gc.collect()
    print(next(iterator)[0] is None, end=" ")
    print(gc.collect(), end=" ")
    holder = A()
    holder.me = holder
    holder.iterator = iterator
    del holder, iterator
    return None


def kinds():
    yield enumerate([[], [A()], []])
    yield iter(getattr({1: A(), 2: []}, "iteritems", {1: A(), 2: []}.items)())
    try:
        from itertools import izip
    except ImportError:
        izip = zip
    yield izip([A(), A()], [[], []])


for kind in kinds():
    found(kind)
    kind = None
    print(gc.collect())
