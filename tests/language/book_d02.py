class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]] if isinstance(ij, tuple) else self.rows[ij]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __eq__(self, o): return self.rows == o.rows
    def __str__(self): return '\n'.join(' '.join(f'{x:>3}' for x in r) for r in self.rows)
    def __iter__(self): return iter(self.rows)
    def __len__(self): return len(self.rows)
    def __contains__(self, x): return any(x in r for r in self.rows)
    def __delitem__(self, i): del self.rows[i]
    def __hash__(self): raise TypeError('no hash')
    def __lt__(self, o): return NotImplemented
m = Matrix([[1, 2], [3, 4]]); m[0, 1] = 9; print(m, m[0, 1], m[1], m @ m == Matrix([[28, 45], [15, 43]]), 4 in m, len(m), [sum(r) for r in m]); del m[0]; print(m)
for b in ('hash(m)', 'm < m', '{m}', 'm + 1', 'm()', 'm.x', 'm[5]', 'len(5)', 'int(m)', 'float("a1")', '-m', 'm[0,0,0]'):
    try: print(eval(b))
    except Exception as e: print(b, type(e).__name__, e)
class Temp:
    def __init__(s, c): s.c = c
    f = property(lambda s: s.c * 9 / 5 + 32, lambda s, v: setattr(s, 'c', (v - 32) * 5 / 9), lambda s: print('deleted'), 'fahrenheit')
t = Temp(100); t.f = 32; print(t.f, t.c, Temp.f.__doc__); del t.f
class RO:
    @property
    def x(self): return 1
for b in ('RO().x', 'setattr(RO(), "x", 2)', 'delattr(RO(), "x")'):
    try: print(eval(b))
    except AttributeError as e: print(b, e)
class Singleton:
    _i = None
    def __new__(cls, *a): 
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Singleton() is Singleton()); 
class Stack(list):
    def push(s, x): s.append(x); return s
    def peek(s): return s[-1] if s else None
    def __repr__(s): return f'Stack({super().__repr__()})'
s = Stack([1]).push(2); print(s, s.peek(), isinstance(s, list), s + [3], len(s), s[0:1], type(s[0:1]).__name__, s == [1, 2], str(s)); class Ev(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(s, o): return Ev(int(s) + o)
print(Ev(3), Ev(3) + 1, type(Ev(1) * 2).__name__, Ev(2) == 4); class Up(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
    def __getitem__(s, i): return f'<{super().__getitem__(i)}>'
print(Up('abc'), Up('abc')[0], Up('x') + 'y', len(Up('ab')), Up('q') in {'Q': 1})
class Obs:
    def __init__(s): s.subs = {}
    def on(s, e): return lambda f: s.subs.setdefault(e, []).append(f) or f
    def fire(s, e, *a): return [f(*a) for f in s.subs.get(e, [])]
o = Obs()
@o.on('x')
def h1(v): return v + 1
@o.on('x')
def h2(v): return v * 2
print(o.fire('x', 5), o.fire('y'))
