import gc, sys, weakref
gc.disable()

class Node:
    def __init__(self, number):
        self.number = number
    def __del__(self):
        print("del", self.number)

class Lazarus(Node):
    def __del__(self):
        print("rise", self.number)
        saved.append(self)

def link(a, b):
    if isinstance(a, Node):
        a.other = b
    elif isinstance(a, list):
        a.append(b)
    elif isinstance(a, dict):
        a[len(a)] = b

def unlink(a):
    if isinstance(a, Node):
        a.__dict__.pop("other", None)
    elif isinstance(a, (list, dict)):
        a.clear()

def count(a):
    return sys.getrefcount(a)

def watch(a, number):
    if isinstance(a, Node):
        watched.append(weakref.ref(a, lambda r: print("gone", number)))

saved = []
watched = []
a = b = c = d = e = None
gc.collect()
print([r() is None for r in watched])
link(a, c)
link(d, e)
d = e
c = Node(4)
print('found', gc.collect(0), len(saved))
c = d
print('found', gc.collect(1), len(saved))
d = Node(8)
print([r() is None for r in watched])
c = None
unlink(e)
print([r() is None for r in watched])
a = None
d = None
c = (d, c)
c = Node(16)
b = []
link(c, a)
link(b, d)
unlink(a)
print('found', gc.collect(2), len(saved))
c = []
d = Node(23)
print('end')
