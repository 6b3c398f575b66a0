import threading, time
def w(n, d):
    print("start", n); time.sleep(d); print("end", n)
ts = [threading.Thread(target=w, args=(i, (3-i)*0.1)) for i in range(3)]
for t in ts: t.start()
print("main waits", threading.active_count(), [t.is_alive() for t in ts], [t.name for t in ts])
for t in ts: t.join()
print("done", threading.active_count(), [t.is_alive() for t in ts])
