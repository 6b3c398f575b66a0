import threading, time
t = threading.Timer(0.2, lambda: print("timer")); t.start(); print("started"); 
t2 = threading.Timer(0.1, print, args=["t2"]); t2.start(); t2.cancel()
time.sleep(0.15); print("slept")
