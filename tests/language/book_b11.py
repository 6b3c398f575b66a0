import weakref, gc, sys
class Obj:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
    def __repr__(s): return f'Obj({s.n})'
o = Obj(1); r = weakref.ref(o, lambda r: print('dead')); print(r(), sys.getrefcount(o), weakref.getweakrefcount(o)); del o; print(r())
a, b = Obj('a'), Obj('b'); a.o, b.o = b, a; del a, b; print(gc.collect() > 0)
d = weakref.WeakValueDictionary(); k = Obj('k'); d['x'] = k; print(dict(d), len(d)); del k; print(len(d)); s = weakref.WeakSet(); z = Obj('z'); s.add(z); print(len(s), z in s); del z; print(len(s))
f = weakref.finalize(Obj('f'), print, 'finalized'); print(f.alive); w = weakref.WeakKeyDictionary(); kk = Obj('kk'); w[kk] = 1; print(list(w.values()), sys.getsizeof([]), sys.getsizeof(1), sys.getsizeof('abc'), sys.getsizeof({}), sys.getsizeof(()), sys.getsizeof(set()))
x = 256; y = 256; print(x is y, 'ab' is 'ab', [] is [], () is (), None is None); p = weakref.proxy(kk); print(p.n); del kk
try: p.n
except ReferenceError as e: print(e)
print(gc.isenabled(), gc.get_threshold(), gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked((1,)), gc.is_tracked({}))
