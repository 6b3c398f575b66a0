# The hooks of asynchronous generators.
import sys, gc
seen = []
def first(g): print("first", g.__name__)
def last(g): print("finalizer", g.__name__); seen.append(g)
old = sys.get_asyncgen_hooks()
print(old, old.firstiter, old.finalizer, len(old))
sys.set_asyncgen_hooks(first, last)
print(sys.get_asyncgen_hooks()[0] is first, sys.get_asyncgen_hooks().finalizer is last)
async def ag(n):
    try:
        for i in range(n): yield i
    finally: print("finally", n)
def step(a):
    try: a.send(None)
    except StopIteration as e: return e.value
    except StopAsyncIteration: return "over"
g = ag(2); h = ag(3)
s = g.asend(None); print("made"); print(step(s), step(g.__anext__()), step(g.__anext__()))
del g, s; print("exhausted ones have no finalizer")
print(step(h.__anext__())); print(sys.getrefcount(h)); del h; print(len(seen), seen[0].ag_frame is not None)
g = seen.pop(); print(step(g.__anext__())); del g; print("not twice")
g = ag(4); c = g.aclose(); print("aclose"); print(step(c)); del g, c
g = ag(5); del g; print("never started")
g = ag(6); step(g.__anext__()); l = [g]; l.append(l); del g, l; print(gc.collect(), len(seen)); seen.clear()
sys.set_asyncgen_hooks(finalizer=None); print(sys.get_asyncgen_hooks().finalizer)
g = ag(7); step(g.__anext__()); del g
sys.set_asyncgen_hooks(None, None)
g = ag(8); step(g.__anext__()); del g
def boom(g): raise ValueError("hook")
sys.set_asyncgen_hooks(firstiter=boom)
g = ag(9)
try: g.__anext__()
except ValueError as e: print("raised", e)
print(step(g.__anext__())); del g
sys.set_asyncgen_hooks(firstiter=None, finalizer=boom)
g = ag(10); step(g.__anext__()); del g; print("unraisable")
for bad in (dict(firstiter=5), dict(finalizer="x")):
    try: sys.set_asyncgen_hooks(**bad)
    except TypeError as e: print(e)
sys.set_asyncgen_hooks(*old)
print(sys.get_asyncgen_hooks() == old)
