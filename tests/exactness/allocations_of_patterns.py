# Class patterns, zip_longest, flushed output.
import gc, itertools, collections, sys
gc.disable()
Point = collections.namedtuple("Point", "x y")
class P:
    def __init__(self): self.name = "n"
p, point = P(), Point(1, 2)
def named(s):
    match s:
        case P(name=n): return n
def positional(s):
    match s:
        case Point(x, y): return x
def whole(s):
    match s:
        case int(v): return v
        case str(): return s
def probe(title, run):
    gc.collect()
    before = gc.get_count()[0]
    run()
    first = gc.get_count()[0]
    run()
    print(title, first - before, gc.get_count()[0] - first)
probe("named", lambda: named(p))
probe("not matched", lambda: named(point))
probe("positional", lambda: positional(point))
probe("int", lambda: whole(3))
probe("str", lambda: whole("a"))
probe("zip_longest", lambda: list(itertools.zip_longest([1, 2, 3], [4])))
probe("zip_longest loop", lambda: [a for a, b in itertools.zip_longest([1, 2, 3], [4])])
probe("flush", lambda: print("text", flush=True))
probe("sys flush", lambda: sys.stdout.flush())
def on_gc(phase, info):
    if phase == "start":
        marks.append(where)
marks, where = [], ""
gc.callbacks.append(on_gc)
gc.enable()
for threshold in range(1, 6):
    gc.set_threshold(threshold)
    gc.collect(0)
    where = ("print", threshold)
    print("text", flush=True)
    where = ("long", threshold)
    print("x" * 9000)
    gc.set_threshold(0)
print(marks)
