"""A frame object that is cleared keeps its code and its function."""
import gc
import sys


def grab(x):
    y = [x]
    return sys._getframe()


frame = grab([])
print([type(x).__name__ for x in gc.get_referents(frame)])
frame.clear()
print([type(x).__name__ for x in gc.get_referents(frame)], frame.f_locals)
frame.clear()
print([type(x).__name__ for x in gc.get_referents(frame)], frame.f_code.co_name)
