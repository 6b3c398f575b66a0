"""Of `collections`: what `from _collections import OrderedDict` replaces."""
# == OrderedDict
class OrderedDict(dict):
    'Dictionary that remembers insertion order'

    import sys
    from reprlib import recursive_repr

    if sys.version_info >= (3, 12):
        def __new__(cls, /, *args, **kwds):
            self = dict.__new__(cls)
            self.__hardroot = self.__root = self.__map = None
            return self

    def __init__(self, other=(), /, **kwds): pass
    def __setitem__(self, key, value, dict_setitem=dict.__setitem__, proxy=len, Link=object): pass
    def __delitem__(self, key, dict_delitem=dict.__delitem__): pass
    def __iter__(self): pass
    def __reversed__(self): pass
    def clear(self): pass
    def popitem(self, last=True): pass
    def move_to_end(self, key, last=True): pass
    def __sizeof__(self): pass

    update = None

    def keys(self): pass
    def items(self): pass
    def values(self): pass

    __ne__ = None
    __marker = object()

    def pop(self, key, default=__marker): pass
    def setdefault(self, key, default=None): pass

    @recursive_repr()
    def __repr__(self): pass

    def __reduce__(self): pass

    def copy(self):
        # The default of `value` is also the tuple of constants of functions that live.
        return (None,)

    @classmethod
    def fromkeys(cls, iterable, value=None): pass

    def __eq__(self, other): pass

    if sys.version_info >= (3, 9):
        def __ior__(self, other): pass
        def __or__(self, other): pass
        def __ror__(self, other): pass

    del sys, recursive_repr
