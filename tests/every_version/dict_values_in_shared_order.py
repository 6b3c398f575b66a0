import gc
gc.disable()
gc.collect()
out = []
class V(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        out.append(self.name)
def flush(what):
    print("%s %s" % (what, " ".join(out)))
    del out[:]
class C(object):
    pass
first = C()
first.a = V("a0"); first.b = V("b0"); first.c = V("c0")
x = C()
x.c = V("c1"); x.a = V("a1"); x.b = V("b1")
d = x.__dict__
print(list(d))
del x
flush("instance")
del d
flush("outlived")
x = C()
x.c = V("c1"); x.a = V("a1"); x.b = V("b1")
x.__dict__
del x
flush("seen")
x = C()
x.b = V("b1"); x.a = V("a1")
d = x.__dict__
d["c"] = V("c1")
d["d"] = V("d1")
del x
d.clear()
flush("cleared")
x = C()
x.b = V("b1"); x.a = V("a1")
d = x.__dict__
del d["b"]
flush("deleted")
d["b"] = V("b2")
d["e"] = V("e2")
print(list(d))
del x
d[5] = V("5")
del d
flush("own table")
x = C()
x.c = V("c1"); x.b = V("b1"); x.a = V("a1")
d = x.__dict__.copy()
del x
flush("copied")
d = None
flush("copy")
x = C()
x.c = V("c1"); x.b = V("b1"); x.a = V("a1")
d = x.__dict__
d["me"] = d
print([getattr(v, "name", "d") for v in gc.get_referents(d)])
x = None
d = None
flush("cycle")
print(gc.collect())
flush("collected")
x = C()
x.c = V("c1"); x.b = V("b1"); x.a = V("a1")
d = x.__dict__
x.__dict__ = {}
flush("replaced")
d = None
flush("and dropped")
x = C()
x.c = V("c1"); x.b = V("b1"); x.a = V("a1")
x.__dict__.pop("b")
flush("popped")
print(x.__dict__.popitem()[0])
flush("popitem")
del x
flush("end")
x = C()
x.c = V("c1"); x.b = V("b1"); x.a = V("a1")
d = dict(x.__dict__)
del x
d = None
flush("dict()")
first = None
flush("first")
