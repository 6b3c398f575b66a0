"""MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512."""

import math as _math

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)
__all__ = sorted(algorithms_guaranteed) + ["new", "algorithms_guaranteed", "algorithms_available"]


def _primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all([n % p for p in found]):
            found.append(n)
        n += 1
    return found


def _cube_root(n):
    root = 1 << (n.bit_length() + 2) // 3 + 1
    while True:
        next = (2 * root + n // root ** 2) // 3
        if next >= root:
            return root
        root = next


_FIRST = _primes(80)
_K256 = [_cube_root(p << 96) & 0xFFFFFFFF for p in _FIRST[:64]]
_K512 = [_cube_root(p << 192) & 0xFFFFFFFFFFFFFFFF for p in _FIRST]
_H256 = [_math.isqrt(p << 64) & 0xFFFFFFFF for p in _FIRST[:8]]
_H512 = [_math.isqrt(p << 128) & 0xFFFFFFFFFFFFFFFF for p in _FIRST[:8]]
_H384 = [_math.isqrt(p << 128) & 0xFFFFFFFFFFFFFFFF for p in _FIRST[8:16]]
_H224 = [h & 0xFFFFFFFF for h in _H384]
_KMD5 = [int(abs(_math.sin(i + 1)) * 4294967296) for i in range(64)]
_SMD5 = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4


def _padded(data, block, order):
    size = len(data) * 8
    length = block // 8
    data += b"\x80"
    data += b"\0" * (-(len(data) + length) % block)
    return data + size.to_bytes(length, order)


def _md5(data):
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    data = _padded(data, 64, "little")
    for start in range(0, len(data), 64):
        m = [int.from_bytes(data[start + 4 * i:start + 4 * i + 4], "little") for i in range(16)]
        a, b, c, d = state
        for i in range(64):
            if i < 16:
                f, g = b & c | ~b & d, i
            elif i < 32:
                f, g = d & b | ~d & c, (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | ~d), 7 * i % 16
            f = (f + a + _KMD5[i] + m[g]) & 0xFFFFFFFF
            a, d, c = d, c, b
            b = (b + (f << _SMD5[i] | f >> 32 - _SMD5[i])) & 0xFFFFFFFF
        state = [x + y & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d))]
    return b"".join([x.to_bytes(4, "little") for x in state])


def _sha1(data):
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
    data = _padded(data, 64, "big")
    for start in range(0, len(data), 64):
        w = [int.from_bytes(data[start + 4 * i:start + 4 * i + 4], "big") for i in range(16)]
        for i in range(16, 80):
            x = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]
            w.append((x << 1 | x >> 31) & 0xFFFFFFFF)
        a, b, c, d, e = state
        for i in range(80):
            if i < 20:
                f, k = b & c | ~b & d, 0x5A827999
            elif i < 40:
                f, k = b ^ c ^ d, 0x6ED9EBA1
            elif i < 60:
                f, k = b & c | b & d | c & d, 0x8F1BBCDC
            else:
                f, k = b ^ c ^ d, 0xCA62C1D6
            t = ((a << 5 | a >> 27) + f + e + k + w[i]) & 0xFFFFFFFF
            a, b, c, d, e = t, a, (b << 30 | b >> 2) & 0xFFFFFFFF, c, d
        state = [x + y & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d, e))]
    return b"".join([x.to_bytes(4, "big") for x in state])


def _sha2(data, state, bits, keys, turns):
    block, word = bits * 2, bits // 8
    mask = (1 << bits) - 1
    (a1, a2, a3), (b1, b2, b3), (c1, c2, c3), (d1, d2, d3) = turns
    data = _padded(data, block, "big")

    def turn(x, n):
        return (x >> n | x << bits - n) & mask

    for start in range(0, len(data), block):
        w = [int.from_bytes(data[start + word * i:start + word * (i + 1)], "big") for i in range(16)]
        for i in range(16, len(keys)):
            x, y = w[i - 15], w[i - 2]
            w.append(w[i - 16] + (turn(x, a1) ^ turn(x, a2) ^ x >> a3) + w[i - 7] + (turn(y, b1) ^ turn(y, b2) ^ y >> b3)
                     & mask)
        a, b, c, d, e, f, g, h = state
        for i in range(len(keys)):
            t1 = h + (turn(e, d1) ^ turn(e, d2) ^ turn(e, d3)) + (e & f ^ ~e & g) + keys[i] + w[i]
            t2 = (turn(a, c1) ^ turn(a, c2) ^ turn(a, c3)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = t1 + t2 & mask, a, b, c, d + t1 & mask, e, f, g
        state = [x + y & mask for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join([x.to_bytes(word, "big") for x in state])


_TURNS256 = ((7, 18, 3), (17, 19, 10), (2, 13, 22), (6, 11, 25))
_TURNS512 = ((1, 8, 7), (19, 61, 6), (28, 34, 39), (14, 18, 41))
_ALGORITHMS = {
    "md5": (16, 64, _md5),
    "sha1": (20, 64, _sha1),
    "sha224": (28, 64, lambda data: _sha2(data, _H224, 32, _K256, _TURNS256)[:28]),
    "sha256": (32, 64, lambda data: _sha2(data, _H256, 32, _K256, _TURNS256)),
    "sha384": (48, 128, lambda data: _sha2(data, _H384, 64, _K512, _TURNS512)[:48]),
    "sha512": (64, 128, lambda data: _sha2(data, _H512, 64, _K512, _TURNS512)),
}


class HASH:
    __module__ = "_hashlib"

    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size, self.block_size, self._function = _ALGORITHMS[name]
        self._data = b""
        self.update(data)

    def update(self, data):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("object supporting the buffer API required")
        self._data += bytes(data)

    def digest(self):
        return self._function(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ 0x%x>" % (self.name, id(self))


def new(name, data=b"", *, usedforsecurity=True):
    name = name.lower().replace("-", "")
    if name not in _ALGORITHMS:
        raise ValueError("unsupported hash type " + name)
    return HASH(name, data)


def md5(string=b"", *, usedforsecurity=True):
    return HASH("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return HASH("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return HASH("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return HASH("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return HASH("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return HASH("sha512", string)
