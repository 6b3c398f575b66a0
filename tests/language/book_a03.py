def make_counter():
    n = 0
    def inc(step=1):
        nonlocal n
        n += step
        return n
    return inc
c1, c2 = make_counter(), make_counter()
print(c1(), c1(5), c2(), c1.__closure__[0].cell_contents, c1.__code__.co_freevars, make_counter.__code__.co_cellvars)
fs = [lambda: i for i in range(3)]; print([f() for f in fs]); fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{'c': 3}))
for call in ('f()', 'f(1)', 'f(1, 2, 3)', 'f(1, c=2, a=3)', 'f(b=1)'):
    try: eval(call)
    except TypeError as e: print(call, '->', e)
def g(x, /, y, *, z): return x, y, z
for call in ('g(1, 2, z=3)', 'g(x=1, y=2, z=3)', 'g(1, 2, 3)', 'g(1)', 'g(1, 2)'):
    try: print(eval(call))
    except TypeError as e: print(call, '->', e)
def default_trap(x, acc=[]): acc.append(x); return acc
print(default_trap(1), default_trap(2), default_trap.__defaults__)
x = 10
def scope():
    try: print(x)
    except UnboundLocalError as e: print(type(e).__name__, e)
    x = 1
scope()
def scope2():
    global x
    x += 1
scope2(); print(x)
try: undefined_name
except NameError as e: print(e)
