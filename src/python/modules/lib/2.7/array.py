"""Sequences of numbers of one kind."""

import struct

_SIZES = {"c": 1, "b": 1, "B": 1, "u": 4, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "f": 4, "d": 8}


class array(object):
    def __new__(cls, typecode, initializer=None):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError("must be char, not " + type(typecode).__name__)
        if typecode not in _SIZES:
            raise ValueError("bad typecode (must be c, b, B, u, h, H, i, I, l, L, f or d)")
        self = object.__new__(cls)
        self.typecode = typecode
        self.itemsize = _SIZES[typecode]
        self._items = []
        if isinstance(initializer, str) and typecode != "c":
            self.fromstring(initializer)
        elif isinstance(initializer, unicode) and typecode != "u":
            raise TypeError("cannot use a unicode to initialize an array with typecode '%s'" % typecode)
        elif initializer is not None:
            self.extend(initializer)
        return self

    def __init__(self, typecode, initializer=None):
        pass

    def _checked(self, x):
        code = self.typecode
        if code == "c":
            if not isinstance(x, str) or len(x) != 1:
                raise TypeError("array item must be char")
            return x
        if code == "u":
            if not isinstance(x, unicode) or len(x) != 1:
                raise TypeError("array item must be unicode character")
            return x
        if code in "fd":
            if not isinstance(x, (int, long, float)):
                raise TypeError("a float is required")
            return struct.unpack("f", struct.pack("f", x))[0] if code == "f" else float(x)
        if isinstance(x, float):
            raise TypeError("integer argument expected, got float") if code not in "IL" else TypeError("an integer is required")
        if not isinstance(x, (int, long)):
            raise TypeError("an integer is required")
        bits = 8 * self.itemsize
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
        names = {"b": "signed char", "B": "unsigned byte integer", "h": "signed short integer", "H": "unsigned short"}
        if x < low or x > high:
            side = "less than minimum" if x < low else "greater than maximum"
            if code in names:
                raise OverflowError("%s is %s" % (names[code], side))
            if code in "i":
                raise OverflowError("signed integer is %s" % side)
            raise OverflowError("Python int too large to convert to C long" if code == "l" else "unsigned int is %s" % side)
        return long(x) if code in "IL" else int(x)

    def append(self, x):
        self._items.append(self._checked(x))

    def extend(self, iterable):
        if isinstance(iterable, array):
            if iterable.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            self._items.extend(iterable._items[:])
            return
        for x in iterable:
            self.append(x)

    def fromlist(self, list):
        self._items.extend([self._checked(x) for x in list])

    def tolist(self):
        return self._items[:]

    def _format(self, count):
        return "=%d%s" % (count, {"l": "q", "L": "Q"}.get(self.typecode, self.typecode))

    def tostring(self):
        if self.typecode == "c":
            return "".join(self._items)
        if self.typecode == "u":
            return "".join(struct.pack("=I", ord(x)) for x in self._items)
        return struct.pack(self._format(len(self._items)), *self._items)

    def fromstring(self, string):
        if len(string) % self.itemsize:
            raise ValueError("string length not a multiple of item size")
        if self.typecode == "c":
            self._items.extend(string)
        elif self.typecode == "u":
            self._items.extend(unichr(x) for x in struct.unpack("=%dI" % (len(string) // 4), string))
        else:
            self._items.extend(self._checked(x) for x in
                               struct.unpack(self._format(len(string) // self.itemsize), string))

    def tounicode(self):
        if self.typecode != "u":
            raise ValueError("tounicode() may only be called on type 'u' arrays")
        return u"".join(self._items)

    def fromunicode(self, text):
        if self.typecode != "u":
            raise ValueError("fromunicode() may only be called on type 'u' arrays")
        self._items.extend(text)

    def tofile(self, f):
        f.write(self.tostring())

    write = tofile

    def fromfile(self, f, n):
        text = f.read(n * self.itemsize)
        self.fromstring(text)
        if len(text) < n * self.itemsize:
            raise EOFError("not enough items in file")

    read = fromfile

    def byteswap(self):
        if self.itemsize > 1:
            text = self.tostring()
            size = self.itemsize
            self._items = []
            self.fromstring("".join(text[i:i + size][::-1] for i in range(0, len(text), size)))

    def buffer_info(self):
        return (id(self._items), len(self._items))

    def count(self, x):
        return self._items.count(x)

    def index(self, x):
        for i, item in enumerate(self._items):
            if item == x:
                return i
        raise ValueError("array.index(x): x not in list")

    def insert(self, i, x):
        self._items.insert(i, self._checked(x))

    def pop(self, i=-1):
        if not self._items:
            raise IndexError("pop from empty array")
        if not -len(self._items) <= i < len(self._items):
            raise IndexError("pop index out of range")
        return self._items.pop(i)

    def remove(self, x):
        if x not in self._items:
            raise ValueError("array.remove(x): x not in list")
        self._items.remove(x)

    def reverse(self):
        self._items.reverse()

    def _like(self, items):
        made = array(self.typecode)
        made._items = items
        return made

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self._like(self._items[i])
        if not isinstance(i, (int, long)):
            raise TypeError("array indices must be integers")
        if not -len(self._items) <= i < len(self._items):
            raise IndexError("array index out of range")
        return self._items[i]

    def __setitem__(self, i, x):
        if isinstance(i, slice):
            if not isinstance(x, array):
                raise TypeError('can only assign array (not "%s") to array slice' % type(x).__name__)
            if x.typecode != self.typecode:
                raise TypeError("bad argument type for built-in operation")
            self._items[i] = x._items[:]
            return
        if not -len(self._items) <= i < len(self._items):
            raise IndexError("array assignment index out of range")
        self._items[i] = self._checked(x)

    def __delitem__(self, i):
        if not isinstance(i, slice) and not -len(self._items) <= i < len(self._items):
            raise IndexError("array assignment index out of range")
        del self._items[i]

    def __iter__(self):
        at = 0
        while at < len(self._items):
            yield self._items[at]
            at += 1

    def __contains__(self, x):
        return x in self._items

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only append array (not "%s") to array' % type(other).__name__)
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")
        return self._like(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError('can only extend with array (not "%s")' % type(other).__name__)
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._like(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __copy__(self):
        return self._like(self._items[:])

    def __deepcopy__(self, memo):
        return self._like(self._items[:])

    def __reduce__(self):
        return (array, (self.typecode, self._items[:]))

    def __cmp__(self, other):
        if not isinstance(other, array):
            return NotImplemented
        return cmp(self._items, other._items)

    __hash__ = None

    def __sizeof__(self):
        return 56 + len(self._items) * self.itemsize

    def __repr__(self):
        if not self._items:
            return "array('%s')" % self.typecode
        if self.typecode == "c":
            return "array('c', %r)" % self.tostring()
        if self.typecode == "u":
            return "array('u', %r)" % self.tounicode()
        return "array('%s', %r)" % (self.typecode, self._items)


array.__module__ = "array"
ArrayType = array
typecodes = "cbBuhHiIlLfd"
del typecodes
