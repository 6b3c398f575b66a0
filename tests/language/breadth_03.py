from functools import lru_cache, cache, cached_property
import gc, weakref
class Model:
    def __init__(self, n): self.n = n
    @lru_cache(maxsize=None)
    def compute(self, x): return self.n * x
    def __del__(self): print("del model", self.n)
m = Model(3); print(m.compute(2), Model.compute.cache_info())
r = weakref.ref(m); del m; gc.collect(); print(r() is not None)
Model.compute.cache_clear(); print(r())
