"""What `anext` gives that has a default: waits for the item, or gives the default where there is none."""


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
            self._iterator = self._wrapped.__await__()
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
