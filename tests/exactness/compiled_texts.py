# What the compiler makes for itself, when a program gives it a text: counted until the free lists have it all.
import gc

gc.disable()
TEXTS = [
    ("eval", "1"), ("eval", "[1, 2]"), ("eval", "(1, 2)"), ("eval", "lambda x: x"), ("eval", "[x for x in ()]"),
    ("exec", ""), ("exec", "x = 1"), ("exec", "x = [1]"), ("exec", "def f(): return 1"), ("exec", "class K: pass"),
    ("exec", "class K:\n def m(self): return 1"), ("exec", "import gc"), ("exec", "x, y = 1, 2"),
    ("exec", "def f(a, b=1, *c, d, **e): return a"), ("exec", "def f(a):\n def g(): return a\n return g"),
    ("exec", "def f(): pass\ndef g(): pass"), ("exec", "def f():\n global zq\n zq = 1"),
    ("exec", "x = [[j for j in range(i)] for i in range(3)]"), ("exec", "print(end='')"),
    ("exec", "try:\n int('x')\nexcept ValueError: pass"), ("exec", "x = (i for i in ())"),
    ("compile", "y = 1"), ("compile", "x = [i for i in range(3)]"), ("compile", "def f(a, b): return a + b"),
    ("compile", "async def f():\n await g()"), ("compile", "from a import b, c"),
]
run = {"eval": eval, "exec": exec, "compile": lambda text, names: compile(text, "t", "exec")}
for kind, text in TEXTS:
    call = run[kind]
    names = {"__builtins__": __builtins__}
    gc.collect()
    start = gc.get_count()[0]
    call(text, names)
    first = gc.get_count()[0]
    call(text, names)
    second = gc.get_count()[0]
    print(kind, repr(text), first - start, second - first)

# A collection that becomes due in the midst runs afterwards.
log = []
gc.callbacks.append(lambda phase, info: log.append(phase))
gc.collect()
del log[:]
gc.set_threshold(20)
gc.enable()
eval("1")
gc.disable()
print(log)

# Code objects of one text share what is equal.
names = {}
exec("def f(): pass\ndef g(): pass", names)
print(names["f"].__code__.co_consts is names["g"].__code__.co_consts)
