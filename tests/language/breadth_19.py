from itertools import *
import operator
print(list(accumulate([1,2,3,4], operator.mul)), list(chain.from_iterable(["ab", "cd"])), list(islice(count(5, 2), 4)), list(groupby("aabbc")) and [(k, len(list(g))) for k, g in groupby("aabbc")])
print(list(product("ab", repeat=2)), list(permutations([1,2,3], 2)), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)))
print(list(zip_longest("abc", "x", fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])), list(takewhile(lambda x: x < 3, range(6))), list(dropwhile(lambda x: x < 3, range(6))))
print(list(compress("abcd", [1, 0, 1, 0])), list(filterfalse(lambda x: x % 2, range(6))), list(pairwise([1, 2, 3])), list(batched("abcdefg", 3)), [next(cycle("ab")) for _ in range(2)])
a, b = tee([1, 2, 3]); print(list(a), list(b), list(repeat(5, 2)))
def grouper(it, n): return zip_longest(*[iter(it)] * n)
print(list(grouper("abcde", 2))); print(count(1), repeat(1, 3), cycle([1]) is not None, chain([1]), islice([1], 1)) if 0 else None
try: list(batched("abc", 2, strict=True))
except ValueError as e: print(e)
