import threading, weakref, gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(a): print("in", a.n)
a = A(1); t = threading.Thread(target=f, args=(a,)); t.start(); t.join(); del a; print("after a")
w = weakref.ref(t); del t; print(w()); gc.collect(); print(w())
t = threading.Thread(target=f, args=(A(2),)); print("made"); t.start(); t.join(); print("joined")
class T(threading.Thread):
    def run(self): self.a = A(3); print(self.name)
t = T(); t.start(); t.join(); print("x"); del t; print("y"); gc.collect()
