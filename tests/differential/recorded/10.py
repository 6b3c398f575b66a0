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
b = a
c = b
unlink(a)
print([r() is None for r in watched])
e = (a, e)
watch(b, 5)
link(b, c)
link(a, b)
print(sys.getrefcount(a))
link(b, b)
print(count(b))
print([r() is None for r in watched])
c = {}
print('found', gc.collect(1), len(saved))
d = []
print(sys.getrefcount(a))
link(b, e)
watch(e, 17)
print('end')
