"""What `anext` gives that has a default: waits for the item, or gives the default where there is none."""


def _awaited(wrapped):
    """The iterator that `await wrapped` runs."""
    kind = type(wrapped)
    code = getattr(wrapped, "gi_code", None)
    if code is not None and code.co_flags & 0x100:
        return wrapped
    get = getattr(kind, "__await__", None)
    if get is None:
        raise TypeError("object %s can't be used in 'await' expression" % kind.__name__)
    iterator = get(wrapped)
    if not hasattr(type(iterator), "__next__"):
        raise TypeError("__await__() returned non-iterator of type '%s'" % type(iterator).__name__)
    return iterator


class asyncgen_hooks(tuple):
    __module__ = "sys"
    __slots__ = ()

    def __new__(cls, firstiter, finalizer):
        return tuple.__new__(cls, (firstiter, finalizer))

    firstiter = property(lambda self: self[0])
    finalizer = property(lambda self: self[1])

    def __repr__(self):
        return "asyncgen_hooks(firstiter=%r, finalizer=%r)" % self


class anext_awaitable:
    __module__ = "builtins"
    __slots__ = ("_wrapped", "_default", "_iterator")

    def __init__(self, wrapped, default):
        self._wrapped = wrapped
        self._default = default
        self._iterator = None

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def _step(self, name, *args):
        if self._iterator is None:
            self._iterator = _awaited(self._wrapped)
        try:
            return getattr(self._iterator, name)(*args)
        except StopAsyncIteration:
            raise StopIteration(self._default) from None

    def __next__(self):
        return self._step("send", None)

    def send(self, value):
        return self._step("send", value)

    def throw(self, *args):
        return self._step("throw", *args)

    def close(self):
        return self._step("close")
