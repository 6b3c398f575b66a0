import threading, time
d = threading.local(); d.x = 1
def f(): 
    try: print(d.x)
    except AttributeError as e: print(e)
    d.x = 2; print(d.x, d.__dict__)
t = threading.Thread(target=f); t.start(); t.join(); print(d.x)
