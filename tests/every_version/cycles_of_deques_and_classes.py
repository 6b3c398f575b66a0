from __future__ import print_function
import gc
from collections import deque

gc.collect()
gc.disable()
q = deque()
q.append(q)
del q
print("deque", gc.collect(), gc.collect())
q = deque([1, 2])
q.popleft()
q.append([q])
del q
print("deque in list", gc.collect(), gc.collect())

class Base(object):
    pass
class Derived(Base):
    pass
del Base, Derived
print("empty subclass", gc.collect())
class Slots(object):
    __slots__ = ()
class Derived(Slots):
    __slots__ = ()
del Slots, Derived
print("empty slots", gc.collect())
