# Tuples of arguments, bound methods and streams that only C code holds survive collections as other objects do: they
# count for the rule that puts a full collection off until a quarter of the old objects is new.
import gc

gc.disable()
gc.collect()
gc.freeze()


class Made:
    def __init__(self, *args):
        gc.collect(1)


class Called:
    def __call__(self, *args, **keywords):
        gc.collect(1)


class Shown:
    def __str__(self):
        gc.collect(1)
        return ""


class Ordered:
    def __lt__(self, other):
        gc.collect(1)
        return False


class Failing:
    def __init__(self, text):
        self.text = text

    def __del__(self):
        raise ValueError(self.text)


def due(make):
    """How often until a full collection is due?"""
    old = [[] for _ in range(120)]
    gc.collect()
    gc.set_threshold(5, 1, 1)
    times = 0
    before = gc.get_stats()[2]["collections"]
    while times < 100:
        make()
        gc.collect(1)
        gc.collect(1)
        gc.collect(1)
        times += 1
        gc.enable()
        young = [{1} for _ in range(7)]
        del young
        gc.disable()
        if gc.get_stats()[2]["collections"] > before:
            break
    return times


for make in (
    lambda: None,
    lambda: Made(1),
    lambda: Made([]),
    lambda: Made((1, [])),
    lambda: Called()(1),
    lambda: Called()([]),
    lambda: Called()(x=[]),
    lambda: print(Shown(), end=""),
    lambda: sorted([Ordered(), Ordered()]),
    lambda: [Ordered(), Ordered()].sort(),
    lambda: list(map(lambda x, y: gc.collect(1), [1], [[]])),
    lambda: Failing(Shown()),
):
    print(due(make))
