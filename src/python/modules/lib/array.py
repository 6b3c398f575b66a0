"""Arrays of numbers. The numbers stand in a list here; sizes are what the real arrays would take."""

import struct
import sys

__all__ = ["array", "ArrayType", "typecodes"]

typecodes = "bBuwhHiIlLqQfd"
_SIZES = {"b": 1, "B": 1, "u": 4, "w": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4,
          "d": 8}
_WORDS = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short", "H": "unsigned short", "i": "int",
          "I": "unsigned int", "l": "int", "L": "int", "q": "int", "Q": "int"}


# What stands before an instance of a Python class that can be weakly referenced; arrays have nothing there.
_WORDS_BEFORE = 16 if sys.version_info >= (3, 12) else 0


class array:
    __slots__ = ("typecode", "itemsize", "_items", "_room", "__weakref__")
    __module__ = "array"

    def __new__(cls, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("array() argument 1 must be a unicode character, not %s" % type(typecode).__name__)
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        self = object.__new__(cls)
        object.__setattr__(self, "typecode", typecode)
        object.__setattr__(self, "itemsize", _SIZES[typecode])
        object.__setattr__(self, "_items", [])
        object.__setattr__(self, "_room", 0)
        if isinstance(initializer, str):
            if typecode not in "uw":
                raise TypeError("cannot use a str to initialize an array with typecode '%s'" % typecode)
            self._items.extend(initializer)
            self._grow_to(len(self._items), True)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
            object.__setattr__(self, "_room", len(self._items))
        elif isinstance(initializer, (list, tuple, array)):
            self._items.extend([self._checked(item) for item in initializer])
            object.__setattr__(self, "_room", len(self._items))
        else:
            for item in initializer:
                self.append(item)
        return self

    def __init__(self, typecode, initializer=(), /):
        pass

    def __setattr__(self, name, value):
        if name in ("typecode", "itemsize"):
            raise AttributeError("attribute '%s' of 'array.array' objects is not writable" % name)
        object.__setattr__(self, name, value)

    def _grow_to(self, size, exact=False):
        room = self._room
        if exact:
            self._room = size
        elif not (room >= size and size >= (room >> 1)):
            self._room = 0 if size == 0 else (size >> 4) + (3 if size < 8 else 7) + size

    def _checked(self, value):
        code = self.typecode
        if code in "uw":
            if not isinstance(value, str):
                raise TypeError("array item must be a unicode character, not %s" % type(value).__name__)
            if len(value) != 1:
                raise TypeError("array item must be a string of length 1, not a string of length %d" % len(value)
                                if False else "array item must be a unicode character, not str")
            return value
        if code in "fd":
            if isinstance(value, (str, bytes)) or not hasattr(value, "__float__") and not hasattr(value, "__index__"):
                raise TypeError("must be real number, not %s" % type(value).__name__)
            value = float(value)
            if code == "f":
                value = struct.unpack("f", struct.pack("f", value))[0]
            return value
        if not hasattr(value, "__index__"):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        value = value.__index__()
        bits = self.itemsize * 8
        if code in "bhilq":
            low, high = -(1 << bits - 1), (1 << bits - 1) - 1
        else:
            low, high = 0, (1 << bits) - 1
        if value < low:
            if code in "ILQ":
                raise OverflowError("can't convert negative value to unsigned int")
            if code in "lq":
                raise OverflowError("Python int too large to convert to C long")
            raise OverflowError("%s is less than minimum" % _WORDS[code] if code != "i"
                                else "signed integer is less than minimum")
        if value > high:
            if code == "I":
                raise OverflowError("unsigned int is greater than maximum")
            if code in "lLqQ":
                raise OverflowError("Python int too large to convert to C %slong" % ("unsigned " if code in "LQ" else ""))
            raise OverflowError("%s is greater than maximum" % _WORDS[code] if code != "i"
                                else "signed integer is greater than maximum")
        return value

    def append(self, v, /):
        value = self._checked(v)
        self._grow_to(len(self._items) + 1)
        self._items.append(value)

    def extend(self, bb, /):
        if isinstance(bb, array):
            if bb.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(bb._items)
            self._grow_to(len(self._items))
            return
        for item in bb:
            self.append(item)

    def fromlist(self, list, /):
        if not isinstance(list, type([])):
            raise TypeError("arg must be list")
        values = [self._checked(item) for item in list]
        self._items.extend(values)
        self._grow_to(len(self._items))

    def frombytes(self, buffer, /):
        data = bytes(buffer)
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        count = len(data) // self.itemsize
        if self.typecode in "uw":
            self._items.extend(data.decode("utf-32-le"))
        else:
            self._items.extend(struct.unpack("=%d%s" % (count, self._code()), data))
        self._grow_to(len(self._items))

    def _code(self):
        return {"l": "q", "L": "Q"}.get(self.typecode, self.typecode)

    def tobytes(self):
        if self.typecode in "uw":
            return "".join(self._items).encode("utf-32-le")
        return struct.pack("=%d%s" % (len(self._items), self._code()), *self._items)

    __bytes__ = tobytes

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        if self.typecode not in "uw":
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return "".join(self._items)

    def fromunicode(self, ustr, /):
        self._items.extend(ustr)
        self._grow_to(len(self._items))

    def fromfile(self, f, n, /):
        data = f.read(n * self.itemsize)
        self.frombytes(data)
        if len(data) < n * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def tofile(self, f, /):
        f.write(self.tobytes())

    def buffer_info(self):
        return (id(self._items), len(self._items))

    def byteswap(self):
        data = self.tobytes()
        size = self.itemsize
        parts = [data[i:i + size][::-1] for i in range(0, len(data), size)]
        self._items.clear()
        self.frombytes(b"".join(parts))

    def count(self, v, /):
        return self._items.count(v)

    def index(self, v, start=0, stop=9223372036854775807, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def insert(self, i, v, /):
        value = self._checked(v)
        self._grow_to(len(self._items) + 1)
        self._items.insert(i, value)

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError("pop from empty array")
        try:
            value = self._items.pop(i)
        except IndexError:
            raise IndexError("pop index out of range") from None
        self._grow_to(len(self._items))
        return value

    def remove(self, v, /):
        try:
            self._items.remove(v)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None
        self._grow_to(len(self._items))

    def clear(self):
        self._items.clear()
        self._grow_to(0)

    def reverse(self):
        self._items.reverse()

    def _like(self, items):
        new = array(self.typecode)
        new._items.extend(items)
        new._room = len(new._items)
        return new

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, value):
        return value in self._items

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._like(self._items[index])
        if not hasattr(index, "__index__"):
            raise TypeError("array indices must be integers")
        try:
            return self._items[index]
        except IndexError:
            raise IndexError("array index out of range") from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError("can only assign array (not \"%s\") to array slice" % type(value).__name__)
            if value.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            self._items[index] = value._items
            self._grow_to(len(self._items))
            return
        if not hasattr(index, "__index__"):
            raise TypeError("array indices must be integers")
        value = self._checked(value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError("array assignment index out of range") from None

    def __delitem__(self, index):
        if not isinstance(index, slice) and not -len(self._items) <= index < len(self._items):
            raise IndexError("array assignment index out of range")
        del self._items[index]
        self._grow_to(len(self._items))

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError("can only append array (not \"%s\") to array" % type(other).__name__)
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError("can only extend with array (not \"%s\")" % type(other).__name__)
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._like(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items[:] = self._items * n
        self._grow_to(len(self._items))
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._like(self._items)

    def __deepcopy__(self, memo):
        return self._like(self._items)

    def __reduce_ex__(self, protocol):
        return (array, (self.typecode, list(self._items)))

    def __sizeof__(self):
        return 64 - _WORDS_BEFORE + self._room * self.itemsize

    def __repr__(self):
        if not self._items:
            return "%s('%s')" % (type(self).__name__, self.typecode)
        if self.typecode in "uw":
            return "%s('%s', %r)" % (type(self).__name__, self.typecode, "".join(self._items))
        return "%s('%s', %r)" % (type(self).__name__, self.typecode, self._items)


ArrayType = array

import _type_names

for _class in (array,):
    _type_names.qualify(_class)
del _class
