# How many objects a statement makes at most, over what there was: the least threshold that starts no collection.
import gc

collections = [0]

def on_gc(phase, info):
    collections[0] += 1

def generator():
    try:
        yield 1
    finally:
        pass

def boom(x):
    raise ValueError(x)

def drop():
    x = generator()
    x = None

def drop_in_handler():
    x = generator()
    try:
        boom(1)
    except ValueError:
        x = None

def drop_begun_in_handler():
    x = generator()
    next(x)
    try:
        boom(1)
    except ValueError:
        x = None

def close_in_handler():
    x = generator()
    try:
        boom(1)
    except ValueError:
        x.close()

def peak(function):
    for i in range(3):
        function()
    for over in range(20):
        gc.collect()
        young = [[] for i in range(40)]
        collections[0] = 0
        gc.set_threshold(gc.get_count()[0] + over, 1000, 1000)
        gc.enable()
        function()
        gc.disable()
        if not collections[0]:
            return over

gc.disable()
gc.collect()
if hasattr(gc, "callbacks"):
    gc.callbacks.append(on_gc)
    for function in drop, drop_in_handler, drop_begun_in_handler, close_in_handler:
        print("%s %s" % (function.__name__, peak(function)))

def ask(a):
    before = gc.get_count()[0]
    locals()
    amid = gc.get_count()[0]
    locals()
    return amid - before, gc.get_count()[0] - amid

# What locals() leaves while the function runs, and once it has ended.
gc.collect()
young = [[] for i in range(40)]
ask(1)
print(ask(1), ask(1))
before = gc.get_count()[0]
ask(1)
ask(1)
print(gc.get_count()[0] - before)
