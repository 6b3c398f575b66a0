"""Context variables, for one thread."""

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_MISSING = object()


class Token:
    MISSING = _MISSING

    def __init__(self, var, old_value):
        self.var = var
        self.old_value = old_value
        self._used = False


class ContextVar:
    def __init__(self, name, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        if self in _current[-1]._values:
            return _current[-1]._values[self]
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        values = _current[-1]._values
        token = Token(self, values.get(self, _MISSING))
        values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError("%r has already been used once" % token)
        if token.var is not self:
            raise ValueError("%r was created by a different ContextVar" % token)
        token._used = True
        if token.old_value is _MISSING:
            _current[-1]._values.pop(self, None)
        else:
            _current[-1]._values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _MISSING else " default=%r" % (self._default,)
        return "<ContextVar name=%r%s at %#x>" % (self._name, default, id(self))


class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, *args, **kwargs):
        _current.append(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _current.pop()

    def copy(self):
        new = Context()
        new._values.update(self._values)
        return new

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_current = [Context()]


def copy_context():
    return _current[-1].copy()
