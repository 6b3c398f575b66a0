# Frames are given back when their values have died: finalizers of these need other frames.
import gc, sys
class E:
    def __del__(self):
        K.append(gc.get_count()[0])
def gen(x):
    try:
        yield x
    finally:
        1
def gen1(x):
    yield x
K = []
gc.disable()
def f(): pass
for make in (lambda: gen(gen(E())), lambda: gen(E()), lambda: gen1(gen1(E())), lambda: gen1(gen(E())), lambda: gen(gen1(E())), lambda: gen(gen1(gen(E())))):
    for start in (0, 1):
        gc.collect()
        gc.collect()
        x = make()
        if start: next(x)
        K.append(gc.get_count()[0])
        x = None
        K.append(gc.get_count()[0])
        f()
        K.append(gc.get_count()[0])
        print(K)
        del K[:]


def seen(x):
    sys._getframe()


def held(x):
    frames.append(sys._getframe())
    del frames[:]


frames = []
for call in (seen, held):
    gc.collect()
    gc.collect()
    K.append(gc.get_count()[0])
    call(E())
    K.append(gc.get_count()[0])
    f()
    K.append(gc.get_count()[0])
    print(K)
    del K[:]
