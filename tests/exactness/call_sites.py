# A call is specialized the second time it runs, for what is called then, whatever was called first.
import gc
import functools

class A:
    def __init__(self, name):
        self.name = name

class B:
    def __init__(self, name):
        self.name = name

class Slots:
    __slots__ = ("name",)
    def __init__(self, name):
        self.name = name

class Star:
    def __init__(self, *names):
        self.names = names

class Meta(type):
    pass

class WithMeta(metaclass=Meta):
    def __init__(self, name):
        self.name = name

class Error(Exception):
    pass

class Callable:
    def __call__(self, x):
        return x

def function(x):
    return x

gc.disable()

def site():
    def call(f):
        f("x")
    return call

def probe(title, *callables):
    namespace = {}
    exec("def call(f):\n    f('x')", namespace)
    call = namespace["call"]
    gc.collect()
    counts = []
    for f in callables:
        before = gc.get_count()[0]
        call(f)
        counts.append(gc.get_count()[0] - before)
        gc.collect()
    print(title, counts)

probe("A A A", A, A, A)
probe("A B B", A, B, B)
probe("B A", B, A)
probe("function A", function, A, A)
probe("A function A", A, function, A)
probe("Slots Slots A", Slots, Slots, A, A)
probe("Star", Star, Star, A)
probe("Meta", WithMeta, WithMeta, A)
probe("Error", Error, Error, A)
probe("ValueError", ValueError, A, A)
probe("list", list, A, A)
probe("len A", len, A, A)
probe("A A then list", A, A, list, A)
probe("partial", functools.partial(function), A, A)
probe("callable", Callable(), A, A)
probe("bound", A("y").__init__, A, A)
probe("A, 60 times B, A", A, A, *[B] * 60, A)

def on_gc(phase, info):
    if phase == "start":
        print("collection in", where)

where = ""
gc.callbacks.append(on_gc)
gc.enable()
for kind in (type, len, list, str):
    for turn in range(3):
        gc.collect(0)
        gc.set_threshold(1)
        where = "call " + kind.__name__
        x = kind([[]])
        where = "next"
        y = 1
        gc.set_threshold(0)
