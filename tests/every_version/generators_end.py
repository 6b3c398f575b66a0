import gc
import sys

def numbers():
    yield 1
    raise ValueError(2)

def stops():
    yield 1
    raise StopIteration(2)

def chain(traceback):
    found = []
    while traceback is not None:
        frame = traceback.tb_frame
        found.append((frame.f_code.co_name, frame.f_back and frame.f_back.f_code.co_name))
        traceback = traceback.tb_next
    return found

def walk(make):
    try:
        for x in make():
            print(x)
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e, chain(e.__traceback__))
        if e.__cause__ is not None:
            print(repr(e.__cause__).replace(",)", ")"), chain(e.__cause__.__traceback__))

walk(numbers)
walk(stops)

def own_frame():
    yield sys._getframe()

def kept():
    frame = None
    for frame in own_frame():
        pass
    return frame.f_back and frame.f_back.f_code.co_name

print(kept())

def rest(x):
    t = None
    yield t

gc.disable()
for attempt in range(2):
    gc.collect()
    g = rest(1)
    next(g)
    g = None
    print(gc.get_count()[0])

class C(object):
    def __enter__(self):
        pass

class D(object):
    def __exit__(self, *info):
        pass

def enter(manager):
    try:
        with manager:
            pass
    except Exception as e:
        print(type(e).__name__, e)

enter(3)
enter(C())
enter(D())
