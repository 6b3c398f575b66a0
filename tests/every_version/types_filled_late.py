# Some builtin types of 2.7 get their namespace when an attribute of theirs is first asked for, which is counted.
from __future__ import print_function
import gc

gc.disable()
gc.collect()
count = gc.get_count


def lookup(x):
    return getattr(x, "name", None)


def named(x):
    return type(x).__name__


def tested(x):
    return isinstance(x, dict)


kinds = [iter([]), iter(()), reversed([]), iter(set()), iter(bytearray()), iter({}), [].append, list.append, [].__len__]
for look in (lookup, named, tested):
    for x in kinds:
        print(look.__name__, type(x) is type(kinds[0]), look(x) is None, count()[0])
        print(look.__name__, look(x) is None, count()[0])
