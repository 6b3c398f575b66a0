"""What modules written for 3.x use that 2.7 has not."""

import __builtin__


def round(number, ndigits=None):
    """To the nearest int, halves to the even one."""
    if ndigits is not None:
        return __builtin__.round(number, ndigits)
    whole = int(number // 1)
    rest = number - whole
    return whole + (rest > 0.5 or rest == 0.5 and whole & 1)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


def isqrt(n):
    root = 1 << (n.bit_length() + 1 >> 1)
    while True:
        better = root + n // root >> 1
        if better >= root:
            return root
        root = better
