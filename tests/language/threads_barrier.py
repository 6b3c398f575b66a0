import threading, time, random
b = threading.Barrier(3)
def f(n): time.sleep(n/20); print(n, "at barrier"); b.wait(); time.sleep(n/20); print(n, "past")
for i in range(3): threading.Thread(target=f, args=(i,)).start()
