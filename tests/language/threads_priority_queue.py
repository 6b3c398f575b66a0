import queue, threading, time
q = queue.PriorityQueue(); 
def w():
    while True:
        p, x = q.get(); print(p, x); q.task_done(); time.sleep(0.01)
for p, x in [(3,'c'),(1,'a'),(2,'b')]: q.put((p,x))
threading.Thread(target=w, daemon=True).start(); q.join(); print("joined")
try: q.get(timeout=0.1)
except queue.Empty: print("empty")
try: q.get_nowait()
except queue.Empty: print("empty")
