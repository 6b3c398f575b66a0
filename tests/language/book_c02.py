class A:
    x = 1
    def f(self): pass
a = A(); a.y = 2
print([n for n in dir(a) if not n.startswith('__')], dir(a)); print(dir([])); print(dir(5) == dir(int), dir(object())); print(dir(A.f), dir(lambda: 1)); print(a.__reduce_ex__(2)[1], a.__getstate__(), object().__getstate__())
try: a.__reduce__()
except Exception as e: print(type(e))
print((5).__dir__()[:3] and True, dir(None), dir(Exception('x')), dir(property()), dir(iter([]))[:5])
