import weakref
class Node:
    def __init__(self, name): self.name = name; self._parent = None; self.children = []
    @property
    def parent(self): return self._parent() if self._parent else None
    @parent.setter
    def parent(self, p): self._parent = weakref.ref(p)
    def add(self, c): c.parent = self; self.children.append(c)
    def __repr__(self): return f'Node({self.name!r})'
root = Node('root'); kid = Node('kid'); root.add(kid)
print(kid.parent, root.children)
d = weakref.WeakValueDictionary(); d['r'] = root; d['k'] = kid
print(len(d), sorted(d.keys()), sorted(map(repr, d.values())))
del root
print(kid.parent, list(d))
ws = weakref.WeakSet([kid]); print(len(ws), kid in ws)
f = weakref.finalize(kid, print, 'bye', end='!\n'); print(f.alive, f.peek()[1:3]); del kid
print(f.alive, len(ws), f.atexit)
wk = weakref.WeakKeyDictionary(); n = Node('x'); wk[n] = 1; print(dict(wk)); del n; print(dict(wk), wk)
class C:
    def m(self): return 42
c = C(); wm = weakref.WeakMethod(c.m); print(wm()()); del c; print(wm(), wm)
