import gc, sys
class Graph:
    def __init__(self): self.nodes = {}
    def add(self, n): self.nodes[n] = {"graph": self, "name": n}
g = Graph(); g.add("a"); g.add("b"); import weakref; w = weakref.ref(g); del g; print(w() is not None, gc.collect() > 0, w())
