"""Higher-order functions. partial and reduce are native."""

from _functools import partial, reduce

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__doc__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper function look like the wrapped one."""
    for attr in assigned:
        setattr(wrapper, attr, getattr(wrapped, attr))
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator that applies update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    convert = {
        "__lt__": [("__gt__", lambda self, other: not (self < other or self == other)),
                   ("__le__", lambda self, other: self < other or self == other),
                   ("__ge__", lambda self, other: not self < other)],
        "__le__": [("__ge__", lambda self, other: not self <= other or self == other),
                   ("__lt__", lambda self, other: self <= other and not self == other),
                   ("__gt__", lambda self, other: not self <= other)],
        "__gt__": [("__lt__", lambda self, other: not (self > other or self == other)),
                   ("__ge__", lambda self, other: self > other or self == other),
                   ("__le__", lambda self, other: not self > other)],
        "__ge__": [("__le__", lambda self, other: not self >= other or self == other),
                   ("__gt__", lambda self, other: self >= other and not self == other),
                   ("__lt__", lambda self, other: not self >= other)],
    }
    roots = set(dir(cls)) & set(convert)
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in convert[max(roots)]:
        if name not in roots:
            function.__name__ = name
            function.__doc__ = getattr(int, name).__doc__
            setattr(cls, name, function)
    return cls


def cmp_to_key(mycmp):
    """Turn a cmp= function into a key= function."""
    class K(object):
        __slots__ = ["obj"]

        def __init__(self, obj, *args):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        def __ne__(self, other):
            return mycmp(self.obj, other.obj) != 0

        def __hash__(self):
            raise TypeError("hash not implemented")

    return K
