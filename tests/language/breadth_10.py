class Phoenix:
    alive = []
    def __del__(self): print("rising"); Phoenix.alive.append(self)
p = Phoenix(); del p; print(len(Phoenix.alive)); Phoenix.alive.clear(); print("no second"); import gc; gc.collect()
