# A bound method passes on what its function has; a generic alias what its origin has.
import functools


def counted(function):
    @functools.wraps(function)
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)
    wrapper.calls = 0
    return wrapper


class Learner:
    @counted
    def read(self):
        "Reads."

    def plain(self):
        pass


learner = Learner()
learner.read()
learner.read()
print(learner.read.calls, Learner.read.calls, learner.read.__wrapped__.__name__, learner.read.__doc__)
print(learner.plain.__dict__, learner.plain.__name__, learner.plain.__qualname__, learner.plain.__module__)
for source in ("learner.plain.nothing", "learner.plain.__func__.nothing"):
    try:
        eval(source)
    except AttributeError as e:
        print(e)
try:
    learner.plain.tag = 1
except AttributeError as e:
    print(e)
print(list[int].append, list[int].__origin__, type(list[int]), dict[str, int].fromkeys("a"), hasattr(list[int], "nope"))

from pathlib import Path
import os

with open(Path("notes.txt"), "w") as f:
    f.write("one\n")
print(open(Path("notes.txt")).read(), f.name, os.path.getsize(Path("notes.txt")), os.path.join(Path("a"), Path("b")))
os.makedirs("old/inner")
os.rename("old", "new")
print(os.path.isdir("new/inner"), os.path.exists("old"))
os.rmdir("new/inner")
os.rmdir("new")
os.remove("notes.txt")
for call in ("os.rename('nope', 'x')", "os.path.join('a', 5)", "os.path.exists(2.5)", "open('x', '')"):
    try:
        eval(call)
    except Exception as e:
        print(type(e).__name__, e)

import typing

K = typing.TypeVar("K")


class Box(typing.Generic[K]):
    pass


class IntBox(Box[int]):
    pass


print(Box.__parameters__, IntBox.__parameters__)
for form in ("typing.List[int, str]", "typing.Dict[int]", "typing.Optional[int, str]", "Box[int, str]", "IntBox[int]",
             "typing.Generic[int]", "typing.Union[()]", "typing.Callable[int]"):
    try:
        print(eval(form))
    except TypeError as e:
        print(form, "->", e)
import queue

try:
    queue.Queue().get_nowait()
except queue.Empty as e:
    print(type(e))
learner.read.missing
