class Node:
    def __init__(self, name): self.name = name; self.children = []; self.parent = None
    def add(self, c): c.parent = self; self.children.append(c); return self
    def __repr__(self): return f'Node({self.name})'
    def walk(self, d=0):
        print('  ' * d + self.name)
        for c in self.children: c.walk(d + 1)
root = Node('root').add(Node('a').add(Node('a1')).add(Node('a2'))).add(Node('b')); root.walk(); print(root.children[0].parent, root.children[0].children)
import sys, gc; print(sys.getrefcount(root), len(gc.get_referrers(root)) > 0); d = {'x': [1, 2, {'y': (3, 4)}]}; print(d['x'][2]['y'][1]); root.children[0].nme
