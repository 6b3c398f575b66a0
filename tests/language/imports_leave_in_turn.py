import gc

gc.collect()
print("operator", end=" ")
import operator
print(gc.collect())
print("collections", end=" ")
import collections
print(gc.collect())
print("functools", end=" ")
import functools
print(gc.collect())
print("enum", end=" ")
import enum
print(gc.collect())
print("re", end=" ")
import re
print(gc.collect())
gc.disable()
import typing, dataclasses, json
print(gc.collect(), gc.collect())
