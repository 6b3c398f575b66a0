"""A str to derive from, of the days when `str` was no class."""

import collections

__all__ = ["UserString"]


class UserString(collections.Sequence):
    def __init__(self, seq):
        if isinstance(seq, UserString):
            self.data = seq.data[:]
        else:
            self.data = seq if isinstance(seq, basestring) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __long__(self):
        return long(self.data)

    def __float__(self):
        return float(self.data)

    def __hash__(self):
        return hash(self.data)

    def __cmp__(self, other):
        return cmp(self.data, other.data if isinstance(other, UserString) else other)

    def __contains__(self, part):
        return part in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __getslice__(self, start, end):
        return self.__class__(self.data[max(start, 0):max(end, 0)])

    def __add__(self, other):
        return self.__class__(self.data + (other.data if isinstance(other, UserString) else str(other)))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)


def _method(name, wraps):
    def method(self, *args):
        args = [arg.data if isinstance(arg, UserString) else arg for arg in args]
        result = getattr(self.data, name)(*args)
        return self.__class__(result) if wraps else result

    method.__name__ = name
    return method


for _name in ("capitalize", "center", "expandtabs", "ljust", "lower", "lstrip", "replace", "rjust", "rstrip", "strip",
              "swapcase", "title", "translate", "upper", "zfill"):
    setattr(UserString, _name, _method(_name, True))
for _name in ("count", "decode", "encode", "endswith", "find", "index", "isalpha", "isalnum", "isdecimal", "isdigit",
              "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "partition", "rpartition", "rfind",
              "rindex", "split", "rsplit", "splitlines", "startswith"):
    setattr(UserString, _name, _method(_name, False))
del _name
