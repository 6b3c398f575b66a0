import gc
log = []
def cb(phase, info): log.append((phase, info["generation"], info["collected"], info["uncollectable"]))
gc.callbacks.append(cb)
class N: pass
a = N(); a.a = a; del a
gc.collect(); gc.collect(0); gc.callbacks.remove(cb); print(log)
print(gc.get_threshold(), gc.isenabled(), gc.get_count()[2] >= 0)
