import threading, time, functools
def synchronized(lock):
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k):
            with lock: return f(*a, **k)
        return w
    return deco
lock = threading.RLock(); log = []
@synchronized(lock)
def step(n): log.append(f"{n} in"); time.sleep(0.01); log.append(f"{n} out")
ts = [threading.Thread(target=step, args=(n,), name=f"T{n}") for n in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(log)
class Account:
    def __init__(self, b): self.b = b; self.lock = threading.Lock()
    def withdraw(self, n):
        with self.lock:
            if self.b >= n: time.sleep(0.001); self.b -= n; return True
            return False
a = Account(100); rs = []
ts = [threading.Thread(target=lambda: rs.append(a.withdraw(60))) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(sorted(rs), a.b)
