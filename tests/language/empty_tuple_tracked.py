# No tuple of nothing is ever tracked.
import gc
def p(n): print(n, gc.is_tracked(()))
p(0)
gc.collect(); p(1)
def f(*a): return a
f(); p(2)
d6 = {k: 1 for k in "ab"}; p(3)
class S: __slots__ = ()
p(4)
class E(Exception): pass
p(5)
E(); p(6)
class T(tuple): pass
T(); p(7)
iter(()); p(8)
zip(); p(9)
enumerate([]); map(len, []); reversed([]); p(10)
property(); staticmethod(len); classmethod(len); super(S, S()); p(11)
{}.keys(); memoryview(b""); bytearray(); p(12)
gc.collect(); p(13)
f(1, 2, ()); p(14)
E().args; p(15)
def t(*a): return [gc.is_tracked(x) for x in a]
print(t((), []))
p(16)
print(t(1, "a", None, 1.5, b"", True, ..., 1j, range(3), slice(1)), t([], {}, (), set(), frozenset(), (1,), (1, "a"), ([],), {1: 2}, {"a": []}, {1: (1,)}))
p(17)
