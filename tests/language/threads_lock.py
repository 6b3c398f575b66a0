import threading, time
class Counter:
    def __init__(self): self.v = 0; self.lock = threading.Lock()
    def inc(self):
        for _ in range(100000):
            with self.lock: self.v += 1
c = Counter(); ts = [threading.Thread(target=c.inc) for _ in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]; print(c.v)
