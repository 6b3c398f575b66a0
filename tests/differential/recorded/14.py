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
e = {}
watch(a, 1)
print(count(d))
link(d, e)
print(gc.is_tracked(b))
print('found', gc.collect(2), len(saved))
print(sys.getrefcount(b))
print(sys.getrefcount(e))
watch(c, 8)
b = None
d = None
print('found', gc.collect(1), len(saved))
print([r() is None for r in watched])
print(count(d))
print(c is not None and len(gc.get_referrers(c)))
e = Node(15)
watch(b, 16)
print('found', gc.collect(1), len(saved))
d = a
link(b, a)
print('found', gc.collect(1), len(saved))
print(count(b))
print('found', gc.collect(0), len(saved))
link(d, e)
b = Node(24)
print('end')
