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
print(sys.getrefcount(b))
e = None
a = Node(2)
print('found', gc.collect(1), len(saved))
print(count(a))
c = []
a = None
d = None
print(sys.getrefcount(d))
e = None
unlink(e)
d = Node(11)
print('found', gc.collect(1), len(saved))
link(b, a)
b = Node(14)
print(sys.getrefcount(d))
link(c, c)
link(a, e)
link(a, e)
link(d, d)
c = Node(20)
print(gc.is_tracked(a))
watch(e, 22)
print(sys.getrefcount(e))
print(sys.getrefcount(b))
print(sys.getrefcount(d))
c = None
e = (a, e)
print(sys.getrefcount(c))
unlink(b)
print(gc.is_tracked(d))
c = (d, c)
print(sys.getrefcount(d))
b = None
watch(a, 34)
print('end')
