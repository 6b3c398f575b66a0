"""Files in memory, of bytes only; in CPython written in C."""

from StringIO import StringIO as _Base

__all__ = ["StringIO", "InputType", "OutputType"]


class _Stream(_Base, object):
    def write(self, s):
        if isinstance(s, unicode):
            s = s.encode("ascii")
        elif not isinstance(s, str):
            raise TypeError("must be string or buffer, not " + type(s).__name__)
        _Base.write(self, s)

    def reset(self):
        self.seek(0)

    def getvalue(self, use_pos=None):
        self._check()
        return self.buf[:self.pos] if use_pos else self.buf


class OutputType(_Stream):
    pass


class InputType(_Stream):
    write = property()
    writelines = property()


OutputType.__name__, InputType.__name__ = "StringO", "StringI"
OutputType.__module__ = InputType.__module__ = "cStringIO"


def StringIO(s=None):
    """A file to write, or, of a text, one to read."""
    if s is None:
        return OutputType()
    if isinstance(s, unicode):
        s = s.encode("ascii")
    elif not isinstance(s, str):
        raise TypeError("expected read buffer, %s found" % type(s).__name__)
    return InputType(s)
