# What the interpreter makes for itself on the way is counted: while an instruction is cold, while a dict asks for keys,
# while a frame tells its variables, while a generator that never ran is closed.
from __future__ import print_function
import gc
import sys
import weakref

count = gc.get_count
gc.disable()


def fill():
    class K(object):
        def f(self):
            pass
    x = K()
    held = [[x.f for i in range(300)], [[].append for i in range(300)], [{1: []} for i in range(300)]]
    held.append([(i,) * k for i in range(300) for k in range(2, 6)])
    return held, [(i,) for i in range(300)], [[i] for i in range(300)]


def measure(f, times=3):
    found = []
    for i in range(times):
        held = None
        gc.collect()
        held = fill()
        count()
        before = count()[0]
        f()
        found.append(count()[0] - before)
        held = held
    return found


def text(x):
    return str(x)


def text_of_many():
    for i in range(3):
        str(i)


def unpack(pair):
    a, b = pair


def collects_while(f, argument):
    found = []
    for i in range(12):
        gc.collect()
        held = [[i] for i in range(20)]
        gc.set_threshold(count()[0], 100, 100)
        gc.enable()
        f(argument)
        gc.disable()
        gc.set_threshold(700, 10, 10)
        found.append(count()[0] < 20)
    return found


print('str', measure(lambda: text(5), 12))
print('str in a loop', measure(text_of_many, 6))
print('unpack a tuple', collects_while(unpack, (1, 2)))


class Dict(dict):
    pass


source = {1: []}
print('update', measure(lambda: {}.update(source)), measure(lambda: source.update({})))
print('update from a subclass', measure(lambda: {}.update(Dict(a=1))))
print('dict', measure(lambda: dict(source)), measure(lambda: dict(Dict())), measure(lambda: Dict(source)))
print('pairs', measure(lambda: dict([(1, 2)])), measure(lambda: dict([])))


def frame_of(x, unbound):
    y = [x]
    if unbound:
        z = y
    return sys._getframe()


print('f_locals', measure(lambda: frame_of(1, False).f_locals))
print('getsizeof', measure(lambda: sys.getsizeof([])), measure(lambda: sys.getsizeof(1, 2)))


class Plain(object):
    def __del__(self):
        print('dies at', count()[0] - start)


def generator(x):
    yield x


def attribute_error():
    try:
        del generator.missing
    except AttributeError:
        pass


print('del', measure(attribute_error))
weakly = Plain()
print('weak set', measure(lambda: weakref.WeakSet([weakly])), measure(lambda: list(weakref.WeakSet())))
for deaths in range(2 if sys.version_info[0] > 2 else 0):
    gc.collect()
    nested = generator(generator(Plain()))
    start = count()[0]
    nested = None
    print('after', count()[0] - start)
gc.collect()
start = count()[0]
weakly = None


def caught():
    try:
        raise ValueError(1)
    except ValueError as e:
        return e


error = caught()
print([type(part).__name__ for part in gc.get_referents(error)][-1:])
error.__traceback__ = None
print(len(gc.get_referents(error)), error.__traceback__)
try:
    raise error
except ValueError as again:
    print(again.__traceback__.tb_next, [type(part).__name__ for part in gc.get_referents(again)][-1:])
