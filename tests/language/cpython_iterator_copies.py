import copy, itertools, pickle, warnings
warnings.simplefilter("ignore")


class Letters:
    def __getitem__(self, at):
        return "abc"[at]

    def __len__(self):
        return 3


def halves(make):
    """What a copy made half-way gives, beside what the iterator itself gives, and how it is taken apart."""
    iterator = make()
    for _ in range(2):
        next(iterator, None)
    parts = iterator.__reduce__()
    copied = copy.copy(iterator)
    print(type(iterator).__name__, parts[0].__name__, parts[2:], list(copied), [*itertools.islice(iterator, 9)])


halves(lambda: iter([1, 2, 3, 4]))
halves(lambda: iter((1, 2, 3, 4)))
halves(lambda: iter("añbc"))
halves(lambda: iter(b"abcd"))
halves(lambda: iter(range(5)))
halves(lambda: iter(range(10, 0, -3)))
halves(lambda: iter(range(2**70, 2**70 + 4)))
halves(lambda: iter(Letters()))
halves(lambda: reversed([1, 2, 3, 4]))
halves(lambda: reversed((1, 2, 3, 4)))
halves(lambda: iter({1: 2, 3: 4, 5: 6}))
halves(lambda: iter({1, 2, 3, 4}))
halves(lambda: iter([]))
halves(lambda: itertools.islice([1, 2, 3, 4, 5, 6], 1, 6, 2))
halves(lambda: itertools.combinations("abcd", 2))
halves(lambda: itertools.combinations_with_replacement("abc", 2))
halves(lambda: itertools.permutations("abc"))
halves(lambda: itertools.product("ab", repeat=3))
halves(lambda: itertools.repeat("x", 5))

for make in (
    lambda: enumerate("abcd", 5), lambda: zip("abcd", (1, 2, 3, 4)), lambda: map(str.upper, "abcd"),
    lambda: filter(None, [1, 0, 2, 3]), lambda: itertools.chain("ab", "cd"), lambda: itertools.accumulate([1, 2, 3, 4]),
    lambda: itertools.takewhile(bool, [1, 2, 3, 0]), lambda: itertools.dropwhile(bool, [1, 0, 3, 4]),
    lambda: itertools.compress("abcd", [1, 1, 0, 1]), lambda: itertools.starmap(pow, [(1, 2), (2, 2), (3, 2)]),
    lambda: itertools.zip_longest("abc", "a"), lambda: itertools.filterfalse(None, [0, 1, 0, 0]),
):
    iterator = make()
    next(iterator)
    copied = copy.deepcopy(iterator)
    print(type(iterator).__name__, list(copied), list(iterator))

cycle = itertools.cycle("abc")
next(cycle)
copied = copy.copy(cycle)
print([next(copied) for _ in range(5)])
iterator = iter([1, 2, 3])
iterator.__setstate__(100)
print(list(iterator))
iterator = iter("abc")
iterator.__setstate__(-5)
print(list(iterator), pickle.loads(pickle.dumps(iter([7, 8]))).__length_hint__())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    copy.copy(itertools.count(3))
print([str(warning.message) for warning in caught])
