import weakref, gc, sys
class Node:
    def __init__(self, v): self.v = v; self.refs = []
    def __del__(self): print('del', self.v)
a = Node('a'); b = Node('b'); a.refs.append(b); b.refs.append(a)
print(sys.getrefcount(a), gc.is_tracked(a), len(gc.get_referrers(a)) > 0)
wa = weakref.ref(a, lambda r: print('callback', r() is None))
del a, b; print('deleted'); print(gc.collect() >= 2, wa())
class Cache:
    def __init__(self): self.d = weakref.WeakValueDictionary()
    def get(self, k):
        try: return self.d[k]
        except KeyError: n = self.d[k] = Node(k); return n
c = Cache(); x = c.get('k'); y = c.get('k'); print(x is y, len(c.d)); del x, y; print(len(c.d))
fin = weakref.finalize(c, print, 'finalized', 1); print(fin.alive); del c; print(fin.alive)
gc.disable(); print(gc.isenabled(), gc.get_threshold()); gc.enable()
