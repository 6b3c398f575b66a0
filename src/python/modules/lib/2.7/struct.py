"""Numbers as strings of bytes."""

import math


class error(Exception):
    pass


_INTS = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "P": 8}
_STANDARD = {"l": 4, "L": 4}
_OTHERS = {"x": 1, "c": 1, "s": 1, "p": 1, "?": 1, "f": 4, "d": 8}


def _parts(format):
    """Items as (code, count, size), whether the first byte is the lowest, and whether items are aligned."""
    if isinstance(format, unicode):
        format = str(format)
    if not isinstance(format, str):
        raise TypeError("Struct() argument 1 must be string, not " + type(format).__name__)
    order, at = "@", 0
    if format[:1] and format[0] in "@=<>!":
        order, at = format[0], 1
    native = order == "@"
    items = []
    while at < len(format):
        if format[at].isspace():
            at += 1
            continue
        start = at
        while at < len(format) and format[at].isdigit():
            at += 1
        if at == len(format):
            raise error("repeat count given without format specifier")
        count = int(format[start:at]) if at > start else 1
        code = format[at]
        at += 1
        size = _INTS.get(code, _OTHERS.get(code))
        if size is None or code == "P" and not native:
            raise error("bad char in struct format")
        if not native:
            size = _STANDARD.get(code, size)
        items.append((code, count, size))
    return items, order not in ">!", native


def _layout(format):
    """Each item with the padding before it; the whole size."""
    items, little, native = _parts(format)
    total = 0
    placed = []
    for code, count, size in items:
        gap = -total % size if native and code not in "xcsp?" else 0
        placed.append((gap, code, count, size))
        total += gap + count * size
    return placed, little, total


def calcsize(fmt):
    return _layout(fmt)[2]


def _int_text(value, code, size, little):
    if not isinstance(value, (int, long)):
        if not hasattr(value, "__index__"):
            raise error("cannot convert argument to integer")
        value = value.__index__()
    bits = 8 * size
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
    if not low <= value <= high:
        if size == 8:
            raise error("int too large to convert" if code == "q" else "integer out of range for '%s' format code" % code)
        names = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}
        if code in names:
            raise error("%s format requires %d <= number <= %d" % (names[code], low, high))
        raise error("'%s' format requires %d <= number <= %d" % (code, low, high))
    value &= (1 << bits) - 1
    text = "".join(chr(value >> 8 * i & 255) for i in range(size))
    return text if little else text[::-1]


def _float_text(value, size, little):
    if not isinstance(value, (int, long, float)):
        raise error("required argument is not a float")
    value = float(value)
    exponent_bits, mantissa_bits = (8, 23) if size == 4 else (11, 52)
    bias = (1 << exponent_bits - 1) - 1
    sign = 1 if math.copysign(1, value) < 0 else 0
    value = abs(value)
    if value != value:
        exponent, mantissa = (1 << exponent_bits) - 1, 1 << mantissa_bits - 1
    elif value == float("inf"):
        exponent, mantissa = (1 << exponent_bits) - 1, 0
    elif value == 0:
        exponent = mantissa = 0
    else:
        fraction, exponent = math.frexp(value)
        exponent += bias - 1
        if exponent <= 0:
            scaled = math.ldexp(fraction, mantissa_bits + exponent)
            exponent = 0
        else:
            scaled = math.ldexp(fraction * 2 - 1, mantissa_bits)
        mantissa = int(math.floor(scaled))
        rest = scaled - mantissa
        if rest > 0.5 or rest == 0.5 and mantissa & 1:
            mantissa += 1
        if mantissa >> mantissa_bits:
            mantissa, exponent = 0, exponent + 1
        if exponent >= (1 << exponent_bits) - 1:
            raise OverflowError("float too large to pack with f format")
    bits = sign << exponent_bits + mantissa_bits | exponent << mantissa_bits | mantissa
    text = "".join(chr(bits >> 8 * i & 255) for i in range(size))
    return text if little else text[::-1]


def _number(text, little):
    value = 0
    for c in (reversed(text) if little else text):
        value = value << 8 | ord(c)
    return value


def _float_of(text, little):
    size = len(text)
    bits = _number(text, little)
    exponent_bits, mantissa_bits = (8, 23) if size == 4 else (11, 52)
    bias = (1 << exponent_bits - 1) - 1
    sign = -1.0 if bits >> exponent_bits + mantissa_bits else 1.0
    exponent = bits >> mantissa_bits & (1 << exponent_bits) - 1
    mantissa = bits & (1 << mantissa_bits) - 1
    if exponent == (1 << exponent_bits) - 1:
        return float("nan") if mantissa else sign * float("inf")
    if exponent == 0:
        return sign * math.ldexp(float(mantissa), 1 - bias - mantissa_bits)
    return sign * math.ldexp(float(mantissa | 1 << mantissa_bits), exponent - bias - mantissa_bits)


def pack(fmt, *values):
    placed, little, _ = _layout(fmt)
    wanted = sum(0 if code == "x" else 1 if code in "sp" else count for _, code, count, _ in placed)
    if wanted != len(values):
        raise error("pack expected %d items for packing (got %d)" % (wanted, len(values)))
    values = iter(values)
    out = []
    for gap, code, count, size in placed:
        out.append("\0" * gap)
        if code == "x":
            out.append("\0" * count)
        elif code in "sp":
            value = next(values)
            if not isinstance(value, str):
                raise error("argument for '%s' must be a string" % code)
            if code == "s":
                out.append(value[:count].ljust(count, "\0"))
            elif count:
                kept = value[:min(count - 1, 255)]
                out.append(chr(len(kept)) + kept.ljust(count - 1, "\0"))
        else:
            for _ in range(count):
                value = next(values)
                if code == "c":
                    if not isinstance(value, str) or len(value) != 1:
                        raise error("char format require string of length 1")
                    out.append(value)
                elif code == "?":
                    out.append(chr(bool(value)))
                elif code in "fd":
                    out.append(_float_text(value, size, little))
                else:
                    out.append(_int_text(value, code, size, little))
    return "".join(out)


def unpack_from(fmt, buffer, offset=0):
    buffer = str(buffer)
    placed, little, total = _layout(fmt)
    if offset < 0:
        offset += len(buffer)
    if offset < 0 or len(buffer) - offset < total:
        raise error("unpack_from requires a buffer of at least %d bytes" % total)
    return _unpacked(placed, little, buffer[offset:offset + total])


def unpack(fmt, string):
    string = str(string)
    placed, little, total = _layout(fmt)
    if len(string) != total:
        raise error("unpack requires a string argument of length %d" % total)
    return _unpacked(placed, little, string)


def _unpacked(placed, little, text):
    out = []
    at = 0
    for gap, code, count, size in placed:
        at += gap
        if code == "x":
            at += count
        elif code in "sp":
            piece = text[at:at + count]
            at += count
            out.append(piece if code == "s" else piece[1:1 + ord(piece[0])] if piece else "")
        else:
            for _ in range(count):
                piece = text[at:at + size]
                at += size
                if code == "c":
                    out.append(piece)
                elif code == "?":
                    out.append(piece != "\0")
                elif code in "fd":
                    out.append(_float_of(piece, little))
                else:
                    value = _number(piece, little)
                    if code.islower() and value >> 8 * size - 1:
                        value -= 1 << 8 * size
                    # What need not fit into an int of C is a long there.
                    out.append(long(value) if code in "QLP" else int(value))
    return tuple(out)


def pack_into(fmt, buffer, offset, *values):
    text = pack(fmt, *values)
    if offset < 0:
        offset += len(buffer)
    if offset < 0 or len(buffer) - offset < len(text):
        raise error("pack_into requires a buffer of at least %d bytes" % len(text))
    for i, c in enumerate(text):
        buffer[offset + i] = ord(c)


class Struct(object):
    def __init__(self, fmt):
        self.format = str(fmt)
        self.size = calcsize(fmt)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, string):
        return unpack(self.format, string)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)
