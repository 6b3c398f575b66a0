# Which new objects the collector sees after each expression, and what it then untracks and collects.
import gc, sys, weakref, collections
gc.disable()
class A(object):
    def __init__(self, name): self.name = name
    def m(self): return self
class D(object):
    def __init__(self, name): self.name = name
    def __del__(self): pass
def mk_lambda(v, w): return lambda: (v, w)[0]
def mk_class(tag):
    class K(object):
        name = tag
        def m(self): return self
    return K
def gen(x, tag):
    try:
        yield x
        yield tag
    finally:
        pass
def gen0(x):
    t = [x]
    yield t
    yield x
def chained(x):
    try:
        try: raise KeyError(x)
        except KeyError as k: raise ValueError(x) from k
    except ValueError as e: return e
def catch(x):
    try: raise ValueError(x)
    except ValueError as e: return e
def boom(x, n):
    y = [x]
    if n: return boom(y, n-1)
    raise ValueError(x)
def catch2(x, n):
    try: boom(x, n)
    except ValueError as e: err = e
    return err
def grab(x):
    y = x
    return sys._getframe()
def mk_closure(v):
    def f(): return v
    return f
def mk_default(v):
    def f(x=v): return x
    return f
def note(t): pass
class DL(list):
    def __init__(self, name): self.name = name
class DD(dict):
    def __init__(self, name): self.name = name
class S(object):
    __slots__ = ("name", "a")
    def __init__(self, name): self.name = name
class E(Exception): pass
o = A(1)
K0 = mk_class("a")
SN = [
    'chained(A(1))',
    'chained(1)',
    'chained(mk_class("a"))',
    'mk_class("a")',
    'mk_lambda([A(1)], 1)',
    'catch(1)',
    'catch(A(1))',
    'catch2(1, 0)',
    'catch2(A(1), 2)',
    'grab(1)',
    'grab(A(1))',
    'gen(1, 2)',
    'gen(A(1), 2)',
    'mk_closure(1)',
    'mk_closure([])',
    'mk_default(1)',
    'mk_default([])',
    'DL(1)',
    'DD(1)',
    'DD([])',
    'S(1)',
    'S([])',
    'E(1)',
    'E()',
    'E([])',
    'ValueError(1)',
    'o.m',
    'o.__dict__',
    'vars(A(1))',
    'A([]).__dict__',
    '(1, 2)',
    '(1, [])',
    '((1,2),(3,4))',
    '{1: 2}',
    '{1: []}',
    '{1: (1, 2)}',
    '{1: (1, [])}',
    '[1]',
    '{1}',
    'frozenset([1])',
    'weakref.ref(o)',
    'weakref.ref(o, note)',
    'weakref.WeakValueDictionary()',
    'weakref.WeakSet()',
    'iter([])',
    'iter(())',
    'iter({})',
    'iter(range(3))',
    'zip([], [])',
    'enumerate([])',
    'map(note, [])',
    'reversed([])',
    'filter(None, [])',
    'range(3)',
    'slice(1, 2)',
    'slice(1, [])',
    'property(note)',
    'classmethod(note)',
    'staticmethod(note)',
    'super(A, o)',
    'type("T", (), {})',
    'dict(a=1)',
    'dict(a=[])',
    'dict([(1, 2)])',
    'tuple([1, 2])',
    'tuple([1, []])',
    'list((1, 2))',
    '[i for i in (1, 2)]',
    '{i: i for i in (1, 2)}',
    '{i: [i] for i in (1, 2)}',
    '(i for i in (1, 2))',
    'lambda: 1',
    'lambda x=[]: 1',
    'sys.exc_info()',
    'gc.get_stats()',
    'gc.get_count()',
    'o.__init__',
    'object()',
    'sys._getframe()',
    'dict.fromkeys([1])',
    'dict.fromkeys("ab", [])',
    '{**{"a": 1}}',
    '{**{"a": []}}',
    '{"a": 1}.copy()',
    '{"a": []}.copy()',
    '{1: 2} | {3: 4}',
    'K0()',
    'setattr(o, "x", [])',
    'setattr(o, "y", o)',
    'globals()',
    'locals()',
    '{}.keys()',
    '{}.items()',
    '(lambda *a: a)(1, [])',
    '(lambda *a: a)(1)',
    '(lambda **k: k)(a=1)',
    '(lambda **k: k)(a=[])',
    'list(zip([1], [2]))',
    'list(enumerate([1]))',
    'list(enumerate([[]]))',
    'sorted({1: 2}.items())',
    'list({1: []}.items())',
    '"a b".split()',
    'A',
    'gen0(1)',
    'next(gen0(1))',
    '[gen0([])]',
]

def after(v, *cols):
    before = set(map(id, gc.get_objects()))
    r = v()
    now = [x for x in gc.get_objects() if id(x) not in before and x is not before]
    c = collections.Counter(type(x).__name__ for x in now)
    c.pop('set', 0); 
    return r, sorted(c.items())
for s in SN:
    f = eval("lambda: " + s)
    for k in range(2):
        gc.collect()
        try: r, x = after(f)
        except Exception as e: r, x = 0, repr(e)
        print(s, x)
        n0 = gc.get_count()
        a = gc.collect(0)
        t = [gc.is_tracked(r), [gc.is_tracked(y) for y in gc.get_referents(r)] if len(gc.get_referents(r)) < 20 else 0]
        print('   ', a, t)
        del r
        print('   ', gc.collect())
