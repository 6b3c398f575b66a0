# How deep each way of calling oneself goes before RecursionError, and what json, pickle and caches take.
import json, pickle, sys
from functools import lru_cache


class Init:
    def __init__(self, n):
        global d
        d = n
        Init(n + 1)


class Base:
    def __init__(self):
        type(self)()


class Derived(Base):
    def __init__(self):
        global d
        d += 1
        super().__init__()


class Shown:
    def __repr__(self):
        global d
        d += 1
        return repr(self)


@lru_cache(None)
def cached(n):
    global d
    d = n
    return cached(n + 1)


def starred(*args, **kwargs):
    global d
    d += 1
    starred(*args, **kwargs)


d = 0
try:
    Init(0)
except RecursionError as e:
    print(d, e)
d = 0
try:
    Derived()
except RecursionError as e:
    print(d, e)
d = 0
try:
    repr(Shown())
except RecursionError as e:
    print(d, e)
try:
    cached(0)
except RecursionError as e:
    print(d, e)
d = 0
try:
    starred(1, k=2)
except RecursionError as e:
    print(d, e)
sys.setrecursionlimit(20000)
d = 0
try:
    starred(1, k=2)
except RecursionError as e:
    print(d, e)
sys.setrecursionlimit(1000)
nested = []
for _ in range(2000):
    nested = [nested]
print(len(json.dumps(nested)), len(json.loads("[" * 2000 + "]" * 2000)), len(pickle.dumps(nested)))
