import threading, time
def daemon():
    while True: print("tick"); time.sleep(0.1)
threading.Thread(target=daemon, daemon=True).start(); time.sleep(0.35); print("end")
