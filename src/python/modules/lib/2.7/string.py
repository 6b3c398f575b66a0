"""Groups of characters, templates."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Template", "Formatter", "letters", "lowercase", "uppercase", "join",
    "split", "lower", "upper", "replace", "strip", "find", "atoi", "zfill", "maketrans",
]

whitespace = "\t\n\x0b\x0c\r "
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
lowercase = ascii_lowercase
uppercase = ascii_uppercase
letters = lowercase + uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize each word."""
    return (sep or " ").join(x.capitalize() for x in s.split(sep))


_missing = object()
_word = frozenset(ascii_letters + digits)


def join(words, sep=" "):
    return sep.join(words)


def split(s, sep=None, maxsplit=-1):
    return s.split(sep, maxsplit)


def lower(s):
    return s.lower()


def upper(s):
    return s.upper()


def replace(s, old, new, maxreplace=-1):
    return s.replace(old, new, maxreplace)


def strip(s, chars=None):
    return s.strip(chars)


def find(s, *args):
    return s.find(*args)


def atoi(s, base=10):
    return int(s, base)


def ljust(s, width, *args):
    return s.ljust(width, *args)


def rjust(s, width, *args):
    return s.rjust(width, *args)


def center(s, width, *args):
    return s.center(width, *args)


def lstrip(s, chars=None):
    return s.lstrip(chars)


def rstrip(s, chars=None):
    return s.rstrip(chars)


def rfind(s, *args):
    return s.rfind(*args)


def index(s, *args):
    return s.index(*args)


def rindex(s, *args):
    return s.rindex(*args)


def count(s, *args):
    return s.count(*args)


def rsplit(s, sep=None, maxsplit=-1):
    return s.rsplit(sep, maxsplit)


def capitalize(s):
    return s.capitalize()


def swapcase(s):
    return s.swapcase()


def expandtabs(s, tabsize=8):
    return s.expandtabs(tabsize)


def translate(s, table, deletions=""):
    if deletions or table is None:
        return s.translate(table, deletions)
    return s.translate(table + s[:0])


def atof(s):
    return float(s)


def atol(s, base=10):
    return long(s, base)


joinfields, splitfields = join, split
index_error = atoi_error = atof_error = atol_error = ValueError


def zfill(x, width):
    return (x if isinstance(x, basestring) else repr(x)).zfill(width)


def maketrans(fromstr, tostr):
    if len(fromstr) != len(tostr):
        raise ValueError("maketrans arguments must have same length")
    table = map(chr, range(256))
    for old, new in zip(fromstr, tostr):
        table[ord(old)] = new
    return "".join(table)


class Template(object):
    """A text with $names."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pairs (text, None), (original, name) or (rest, _missing) for a lone delimiter."""
        text = self.template
        at = 0
        while True:
            start = text.find(self.delimiter, at)
            if start < 0:
                yield text[at:], None
                return
            yield text[at:start], None
            at = start + len(self.delimiter)
            if text.startswith(self.delimiter, at):
                at += len(self.delimiter)
                yield self.delimiter, None
                continue
            braced = text.startswith("{", at)
            begin = end = at + braced
            while end < len(text) and (text[end] == "_" or text[end] in _word):
                end += 1
            name = text[begin:end]
            if not name or name[0] in digits or braced and not text.startswith("}", end):
                yield self.delimiter, _missing
                continue
            at = end + braced
            yield text[start:at], name

    def _invalid(self, original):
        at = 0
        for part, name in self._parts():
            if name is _missing:
                break
            at += len(part) + (len(self.delimiter) if part == self.delimiter and name is None else 0)
        before = self.template[:at]
        line = before.count("\n") + 1
        column = at - (before.rfind("\n") + 1) + 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def substitute(self, mapping={}, **kws):
        out = []
        for part, name in self._parts():
            if name is _missing:
                self._invalid(part)
            out.append(part if name is None else str(kws[name] if name in kws else mapping[name]))
        return "".join(out)

    def safe_substitute(self, mapping={}, **kws):
        out = []
        for part, name in self._parts():
            if name is not None and name is not _missing:
                value = kws[name] if name in kws else mapping.get(name, _missing)
                if value is not _missing:
                    part = str(value)
            out.append(part)
        return "".join(out)


class Formatter(object):
    """str.format with methods to override."""

    def format(self, format_string, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
