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
print(count(d))
link(a, a)
print(sys.getrefcount(e))
print(count(b))
print(gc.is_tracked(e))
print('found', gc.collect(0), len(saved))
link(c, e)
b = None
c = None
b = Node(9)
e = (a, e)
a = Node(11)
d = Node(12)
c = {}
print(b is not None and len(gc.get_referrers(b)))
watch(e, 15)
print(e is not None and len(gc.get_referrers(e)))
print([r() is None for r in watched])
a = None
unlink(e)
a = Node(20)
a = Node(21)
link(d, b)
a = Node(23)
print(sys.getrefcount(e))
watch(b, 25)
a = Node(26)
print('end')
