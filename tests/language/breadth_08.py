import weakref, gc
class Key:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"Key({self.n})"
cache = weakref.WeakKeyDictionary(); k = Key(1); cache[k] = [1, 2]; print(dict(cache), len(cache)); del k; print(len(cache), list(cache))
v = weakref.WeakValueDictionary(); a = Key(5); v["a"] = a; print(v["a"], "a" in v, v.get("b")); del a; print("a" in v, list(v.items()))
try: v["a"]
except KeyError as e: print("KeyError", e)
k1 = Key(1); cache[k1] = k1; del k1; gc.collect(); print(len(cache))
