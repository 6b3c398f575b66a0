SOURCES = r'''
(x := 3)
f"{1=}"
f"{1 = }"
f"{1=:>5}"
f"{1!r:>5}"
def f(a, /): pass
def f(a, /, b): pass
lambda a, /: 0
match = 3
match 3:\n  case 3: pass
type X = int
def f[T](a): pass
class A[T]: pass
with (open("a") as f, open("b") as g): pass
try: pass\nexcept* ValueError: pass
@a.b[0]\ndef f(): pass
def f(): return 1, *a
def f(): yield 1, *a
for x in *a, *b: pass
a[*b]
def f(*args: *Ts): pass
f(a=1, a=2)
*a, *b = c
__debug__ = 1
def f(a, a): pass
print "a"
x = 1_000
async def f(): [x async for x in y]
def f(): nonlocal x
lambda: (yield)
'''
for number, line in enumerate(SOURCES.strip("\n").split("\n")):
    try:
        compile(line.replace("\\n", "\n"), "<text>", "exec")
        print(number, line, "passes")
    except SyntaxError as e:
        print(number, line, type(e).__name__, e.msg)
