import threading, time
class SafeIter:
    def __init__(self, it): self.it = iter(it); self.lock = threading.Lock()
    def __iter__(self): return self
    def __next__(self):
        with self.lock: return next(self.it)
def slow():
    for i in range(6): time.sleep(0.02); yield i
it = SafeIter(slow()); out = []
def w(n):
    for x in it: out.append(x); time.sleep(0.03)
ts = [threading.Thread(target=w, args=(i,)) for i in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]; print(sorted(out))
g = slow()
def w2():
    try: next(g); print("ok")
    except ValueError as e: print(e)
ts = [threading.Thread(target=w2) for i in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]
