# 2.7 folds a tuple whose first item it has folded, but not one where a later item is folded.
from __future__ import print_function
import gc

gc.collect()


def same(f):
    return f() is f()


print(same(lambda: (1, (2, 3))), same(lambda: ((2, 3), 1)), same(lambda: ((1, 2), (3, 4))))
print(same(lambda: (1, -2)), same(lambda: (-2, 1)), same(lambda: (1, 2 + 3)), same(lambda: (2 + 3, 1)))
print(same(lambda: (((1, 2), 3), 4)), same(lambda: (1, (), 2)), same(lambda: ((), 1)), same(lambda: ((1,),)))
print(same(lambda: (1, 2)[0]), same(lambda: ((1, 2), 3)[0]), same(lambda: (1, ((2, 3), 4)[0])))
print((lambda: (1, (2, 3))).__code__.co_consts if False else (1, (2, 3)) == (1, (2, 3)))
print([(1, 2) in f() for f in (lambda: [(1, 2), 3], lambda: [3, (1, 2)])])
t = (1, (2, (3, "x")))
print(gc.is_tracked(t), gc.is_tracked(t[1]), gc.is_tracked(t[1][1]))
gc.collect()
gc.collect()
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(t[1]), gc.is_tracked(t[1][1]))
