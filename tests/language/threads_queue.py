import queue, threading, time
q = queue.Queue(maxsize=2)
def consumer():
    while True:
        item = q.get()
        if item is None: break
        print("got", item); time.sleep(0.05); q.task_done()
    print("consumer ends")
t = threading.Thread(target=consumer); t.start()
for i in range(5):
    q.put(i); print("put", i)
q.join(); print("all done"); q.put(None); t.join(); print(t)if 0 else print("x")
