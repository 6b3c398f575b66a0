import threading, time
done = False
def w(): 
    global done; time.sleep(0.3); done = True
threading.Thread(target=w).start()
while not done: pass
print("done")
