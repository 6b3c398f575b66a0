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
e = b
watch(c, 1)
link(d, b)
link(d, e)
c = Node(4)
b = None
link(b, e)
link(d, c)
d = (e, d)
print(sys.getrefcount(a))
link(a, c)
print(d is not None and len(gc.get_referrers(d)))
print(gc.is_tracked(a))
watch(b, 13)
link(e, a)
print([r() is None for r in watched])
e = None
print(a is not None and len(gc.get_referrers(a)))
d = None
print('end')
