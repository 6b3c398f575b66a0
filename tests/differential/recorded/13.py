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
print(count(e))
b = Node(1)
link(b, b)
print(count(d))
watch(e, 4)
link(b, e)
print(count(e))
d = None
e = Node(8)
d = []
d = []
e = Node(11)
link(e, e)
print('found', gc.collect(0), len(saved))
print(count(a))
print([r() is None for r in watched])
print(sys.getrefcount(e))
print(sys.getrefcount(d))
print('end')
