# Who holds the objects whose special methods run.
import sys
class X:
    def __eq__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return True
    def __getattr__(self, n): print(sys.getrefcount(self)); return 5
    def __add__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return 5
    def __getitem__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return 5
    def __enter__(self): print(sys.getrefcount(self)); return self
    def __exit__(self, *a): print(sys.getrefcount(self))
    def __iter__(self): print(sys.getrefcount(self)); return self
    def __next__(self): print(sys.getrefcount(self)); raise StopIteration
    def __repr__(self): print(sys.getrefcount(self)); return 'X'
    def __len__(self): print(sys.getrefcount(self)); return 1
    def __setattr__(self, n, v): print(sys.getrefcount(self), sys.getrefcount(v))
    def __hash__(self): print(sys.getrefcount(self)); return 1
    def __bool__(self): print(sys.getrefcount(self)); return True
    def __contains__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return True
    def __setitem__(self, k, o): print(sys.getrefcount(self), sys.getrefcount(k), sys.getrefcount(o)); return True
    def __delitem__(self, k): print(sys.getrefcount(self), sys.getrefcount(k)); return True
    def __get__(self, i, t): print(sys.getrefcount(self), sys.getrefcount(i)); return 5
    def __lt__(self, o): print(sys.getrefcount(self), sys.getrefcount(o)); return True

class W:
    def _u(name):
        def m(self, *a, **k): print(name, sys.getrefcount(self), [sys.getrefcount(x) if not isinstance(x,(int,str,type)) else 0 for x in a]); return R.get(name, 1)
        return m
    for n in '__add__ __radd__ __mul__ __iter__ __call__ __isub__ __abs__ __int__ __getattr__ __setattr__ __delattr__ __next__ __reversed__ __getitem__ __dir__ __format__ __complex__ __round__ __divmod__ __index__ __ne__ __and__ __bytes__ __contains__ __eq__ __repr__ __bool__ __instancecheck__ __subclasscheck__ keys write flush __copy__ meth __del__'.split():
        locals()[n] = _u(n)
    prop = property(_u('get'), _u('set'), _u('delete'))
    cm = classmethod(_u('cm'))
    sm = staticmethod(_u('sm'))
    __hash__ = object.__hash__
R = {'__iter__': iter([]), '__reversed__': [], '__dir__': [], '__format__': '', '__repr__': '', '__complex__': 1j, '__divmod__': (1,2), '__bytes__': b'', 'keys': [], '__bool__': True, '__delattr__': None,'__setattr__': None, '__del__': None}
def cb(r): print('cb')
class Y:
    a = X()
q = Y()
w = W()
print('## x = X()')
try:
    x = X()
except Exception as e: print(type(e), e); del e
print('## y = X()')
try:
    y = X()
except Exception as e: print(type(e), e); del e
print('## x == y')
try:
    x == y
except Exception as e: print(type(e), e); del e
print('## X() == X()')
try:
    X() == X()
except Exception as e: print(type(e), e); del e
print('## [x] == [y]')
try:
    [x] == [y]
except Exception as e: print(type(e), e); del e
print('## [x].index(y)')
try:
    [x].index(y)
except Exception as e: print(type(e), e); del e
print('## [x].count(y)')
try:
    [x].count(y)
except Exception as e: print(type(e), e); del e
print('## x.foo')
try:
    x.foo
except Exception as e: print(type(e), e); del e
print("## getattr(x, 'foo')")
try:
    getattr(x, 'foo')
except Exception as e: print(type(e), e); del e
print('## x + y')
try:
    x + y
except Exception as e: print(type(e), e); del e
print('## x + []')
try:
    x + []
except Exception as e: print(type(e), e); del e
print('## x += y; x = X()')
try:
    x += y; x = X()
except Exception as e: print(type(e), e); del e
print('## x[y]')
try:
    x[y]
except Exception as e: print(type(e), e); del e
print('## x[[]]')
try:
    x[[]]
except Exception as e: print(type(e), e); del e
print('## with x: pass')
try:
    with x: pass
except Exception as e: print(type(e), e); del e
print('## with X(): pass')
try:
    with X(): pass
except Exception as e: print(type(e), e); del e
print('## with x as z: pass')
try:
    with x as z: pass
except Exception as e: print(type(e), e); del e
print('## for i in x: pass')
try:
    for i in x: pass
except Exception as e: print(type(e), e); del e
print('## list(x)')
try:
    list(x)
except Exception as e: print(type(e), e); del e
print('## repr(x)')
try:
    repr(x)
except Exception as e: print(type(e), e); del e
print('## str(x)')
try:
    str(x)
except Exception as e: print(type(e), e); del e
print('## print(x)')
try:
    print(x)
except Exception as e: print(type(e), e); del e
print('## "%s" % x')
try:
    "%s" % x
except Exception as e: print(type(e), e); del e
print('## "{}".format(x)')
try:
    "{}".format(x)
except Exception as e: print(type(e), e); del e
print('## f"{x}"')
try:
    f"{x}"
except Exception as e: print(type(e), e); del e
print('## repr([x])')
try:
    repr([x])
except Exception as e: print(type(e), e); del e
print('## len(x)')
try:
    len(x)
except Exception as e: print(type(e), e); del e
print('## bool(x)')
try:
    bool(x)
except Exception as e: print(type(e), e); del e
print('## not x')
try:
    not x
except Exception as e: print(type(e), e); del e
print('## if x: pass')
try:
    if x: pass
except Exception as e: print(type(e), e); del e
print('## x.foo = y')
try:
    x.foo = y
except Exception as e: print(type(e), e); del e
print('## x.foo = []')
try:
    x.foo = []
except Exception as e: print(type(e), e); del e
print('## hash(x)')
try:
    hash(x)
except Exception as e: print(type(e), e); del e
print('## {x: 1}')
try:
    {x: 1}
except Exception as e: print(type(e), e); del e
print('## x in x')
try:
    x in x
except Exception as e: print(type(e), e); del e
print('## y in x')
try:
    y in x
except Exception as e: print(type(e), e); del e
print('## [] in x')
try:
    [] in x
except Exception as e: print(type(e), e); del e
print('## x[[]] = []')
try:
    x[[]] = []
except Exception as e: print(type(e), e); del e
print('## x[y] = y')
try:
    x[y] = y
except Exception as e: print(type(e), e); del e
print('## del x[y]')
try:
    del x[y]
except Exception as e: print(type(e), e); del e
print('## del x[[]]')
try:
    del x[[]]
except Exception as e: print(type(e), e); del e
print('## q.a')
try:
    q.a
except Exception as e: print(type(e), e); del e
print('## x < y')
try:
    x < y
except Exception as e: print(type(e), e); del e
print('## sorted([x, y])')
try:
    sorted([x, y])
except Exception as e: print(type(e), e); del e
print('## max(x, y)')
try:
    max(x, y)
except Exception as e: print(type(e), e); del e
print('## x > y')
try:
    x > y
except Exception as e: print(type(e), e); del e
print('## w+w')
try:
    w+w
except Exception as e: print(type(e), e); del e
print('## w*w; v = w')
try:
    w*w; v = w
except Exception as e: print(type(e), e); del e
print('## w(1)')
try:
    w(1)
except Exception as e: print(type(e), e); del e
print('## w -= 1; w = v')
try:
    w -= 1; w = v
except Exception as e: print(type(e), e); del e
print('## abs(w)')
try:
    abs(w)
except Exception as e: print(type(e), e); del e
print('## int(w)')
try:
    int(w)
except Exception as e: print(type(e), e); del e
print('## w.a')
try:
    w.a
except Exception as e: print(type(e), e); del e
print('## w.a = 1')
try:
    w.a = 1
except Exception as e: print(type(e), e); del e
print('## del w.b')
try:
    del w.b
except Exception as e: print(type(e), e); del e
print('## next(w)')
try:
    next(w)
except Exception as e: print(type(e), e); del e
print('## reversed(w)')
try:
    reversed(w)
except Exception as e: print(type(e), e); del e
print('## w[1:2]')
try:
    w[1:2]
except Exception as e: print(type(e), e); del e
print('## isinstance(w, W)')
try:
    isinstance(w, W)
except Exception as e: print(type(e), e); del e
print("## format(w, 'x')")
try:
    format(w, 'x')
except Exception as e: print(type(e), e); del e
print('## complex(w)')
try:
    complex(w)
except Exception as e: print(type(e), e); del e
print('## round(w)')
try:
    round(w)
except Exception as e: print(type(e), e); del e
print('## w()')
try:
    w()
except Exception as e: print(type(e), e); del e
print('## divmod(w, 1)')
try:
    divmod(w, 1)
except Exception as e: print(type(e), e); del e
print('## [1,2,3][w]')
try:
    [1,2,3][w]
except Exception as e: print(type(e), e); del e
print('## w != 1')
try:
    w != 1
except Exception as e: print(type(e), e); del e
print('## w & 1')
try:
    w & 1
except Exception as e: print(type(e), e); del e
print('## bytes(w)')
try:
    bytes(w)
except Exception as e: print(type(e), e); del e
print('## {**w}')
try:
    {**w}
except Exception as e: print(type(e), e); del e
print('## [*w]')
try:
    [*w]
except Exception as e: print(type(e), e); del e
print("## 'a' in w")
try:
    'a' in w
except Exception as e: print(type(e), e); del e
print('## sum([w])')
try:
    sum([w])
except Exception as e: print(type(e), e); del e
print('## min([w], key=lambda x: 1)')
try:
    min([w], key=lambda x: 1)
except Exception as e: print(type(e), e); del e
print('## map(w, [1]).__next__()')
try:
    map(w, [1]).__next__()
except Exception as e: print(type(e), e); del e
print('## list(filter(w, [1]))')
try:
    list(filter(w, [1]))
except Exception as e: print(type(e), e); del e
print('## any([w]); all([w])')
try:
    any([w]); all([w])
except Exception as e: print(type(e), e); del e
print('## print(w, file=w)')
try:
    print(w, file=w)
except Exception as e: print(type(e), e); del e
print('## issubclass(int, w)')
try:
    issubclass(int, w)
except Exception as e: print(type(e), e); del e
print('## import copy; copy.copy(w)')
try:
    import copy; copy.copy(w)
except Exception as e: print(type(e), e); del e
print('## import weakref; weakref.ref(w, cb)')
try:
    import weakref; weakref.ref(w, cb)
except Exception as e: print(type(e), e); del e
print('## sorted([1], key=w)')
try:
    sorted([1], key=w)
except Exception as e: print(type(e), e); del e
print("## f'{w!r:>5}'")
try:
    f'{w!r:>5}'
except Exception as e: print(type(e), e); del e
print("## '%d' % w")
try:
    '%d' % w
except Exception as e: print(type(e), e); del e
print("## '%r' % w")
try:
    '%r' % w
except Exception as e: print(type(e), e); del e
print("## '%r' % (w,)")
try:
    '%r' % (w,)
except Exception as e: print(type(e), e); del e
print('## [w].__repr__()')
try:
    [w].__repr__()
except Exception as e: print(type(e), e); del e
print('## w.meth()')
try:
    w.meth()
except Exception as e: print(type(e), e); del e
print('## W.meth(w)')
try:
    W.meth(w)
except Exception as e: print(type(e), e); del e
print('## w.cm(); w.sm([])')
try:
    w.cm(); w.sm([])
except Exception as e: print(type(e), e); del e
print('## def gen():\n    yield sys.getrefcount(w)')
try:
    def gen():
        yield sys.getrefcount(w)
except Exception as e: print(type(e), e); del e
print('## next(gen())')
try:
    next(gen())
except Exception as e: print(type(e), e); del e
print('## for i in gen(): print(i)')
try:
    for i in gen(): print(i)
except Exception as e: print(type(e), e); del e
print('## [sys.getrefcount(i) for i in [w]]')
try:
    [sys.getrefcount(i) for i in [w]]
except Exception as e: print(type(e), e); del e
print('## (lambda q: print(sys.getrefcount(q)))(w)')
try:
    (lambda q: print(sys.getrefcount(q)))(w)
except Exception as e: print(type(e), e); del e
print('## (lambda *q: print(sys.getrefcount(q[0])))(w)')
try:
    (lambda *q: print(sys.getrefcount(q[0])))(w)
except Exception as e: print(type(e), e); del e
print("## (lambda **q: print(sys.getrefcount(q['z'])))(z=w)")
try:
    (lambda **q: print(sys.getrefcount(q['z'])))(z=w)
except Exception as e: print(type(e), e); del e
print('## del w')
try:
    del w
except Exception as e: print(type(e), e); del e
