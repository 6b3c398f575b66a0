"""Of `operator`: what `from _operator import *` replaces."""
# == attrgetter
class attrgetter:
    """
    Return a callable object that fetches the given attribute(s) from its operand.
    """
    __slots__ = ("_attrs", "_call")

    def __init__(self, attr, /, *attrs):
        self._attrs = self._call = None

    def __call__(self, obj, /): pass
    def __repr__(self): pass
    def __reduce__(self): pass
# == itemgetter
class itemgetter:
    """
    Return a callable object that fetches the given item(s) from its operand.
    """
    __slots__ = ("_items", "_call")

    def __init__(self, item, /, *items):
        # The slots' tuple is also that of the names in this code, which keeps it.
        self._items = self._call = ("_items", "_call")

    def __call__(self, obj, /): pass
    def __repr__(self): pass
    def __reduce__(self): pass
# == methodcaller
class methodcaller:
    """
    Return a callable object that calls the given method on its operand.
    """
    __slots__ = ("_name", "_args", "_kwargs")

    def __init__(self, name, /, *args, **kwargs):
        self._name = self._args = self._kwargs = None

    def __call__(self, obj, /): pass
    def __repr__(self): pass
    def __reduce__(self): pass
