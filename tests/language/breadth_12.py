import gc, sys
class Node:
    def __init__(self, name): self.name = name; self.children = []
    def __repr__(self): return f"<{self.name}>"
root = Node("root"); c = Node("c"); root.children.append(c); c.parent = root
print(len(gc.get_referrers(c)), [type(r).__name__ for r in gc.get_referrers(root) if r is not globals()])
print([type(r).__name__ for r in gc.get_referents(root)], gc.is_tracked(root), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked((1, 2)))
print(sum(1 for o in gc.get_objects() if isinstance(o, Node)))
from collections import Counter
before = Counter(type(o).__name__ for o in gc.get_objects()); l = [Node(i) for i in range(10)]
after = Counter(type(o).__name__ for o in gc.get_objects()); print((after - before)["Node"])
