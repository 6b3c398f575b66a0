import gc, sys, weakref

class Node:
    pass

a = Node()
a.me = a
del a
print(gc.collect())
import types
print(gc.collect())
