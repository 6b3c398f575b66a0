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
print(gc.is_tracked(e))
print(count(d))
print('found', gc.collect(1), len(saved))
print(sys.getrefcount(d))
print('found', gc.collect(0), len(saved))
print('found', gc.collect(2), len(saved))
link(a, a)
link(c, a)
d = []
e = None
print(sys.getrefcount(d))
b = Node(11)
e = []
e = []
a = c
c = Node(15)
watch(e, 16)
a = (b, a)
print(d is not None and len(gc.get_referrers(d)))
print([r() is None for r in watched])
e = None
link(a, b)
a = []
e = None
print(a is not None and len(gc.get_referrers(a)))
link(d, e)
d = {}
a = None
print('found', gc.collect(0), len(saved))
print(sys.getrefcount(d))
link(c, d)
print('end')
