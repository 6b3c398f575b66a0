import sys
class P: 
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
class Q:
    def __init__(self, x, y): self.x = x; self.y = y
p, q = P(1, 2), Q(1, 2)
print(sys.getsizeof(p), sys.getsizeof(q), sys.getsizeof(q.__dict__), hasattr(p, "__dict__"))
try: p.z = 3
except AttributeError as e: print(e)
class R(P): pass
r = R(1, 2); r.z = 3; print(r.__dict__, P.x, P.__slots__)
def total_size(o, seen=None):
    seen = seen or set()
    if id(o) in seen: return 0
    seen.add(id(o)); s = sys.getsizeof(o)
    if isinstance(o, dict): s += sum(total_size(k, seen) + total_size(v, seen) for k, v in o.items())
    elif isinstance(o, (list, tuple, set, frozenset)): s += sum(total_size(i, seen) for i in o)
    return s
print(total_size({"a": [1, 2, 3], "b": (4, "x" * 100), "c": {1, 2}}), total_size([[]] * 10), total_size(range(10)))
