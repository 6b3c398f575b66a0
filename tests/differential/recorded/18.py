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
link(e, b)
b = None
d = (e, d)
print(sys.getrefcount(c))
c = None
d = Node(5)
b = None
link(e, b)
print('found', gc.collect(0), len(saved))
c = b
b = None
c = Lazarus(11)
print('found', gc.collect(2), len(saved))
link(b, c)
print('found', gc.collect(2), len(saved))
print(sys.getrefcount(b))
print(a is not None and len(gc.get_referrers(a)))
e = None
print(sys.getrefcount(b))
print(sys.getrefcount(c))
c = Node(20)
b = {}
b = []
print(count(b))
print('found', gc.collect(1), len(saved))
c = {}
a = c
print(count(d))
c = Node(28)
print('end')
