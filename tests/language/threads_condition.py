import threading
c = threading.Condition(); items = []
def consumer():
    with c:
        while not items: print("waiting"); c.wait()
        print("consumed", items.pop())
def producer():
    with c: items.append(1); print("produced"); c.notify()
a = threading.Thread(target=consumer); b = threading.Thread(target=producer)
a.start(); b.start(); a.join(); b.join()
