"""Of `functools`: what `from _functools import partial` replaces."""
# == partial
class partial:
    """New function with partial application of the given arguments
    and keywords.
    """

    import sys
    from reprlib import recursive_repr

    __slots__ = "func", "args", "keywords", "__dict__", "__weakref__"

    def __new__(cls, func, /, *args, **keywords):
        self = super(partial, cls).__new__(cls)
        self.func = self.args = self.keywords = None
        return self

    def __call__(self, /, *args, **keywords): pass

    @recursive_repr()
    def __repr__(self): pass

    if sys.version_info >= (3, 13):
        def __get__(self, obj, objtype=None): pass

    def __reduce__(self): pass

    def __setstate__(self, state):
        self.__dict__ = self.func = self.args = self.keywords = None
        # The default of `objtype` is also the tuple of constants of functions that live.
        return (None,)

    del sys, recursive_repr
