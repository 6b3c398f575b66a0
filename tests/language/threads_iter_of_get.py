import queue, threading
q = queue.Queue()
def worker():
    for item in iter(q.get, None): print("w", item)
    print("end")
t = threading.Thread(target=worker); t.start()
for i in range(3): q.put(i)
q.put(None); t.join()
