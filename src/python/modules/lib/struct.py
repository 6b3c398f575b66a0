"""Bytes as C structs."""

import sys
import _bits

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    __module__ = "struct"


_SIZES = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8,
          "n": 8, "N": 8, "e": 2, "f": 4, "d": 8, "s": 1, "p": 1, "P": 8}
_STANDARD = dict(_SIZES, l=4, L=4)
_NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort", "i": "int", "I": "int", "l": "int", "L": "int",
          "q": "int", "Q": "int", "n": "int", "N": "int", "P": "int"}


def _parse(format):
    """Byte order, native alignment, list of (code, count, size, offset), whole size."""
    if isinstance(format, bytes):
        format = format.decode("ascii")
    if not isinstance(format, str):
        raise TypeError("Struct() argument 1 must be a str or bytes object, not %s" % type(format).__name__)
    order, native = "little", True
    rest = format
    if format[:1] in ("@", "=", "<", ">", "!"):
        mark, rest = format[0], format[1:]
        native = mark == "@"
        order = "big" if mark in ">!" else "little"
    sizes = _SIZES if native else _STANDARD
    items = []
    offset = 0
    i = 0
    while i < len(rest):
        char = rest[i]
        i += 1
        if char.isspace():
            continue
        count = 1
        if char.isdigit():
            digits = char
            while i < len(rest) and rest[i].isdigit():
                digits += rest[i]
                i += 1
            if i == len(rest):
                raise error("repeat count given without format specifier")
            count = int(digits)
            char = rest[i]
            i += 1
        if char not in sizes or (char in "nNP" and not native):
            raise error("bad char in struct format")
        size = sizes[char]
        if native and size > 1:
            offset += -offset % size
        if char in "sp":
            items.append((char, 1, count, offset))
            offset += count
        else:
            items.append((char, count, size, offset))
            offset += count * size
    return order, items, offset


def _int(code, value, size):
    try:
        value = value.__index__()
    except AttributeError:
        raise error("required argument is not an integer") from None
    signed = code in "bhilqn"
    bits = size * 8
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    if not low <= value <= high:
        if code not in "bBhHiIlLqQnN":
            raise error("int too large to convert")
        raise error(_refusal(code, value, size, low, high))
    return value


if sys.version_info >= (3, 12):
    def _refusal(code, value, size, low, high):
        return "'%s' format requires %d <= number <= %d" % (code, low, high)
else:
    _NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}

    def _refusal(code, value, size, low, high):
        if code in _NAMES:
            if code in "hH" and sys.version_info < (3, 11):
                low, high = ("(-0x7fff - 1)", "0x7fff") if code == "h" else ("0", "(0x7fff * 2 + 1)")
            return "%s format requires %s <= number <= %s" % (_NAMES[code], low, high)
        if size == 8 or not -1 << 63 <= value < 1 << 63 or code == "I" and value < 0:
            return "argument out of range"
        return "'%s' format requires %d <= number <= %d" % (code, low, high)


def _put(code, size, order, value):
    if code in "bBhHiIlLqQnNP":
        return _int(code, value, size).to_bytes(size, order, signed=code in "bhilqn")
    if code == "?":
        return b"\x01" if value else b"\x00"
    if code == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if code in "efd":
        try:
            value = float(value) if not isinstance(value, (str, bytes)) else None
        except TypeError:
            value = None
        if value is None:
            raise error("required argument is not a float")
        bits = _bits.from_float(value, size)
        if bits < 0:
            raise OverflowError("float too large to pack with %s format" % code)
        return bits.to_bytes(size, order)
    if not isinstance(value, (bytes, bytearray)):
        raise error("argument for '%s' must be a bytes object" % code)
    if code == "s":
        return bytes(value[:size]).ljust(size, b"\0")
    value = bytes(value[:min(size - 1, 255)])
    return (bytes([len(value)]) + value).ljust(size, b"\0")


class Struct:
    __slots__ = ("_format", "size", "_order", "_items", "_count", "__weakref__")

    def __init__(self, format):
        self._order, self._items, self.size = _parse(format)
        self._format = format if isinstance(format, str) else format.decode("ascii")
        self._count = sum([0 if code == "x" else count for code, count, _, _ in self._items])

    @property
    def format(self):
        return self._format

    def pack(self, *values):
        if len(values) != self._count:
            raise error("pack expected %d items for packing (got %d)" % (self._count, len(values)))
        out = bytearray(self.size)
        at = 0
        for code, count, size, offset in self._items:
            if code == "x":
                continue
            for _ in range(count):
                out[offset:offset + size] = _put(code, size, self._order, values[at])
                offset += size
                at += 1
        return bytes(out)

    def pack_into(self, buffer, offset, *values):
        data = self.pack(*values)
        if offset < 0:
            offset += len(buffer)
        if offset + self.size > len(buffer):
            raise error("pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d "
                        "(actual buffer size is %d)" % (offset + self.size, self.size, offset, len(buffer)))
        buffer[offset:offset + self.size] = data

    def _read(self, data):
        values = []
        for code, count, size, offset in self._items:
            if code == "x":
                continue
            for _ in range(count):
                part = data[offset:offset + size]
                offset += size
                if code in "bBhHiIlLqQnNP":
                    values.append(int.from_bytes(part, self._order, signed=code in "bhilqn"))
                elif code == "?":
                    values.append(part != b"\x00")
                elif code in "efd":
                    values.append(_bits.to_float(int.from_bytes(part, self._order), size))
                elif code == "p":
                    values.append(part[1:1 + part[0]] if part else b"")
                else:
                    values.append(part)
        return tuple(values)

    def unpack(self, buffer):
        data = bytes(buffer)
        if len(data) != self.size:
            raise error("unpack requires a buffer of %d bytes" % self.size)
        return self._read(data)

    def unpack_from(self, buffer, offset=0):
        data = bytes(buffer)
        if offset < 0:
            if offset + len(data) < 0:
                raise error("offset %d out of range for %d-byte buffer" % (offset, len(data)))
            offset += len(data)
        if len(data) - offset < self.size:
            raise error("unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d "
                        "(actual buffer size is %d)" % (offset + self.size, self.size, offset, len(data)))
        return self._read(data[offset:offset + self.size])

    def iter_unpack(self, buffer):
        data = bytes(buffer)
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(data) % self.size:
            raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % self.size)
        return iter([self._read(data[i:i + self.size]) for i in range(0, len(data), self.size)])

    def __repr__(self):
        return "_struct.Struct(%r)" % self._format


_cache = {}


def _struct(format):
    found = _cache.get(format)
    if found is None:
        found = _cache[format] = Struct(format)
    return found


def calcsize(format, /):
    return _struct(format).size


def pack(format, /, *values):
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    return _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct(format).iter_unpack(buffer)


def _clearcache():
    _cache.clear()
