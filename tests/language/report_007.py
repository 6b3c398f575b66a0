class D:
    def __del__(self): raise RuntimeError("in del")
d = D(); del d; print("after")
