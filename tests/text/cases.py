# -*- coding: utf-8 -*-
"""Prints text and number cases with what this CPython makes of them: the oracle of `tests/text/main.rs`.

Each line: operation, arguments, `=>`, outcome; fields are separated by tabs, odd characters escaped.
Run by hand for the recorded cases: python3.13 tests/text/cases.py 1 10 > tests/text/recorded_3_13.tsv, and the same
with 2.7. Live, with any version from 2.7 on: GCSCOPE_ORACLE=/path/to/python cargo test --test text -- --ignored
"""
from __future__ import division, print_function

import math
import os
import random
import re
import struct
import sys

SEED, COUNT = int(sys.argv[1]), int(sys.argv[2])
PYTHON2 = sys.version_info < (3,)
INTEGERS = (int, long) if PYTHON2 else int  # noqa: F821
random.seed(SEED)


def escape(text):
    def one(c):
        if c == "\\":
            return "\\\\"
        return c if " " <= c <= "~" else "\\u{%x}" % ord(c)

    return "".join(map(one, text))


def show(value):
    if value is True or value is False:
        return str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, INTEGERS):
        return "%d" % value
    if isinstance(value, (bytes, list, tuple, float, complex)) or value is None:
        # The suffix of 2.7's long integers is the caller's affair.
        return re.sub(r"(\d)L\b", r"\1", repr(value))
    raise TypeError(value)


def case(operation, *arguments, **options):
    """Records what `run` returns or raises."""
    try:
        outcome = "ok " + show(options["run"]())
    except Exception as error:
        if isinstance(error, AttributeError) and "has no attribute" in str(error):
            return  # An older interpreter.
        outcome = "%s: %s" % (type(error).__name__, error)
    print("\t".join([operation] + [escape(show(a)) for a in arguments] + ["=>", escape(outcome)]))


def typed(value):
    """An argument that carries its type."""
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, INTEGERS):
        return "i%d" % value
    if isinstance(value, float):
        return "f%r" % value
    return "n"


# Material --------------------------------------------------------------------------------------------------

FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 2.5, 3.5, 0.1, 0.3, 1e16, 1e15, 9.999e22, 1e22, 1e23, 123456789.0, 1e-4, 1e-5,
          5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 0.125, 2.675, 1.005, 1e100,
          99999.5, 999999.5, 0.00001234, 123456.789, 1 / 3, 2.0**53, 2.0**63, -(2.0**63), 2.0**64, 1e300, 1e-300,
          2.2250738585072014e-308, 4.9999999999999994, 0.49999999999999994, 25.0, 15.0, -15.0, 1e17, 12345678901234567.0]


def a_float():
    kind = random.randrange(7)
    if kind == 0:
        return random.choice(FLOATS)
    if kind == 1:
        return random.uniform(-10, 10)
    if kind == 2:
        return random.choice([-1, 1]) * random.random() * 10 ** random.randint(-320, 308)
    if kind == 3:
        return round(random.uniform(-1000, 1000), random.randint(0, 6))
    if kind == 4:
        return float(random.randint(-10**18, 10**18))
    if kind == 5:
        return random.randint(-4000, 4000) / 2 ** random.randint(0, 8)
    return struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]


def an_int():
    kind = random.randrange(5)
    if kind == 0:
        return random.choice([0, 1, -1, 2**63 - 1, -(2**63), 2**63, 2**64, -(2**64), 10**18, 10**19, 2**53 + 1, 10**30])
    if kind == 1:
        return random.randint(-20, 20)
    if kind == 2:
        return random.randint(-(10**6), 10**6)
    if kind == 3:
        return random.randint(-(2**64), 2**64)
    return random.choice([-1, 1]) * random.getrandbits(random.choice([60, 61, 62, 63, 64, 65, 90, 128, 500]))


LETTERS = "abcABCxyz  \t\n\r.,:;-_+'\"\\{}%()[]0123456789éßñÀÉŉǅǆΑΣσςİıſﬁ日本語😀𝔘𝟘٣²½Ⅷ\u00a0\u2003\u3000\x1c\x1f\x00\x7f\x85\u2028\u0301\u200b\ufeff\ue000\U0010ffff\u0378\u10d0\u1c90Ꭰꭰ\u1e9e"
if PYTHON2:
    LETTERS = "".join(c for c in "abcABCxyz  \t\n.,:;-_+'\"\\{}%()[]0123456789\x00\x7f")


def a_text(most=10, letters=LETTERS):
    return "".join(random.choice(letters) for _ in range(random.randint(0, most)))


def an_argument():
    """An integer that 2.7 shows without a suffix."""
    n = an_int()
    return int(n % sys.maxsize) if PYTHON2 else n


def a_short():
    return a_text(3, "ab é日")


def an_index():
    return random.choice([None, 0, 1, 2, 3, 5, 8, 100, -1, -2, -3, -5, -9, -100, 2**62, -(2**62)])


# Topics ----------------------------------------------------------------------------------------------------


def numbers():
    x, y = a_float(), a_float()
    case("float_repr", x, run=lambda: repr(x))
    case("float_hex", x, run=lambda: x.hex())
    case("float_hash", x, run=lambda: hash(x) if x == x else 0)
    case("float_divmod", x, y, run=lambda: divmod(x, y))
    case("float_floordiv", x, y, run=lambda: x // y)
    case("float_mod", x, y, run=lambda: x % y)
    case("float_pow", x, y, run=lambda: x**y)
    z = random.choice([2.0, 0.5, -1.0, 3.0, -2.0, 0.0, 1.5])
    case("float_pow", x, z, run=lambda: x**z)
    n = random.choice([0, 1, 2, 3, 5, 10, 17, -1, -2, -5, 308, -308, 323, 324, -309, random.randint(-30, 30)])
    case("float_round", x, n, run=lambda: round(x, n))
    if not PYTHON2:
        case("float_round_int", x, run=lambda: round(x))
    case("float_str", x, run=lambda: str(x))
    case("float_to_int", x, run=lambda: int(x))
    case("float_ratio", x, run=lambda: x.as_integer_ratio())
    case("float_is_integer", x, run=lambda: x.is_integer())
    m, e = math.frexp(x)
    case("float_frexp", x, run=lambda: (m, e))
    a, b = an_int(), an_int()
    if PYTHON2 and b == 0:
        b = 1  # The message depends on the type, which we leave to the caller.
    for name, op in [
        ("add", lambda: a + b), ("sub", lambda: a - b), ("mul", lambda: a * b), ("floordiv", lambda: a // b),
        ("mod", lambda: a % b), ("divmod", lambda: divmod(a, b)), ("and", lambda: a & b), ("or", lambda: a | b),
        ("xor", lambda: a ^ b), ("truediv", lambda: a / b), ("lt", lambda: a < b), ("eq", lambda: a == b),
        ("gcd", lambda: math.gcd(a, b)), ("lcm", lambda: math.lcm(a, b)),
    ]:
        case("int_" + name, a, b, run=op)
    case("int_invert", a, run=lambda: ~a)
    case("int_neg", a, run=lambda: -a)
    case("int_hash", a, run=lambda: hash(a))
    case("int_bits", a, run=lambda: (a.bit_length(), a.bit_count()))
    case("int_float", a, run=lambda: float(a))
    case("int_isqrt", a, run=lambda: math.isqrt(a))
    s = random.choice([0, 1, 2, 31, 32, 62, 63, 64, 65, 100, -1, 200])
    case("int_shl", a, s, run=lambda: a << s)
    case("int_shr", a, s, run=lambda: a >> s)
    p = random.randint(-3, 12)
    case("int_pow", a, p, run=lambda: a**p)
    c = an_int()
    case("int_modpow", a, b, c, run=lambda: pow(a, b, c))
    if not PYTHON2:
        case("int_round", a, p, run=lambda: round(a, -abs(p)))
    for base in (2, 8, 16):
        case("int_prefixed", a, base, run=lambda: {2: bin, 8: oct, 16: hex}[base](a).rstrip("L"))
    near = random.choice([a, a + random.randint(-2, 2)])
    try:
        f = float(near)
    except OverflowError:
        f = 1e308
    case("int_cmp_float", a, f, run=lambda: (a > f) - (a < f))
    case("int_cmp_float", a, x, run=lambda: None if x != x else (a > x) - (a < x))


def complexes():
    a, b = complex(a_float(), a_float()), complex(a_float(), a_float())
    if random.random() < 0.5:
        a = complex(random.randint(-3, 3), random.randint(-3, 3))
        b = complex(random.randint(-3, 3), random.choice([0, 0, 1, -2]))
    args = (a.real, a.imag, b.real, b.imag)
    case("complex_repr", a.real, a.imag, run=lambda: repr(a))
    case("complex_abs", a.real, a.imag, run=lambda: abs(a))
    if a == a:
        case("complex_hash", a.real, a.imag, run=lambda: hash(a))
    for name, op in [("add", lambda: a + b), ("sub", lambda: a - b), ("mul", lambda: a * b), ("div", lambda: a / b),
                     ("pow", lambda: a**b)]:
        case("complex_" + name, *args, run=op)
    text = random.choice([repr(a), repr(b).strip("()"), "(%s)" % a_text(6, "12.+-jJe_ "), a_text(6, "12.+-jJe_ inf")])
    case("complex_parse", text, run=lambda: complex(text))


def parsing():
    base = random.choice([10, 10, 10, 0, 2, 8, 16, 36, 1, 37, 3])
    text = random.choice([
        a_text(6, "0123456789_-+ \n"), a_text(6, "01_xXoObB"), "0x" + a_text(4, "0aF_"), a_text(4, "abcxyz19"), a_text(4),
        a_text(4, "٣٤5 \u3000"), str(an_int()), "0b101", "0o17", "1__0", "0_1",
    ])
    case("int_parse", text, base, run=lambda: int(text, base))
    word = random.choice([
        a_text(8, "0123456789._eE+- \n"), a_text(5), repr(a_float()), "inf", "-Infinity", "+nan", "infinit", "1_000.5",
        "1e1_0", a_text(6, "٣٤.5 "), "%de%d" % (random.randint(0, 10**20), random.randint(-350, 330)), "0x1p3", "1.e5", ".",
    ])
    case("float_parse", word, run=lambda: float(word))
    digits = a_text(5, "0123456789abcF.")
    hexadecimal = random.choice([a_float().hex(), digits, "0x" + digits, "0x1.%sp%d" % (digits, random.randint(-1100, 1030)),
                                 "-0X%sP-%d" % (digits.replace(".", ""), random.randint(1000, 1100)), " inf", a_text(4)])
    case("float_fromhex", hexadecimal, run=lambda: float.fromhex(hexadecimal))
    raw = word.encode("latin-1", "replace")
    case("float_parse_bytes", raw.decode("latin-1"), run=lambda: float(raw))
    number = text.encode("latin-1", "replace")
    case("int_parse_bytes", number.decode("latin-1"), base, run=lambda: int(number, base))


def a_spec(kinds):
    if random.random() < 0.08:
        return a_text(5, "<>^= +-#0z123,_.bcdeEfFgGnosxX%" + ("" if PYTHON2 else "\u1234é"))
    parts = [
        random.choice(["", "", "<", ">", "^", "=", "*^", "0>", "~<" if PYTHON2 else "é<", "x="]),
        random.choice(["", "", "", "+", "-", " "]),
        random.choice(["", "", "", "", "z"]),
        random.choice(["", "", "", "#"]),
        random.choice(["", "", "0"]),
        random.choice(["", "", "1", "5", "12", "20"]),
        random.choice(["", "", "", ",", "_"]),
        random.choice(["", "", "", ".0", ".1", ".3", ".10", ".20", "."]),
        random.choice(kinds),
    ]
    return "".join(parts)


def specs():
    kinds = ["", "d", "e", "f", "g", "E", "F", "G", "%", "n", "s", "x", "X", "o", "b", "c"]
    n, x, c, s = an_int(), a_float(), complex(a_float(), a_float()), a_text(8)
    if random.random() < 0.3:
        n = random.choice([65, 233, 0x1F600, -1, 0x110000, 10**30])
    if PYTHON2:
        n = int(n % sys.maxsize)
    spec = a_spec(kinds)
    case("format_int", n, spec, run=lambda: format(n, spec))
    case("format_float", x, spec, run=lambda: format(x, spec))
    case("format_complex", c.real, c.imag, spec, run=lambda: format(c, spec))
    spec = a_spec(["", "", "s", "s", "d"])
    case("format_str", s, spec, run=lambda: format(s, spec))


def templates():
    pieces = ["{}", "{0}", "{1}", "{{", "}}", "{", "}", "a", "é", "{!r}", "{!s}", "{!a}", "{!x}", "{:5}", "{:>{}}", "{1:<{0}}",
              "{0!r:>10}", "{:{}{}}", "{:{:{}}}", "{0.real}", "{0[0]}", "{0[}", "{.}", "{k}", "{:.2}", "{!", "{:", "{!r", "[", "]",
              "{99999999999999999999}", "{!é}", "{0]}", "{a[}]}"]
    template = "".join(random.choice(pieces) for _ in range(random.randint(1, 4)))
    if PYTHON2:
        template = "".join(c for c in template if c < "\x7f")
    arguments = [random.choice([random.randint(-9, 99), a_text(4), a_float()]) for _ in range(random.randint(0, 3))]
    # Attributes and items belong to the caller.
    if not any(mark in template for mark in (".r", "{0[", "{a[")):
        case("template", template, *map(typed, arguments), run=lambda: template.format(*arguments))


def percents():
    def conversion():
        return "%" + random.choice(["", "", "", "(k)", "(k"]) * (random.random() < 0.2) + "".join(
            random.choice("-+ #0") for _ in range(random.choice([0, 0, 1, 2]))
        ) + random.choice(["", "", "3", "10", "*"]) + random.choice(["", "", ".0", ".2", ".", ".*", ".12"]) + random.choice(
            ["", "", "", "l"]
        ) + random.choice("ddddsssrafFeEgGxXoicu%y\u1234")

    template = "".join(random.choice([conversion(), conversion(), "a", "é", "%%", "%"]) for _ in range(random.randint(1, 3)))
    if PYTHON2:
        template = "".join(c for c in template if c < "\x7f")
    arguments = tuple(
        random.choice([an_argument(), random.randint(-99, 999), a_float(), a_text(4), None, "x", 65]) for _ in range(random.randint(0, 4))
    )
    case("percent", template, *map(typed, arguments), run=lambda: template % arguments)
    mapping = {"k": arguments[0] if arguments else 1}
    case("percent_mapping", template, typed(mapping["k"]), run=lambda: template % mapping)


def strings():
    s, t = a_text(12), a_short()
    if random.random() < 0.5:
        s = a_text(12, "ab é日") if random.random() < 0.5 else a_text(12, "abAB ,\n")
    i, j = an_index(), an_index()
    case("repr", s, run=lambda: repr(s))
    case("ascii", s, run=lambda: ascii(s))
    raw = s.encode("latin-1", "replace") + bytes(random.choices(range(256), k=2))
    case("repr_bytes", raw.decode("latin-1"), run=lambda: repr(raw))
    for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
        case("str_" + name, s, t, str(i), str(j), run=lambda: getattr(s, name)(t, i, j))
    n = random.choice([-1, -1, 0, 1, 2, 5])
    new = a_short()
    case("str_replace", s, t, new, n, run=lambda: s.replace(t, new, n))
    for name in ("split", "rsplit"):
        case("str_" + name, s, t, n, run=lambda: getattr(s, name)(t, n))
        case("str_" + name + "_space", s, n, run=lambda: getattr(s, name)(None, n))
    keep = random.choice([True, False])
    case("str_splitlines", s, keep, run=lambda: s.splitlines(keep))
    for name in ("partition", "rpartition", "removeprefix", "removesuffix"):
        case("str_" + name, s, t, run=lambda: getattr(s, name)(t))
    for name in ("strip", "lstrip", "rstrip"):
        case("str_" + name, s, run=lambda: getattr(s, name)())
        case("str_" + name, s, t, run=lambda: getattr(s, name)(t))
    for name in ("upper", "lower", "title", "capitalize", "swapcase", "casefold"):
        case("str_" + name, s, run=lambda: getattr(s, name)())
    word = random.choice([s, a_text(2), a_text(1)])
    for name in ("isalpha isdigit isdecimal isnumeric isalnum isspace isupper islower istitle isidentifier isprintable "
                 "isascii").split():
        case("str_" + name, word, run=lambda: getattr(word, name)())
    width = random.choice([-1, 0, 3, 8, 9, 20])
    fill = random.choice(["*", " ", "é", "日", "", "ab"])
    for name in ("center", "ljust", "rjust"):
        case("str_" + name, s, width, fill, run=lambda: getattr(s, name)(width, fill))
    signed = random.choice(["", "+", "-"]) + s
    case("str_zfill", signed, width, run=lambda: signed.zfill(width))
    tabs = a_text(10, "a\té\n\r日b")
    case("str_expandtabs", tabs, width, run=lambda: tabs.expandtabs(width))
    k = an_index()
    case("str_slice", s, str(i), str(j), str(k), run=lambda: s[i:j:k])
    at = random.randint(-14, 14)
    case("str_item", s, at, run=lambda: s[at])
    length = random.choice([0, 1, 2, 5, 10])
    case("slice_indices", str(i), str(j), str(k), length, run=lambda: slice(i, j, k).indices(length) + (len(range(length)[i:j:k]),))


def codecs():
    s = a_text(6, "abé€ñ日😀\xff")
    encoding = random.choice(["ascii", "latin-1", "utf-8", "foo", "LATIN_1", "UTF8", "utf-16", "utf-16-le", "utf_16_be", "utf-32",
                              "utf-32-be", "utf-8-sig"])
    errors = random.choice(["strict", "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "bar"])
    case("encode", s, encoding, errors, run=lambda: s.encode(encoding, errors))
    raw = bytes(random.choice([65, 0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xE2, 0x82, 0xAC, 0xED, 0xA0, 0xF0, 0x9F, 0x90, 0xF4, 0xF5, 0xFF, 66])
                for _ in range(random.randint(0, 6)))
    raw = random.choice([raw, raw + s.encode(), s.encode()[:-1]])
    if "16" in encoding or "32" in encoding:
        pieces = [b"\xff\xfe", b"\xfe\xff", b"a\x00", b"\x00\xd8", b"\x00\xdc", b"\x00\x00", b"\xd8\x00", b"b", b"\x01\x00"]
        raw = b"".join(random.choice(pieces) for _ in range(random.randint(0, 6)))
    case("decode", raw.decode("latin-1"), encoding, errors, run=lambda: raw.decode(encoding, errors))


def byte_strings():
    s = bytes(random.choice(b"ab, \n\r\t\x1c\xff") for _ in range(random.randint(0, 10)))
    t = bytes(random.choice(b"ab,") for _ in range(random.randint(0, 2)))
    new = bytes(random.choice(b"xy") for _ in range(random.randint(0, 2)))
    i, j, n = an_index(), an_index(), random.choice([-1, 0, 1, 2])
    args = (s.decode("latin-1"), t.decode("latin-1"))
    for name in ("find", "rfind", "index", "count", "startswith", "endswith"):
        case("bytes_" + name, *(args + (str(i), str(j))), run=lambda: getattr(s, name)(t, i, j))
    case("bytes_replace", *(args + (new.decode(), n)), run=lambda: s.replace(t, new, n))
    for name in ("split", "rsplit"):
        case("bytes_" + name, *(args + (n,)), run=lambda: getattr(s, name)(t, n))
        case("bytes_" + name + "_space", args[0], n, run=lambda: getattr(s, name)(None, n))
    case("bytes_splitlines", args[0], n > 0, run=lambda: s.splitlines(n > 0))
    case("bytes_strip", *args, run=lambda: s.strip(t))
    word = bytes(random.choice(b"abAB1 '-+\xe9") for _ in range(random.randint(0, 6)))
    latin = word.decode("latin-1")
    for name in ("upper lower swapcase capitalize title isalpha isalnum isdigit isspace isupper islower istitle").split():
        case("bytes_" + name, latin, run=lambda: getattr(word, name)())
    width = random.choice([-1, 0, 3, 8, 9])
    for name in ("center", "ljust", "rjust", "zfill"):
        case("bytes_" + name, latin, width, run=lambda: getattr(word, name)(width))
    for name in ("partition", "rpartition"):
        case("bytes_" + name, *args, run=lambda: getattr(s, name)(t))


def hashes():
    items = tuple(random.choice([an_int, a_float])() for _ in range(random.randint(0, 5)))
    items = tuple(i for i in items if i == i)
    case("tuple_hash", *map(typed, items), run=lambda: hash(items))
    case("frozenset_hash", *map(typed, set(items)), run=lambda: hash(frozenset(items)))
    text = a_text(random.choice([3, 10, 30]))
    if PYTHON2:
        case("str_hash", text, run=lambda: hash(text))
        return
    case("str_hash", text, run=lambda: hash(text))
    case("bytes_hash", text.encode("latin-1", "replace").decode("latin-1"), run=lambda: hash(text.encode("latin-1", "replace")))


def suggestions():
    if sys.version_info < (3, 13):
        return
    names = ["value", "Value", "values", "name", "nmae", "self", "count", "counter", "x", "xy", "index", "idx", "__init__", "print",
             "collect", "élan", "elan", "a_very_long_name_that_goes_on_and_on_and_on_and_on"]
    import traceback

    wrong = random.choice(names)
    letters = list(wrong)
    for _ in range(random.randint(1, 2)):
        spot = random.randrange(len(letters) + 1)
        change = random.randrange(3)
        if change == 0:
            letters.insert(spot, random.choice("aexZ_"))
        elif spot < len(letters) and change == 1:
            letters.pop(spot)
        elif spot < len(letters):
            letters[spot] = random.choice([letters[spot].swapcase(), "q"])
    wrong = "".join(letters)
    candidates = random.sample(names, random.randint(1, 8))

    class Holder:
        def __dir__(self):
            return candidates

    error = AttributeError("no", name=wrong, obj=Holder())
    case("suggest", wrong, *sorted(candidates), run=lambda: traceback._compute_suggestion_error(error, None, wrong))


def all_characters():
    """Every character once; only in live runs."""
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        c = chr(code)
        flags = "".join(
            "01"[getattr(c, name)()]
            for name in "isalpha isdigit isdecimal isnumeric isalnum isspace isupper islower istitle isidentifier isprintable".split()
        ) + "01"[("a" + c).isidentifier()]
        cased = (c.upper(), c.lower(), c.title(), c.casefold(), c.swapcase())
        if flags != "000000000000" or any(x != c for x in cased):
            case("char", c, run=lambda: flags + " " + " ".join(cased))


def main():
    # Text hashes are compared with seed 0, which has to be set before the start.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable] + sys.argv)
    print("%d.%d" % sys.version_info[:2])
    both = [numbers, specs, specs, templates, templates, percents, percents, hashes]
    topics = both if PYTHON2 else both + [complexes, parsing, strings, codecs, byte_strings, suggestions]
    for _ in range(COUNT):
        for topic in topics:
            topic()
    if COUNT > 100 and sys.version_info[:2] == (3, 13):
        all_characters()


main()
