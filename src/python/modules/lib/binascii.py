"""Bytes as text."""

__all__ = ["Error", "a2b_base64", "b2a_base64", "hexlify", "unhexlify", "a2b_hex", "b2a_hex", "crc32"]

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Error(ValueError):
    __module__ = "binascii"


def b2a_base64(data, /, *, newline=True):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    data = bytes(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        part = data[i:i + 3]
        number = int.from_bytes(part.ljust(3, b"\0"), "big")
        for j in range(4):
            out.append(_ALPHABET[number >> (18 - 6 * j) & 63] if j <= len(part) else 61)
    if newline:
        out.append(10)
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    if isinstance(data, str):
        data = data.encode("ascii")
    number = bits = padding = count = 0
    out = bytearray()
    for char in data:
        if char == 61:
            padding += 1
            if count % 4 >= 2 and count % 4 + padding >= 4:
                break
            continue
        value = _ALPHABET.find(char)
        if value < 0:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        padding = 0
        count += 1
        number = number << 6 | value
        bits += 6
        if bits >= 8:
            bits -= 8
            out.append(number >> bits & 255)
            number &= (1 << bits) - 1
    if count % 4 == 1:
        raise Error("Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4"
                    % count)
    if count % 4 and count % 4 + padding < 4:
        raise Error("Incorrect padding")
    return bytes(out)


def hexlify(data, sep=None, bytes_per_sep=1):
    data = bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


def unhexlify(hexstr, /):
    if isinstance(hexstr, bytes):
        hexstr = hexstr.decode("latin-1")
    if len(hexstr) % 2:
        raise Error("Odd-length string")
    try:
        return bytes([int(hexstr[i:i + 2], 16) for i in range(0, len(hexstr), 2)])
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex = hexlify
a2b_hex = unhexlify
_table = []


def crc32(data, crc=0, /):
    if not _table:
        for n in range(256):
            for _ in range(8):
                n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
            _table.append(n)
    crc ^= 0xFFFFFFFF
    for byte in bytes(data):
        crc = crc >> 8 ^ _table[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF
