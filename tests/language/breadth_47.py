import queue, threading
q = queue.Queue(); r = queue.Queue()
def worker():
    while True:
        try: n = q.get()
        except queue.ShutDown: print("shut"); return
        r.put(n * n)
ts = [threading.Thread(target=worker) for _ in range(2)]; [t.start() for t in ts]
for i in range(5): q.put(i)
q.shutdown(); [t.join() for t in ts]; print(sorted(r.get() for _ in range(5)))
s = queue.SimpleQueue(); s.put(1); print(s.get(), s.empty(), s.qsize())
l = queue.LifoQueue(); l.put(1); l.put(2); print(l.get(), l.get_nowait(), l.full())
try: queue.Queue(1).get(False)
except queue.Empty as e: print(repr(e))
f = queue.Queue(1); f.put(1)
try: f.put(2, timeout=0.01)
except queue.Full as e: print(repr(e))
try: f.task_done(); f.task_done()
except ValueError as e: print(e)
