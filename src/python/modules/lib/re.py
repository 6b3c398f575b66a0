"""Regular expressions. The machine compiles and matches them (`_re`); patterns and matches are objects of this module."""

import enum
import _re

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]


class PatternError(Exception):
    """A pattern that cannot be compiled. `msg`, `pattern`, `pos`, `lineno`, `colno`."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        value = int(self)
        if not value:
            return "re.NOFLAG"
        names = ["re." + m.name for m in sorted(RegexFlag, key=_value) if value & m._value_ and m._value_]
        return "|".join(names)

    __str__ = object.__str__


def _value(member):
    return member._value_


NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
U = UNICODE = RegexFlag.UNICODE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
X = VERBOSE = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG

_FLAG_NAMES = [(2, "re.IGNORECASE"), (4, "re.LOCALE"), (8, "re.MULTILINE"), (16, "re.DOTALL"), (64, "re.VERBOSE"),
               (128, "re.DEBUG"), (256, "re.ASCII")]


class Match:
    __slots__ = ("string", "re", "pos", "endpos", "_spans", "lastindex")
    __module__ = "re"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def _index(self, group):
        if isinstance(group, str) or isinstance(group, bytes):
            number = self.re._names.get(group)
            if number is None:
                raise IndexError("no such group")
            return number
        try:
            number = group.__index__()
        except AttributeError:
            raise IndexError("no such group") from None
        if not 0 <= number <= self.re.groups:
            raise IndexError("no such group")
        return number

    def _text(self, number, default=None):
        start = self._spans[2 * number]
        if start < 0:
            return default
        return self.string[start:self._spans[2 * number + 1]]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(number, default) for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(number, default) for name, number in self.re._names.items()}

    def start(self, group=0, /):
        return self._spans[2 * self._index(group)]

    def end(self, group=0, /):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0, /):
        number = self._index(group)
        return (self._spans[2 * number], self._spans[2 * number + 1])

    def expand(self, template):
        return _fill(_template(self.re, template), self)

    @property
    def lastgroup(self):
        for name, number in self.re._names.items():
            if number == self.lastindex:
                return name
        return None

    @property
    def regs(self):
        return tuple([(self._spans[i], self._spans[i + 1]) for i in range(0, 2 * self.re.groups + 2, 2)])

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self._text(0))


def _made(pattern, string, pos, endpos, found):
    if found is None:
        return None
    match = object.__new__(Match)
    match.string = string
    match.re = pattern
    match.pos = pos
    match.endpos = endpos
    match._spans = found
    match.lastindex = found[-1]
    return match


class Pattern:
    __slots__ = ("pattern", "flags", "groups", "_names", "_number", "__weakref__")
    __module__ = "re"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return type(type.__dict__)(self._names)

    def _window(self, string, pos, endpos):
        if isinstance(string, (bytearray, memoryview)):
            string = bytes(string)
        if isinstance(self.pattern, str):
            if isinstance(string, bytes):
                raise TypeError("cannot use a string pattern on a bytes-like object")
        elif isinstance(string, str):
            raise TypeError("cannot use a bytes pattern on a string-like object")
        if not isinstance(string, (str, bytes)):
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)
        size = len(string)
        return string, min(max(pos, 0), size), min(max(endpos, 0), size)

    def _find(self, string, pos, endpos, way):
        plain, pos, endpos = self._window(string, pos, endpos)
        return _made(self, string, pos, endpos, _re.find(self._number, plain, pos, endpos, way))

    def match(self, string, pos=0, endpos=9223372036854775807):
        return self._find(string, pos, endpos, 0)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        return self._find(string, pos, endpos, 1)

    def search(self, string, pos=0, endpos=9223372036854775807):
        return self._find(string, pos, endpos, 2)

    def _all(self, string, pos=0, endpos=9223372036854775807, count=0):
        plain, pos, endpos = self._window(string, pos, endpos)
        return plain, pos, endpos, _re.find_all(self._number, plain, pos, endpos, count)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        plain, pos, endpos, found = self._all(string, pos, endpos)
        if self.groups == 0:
            return [plain[f[0]:f[1]] for f in found]
        empty = plain[:0]
        if self.groups == 1:
            return [plain[f[2]:f[3]] if f[2] >= 0 else empty for f in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([plain[f[i]:f[i + 1]] if f[i] >= 0 else empty for i in places]) for f in found]

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        plain, pos, endpos, found = self._all(string, pos, endpos)
        return map(_Maker(self, string, pos, endpos), found)

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            return [string]
        plain, pos, endpos, found = self._all(string, count=maxsplit)
        parts = []
        last = 0
        for f in found:
            parts.append(plain[last:f[0]])
            for i in range(2, 2 * self.groups + 2, 2):
                parts.append(plain[f[i]:f[i + 1]] if f[i] >= 0 else None)
            last = f[1]
        parts.append(plain[last:])
        return parts

    def subn(self, repl, string, count=0):
        if count < 0:
            return (string, 0)
        plain, pos, endpos, found = self._all(string, count=count)
        if callable(repl):
            filling = None
        else:
            filling = _template(self, repl)
        parts = []
        last = 0
        for f in found:
            parts.append(plain[last:f[0]])
            if filling is None:
                text = repl(_made(self, string, pos, endpos, f))
                if text is None:
                    text = plain[:0]
            elif len(filling) == 1 and not isinstance(filling[0], int):
                text = filling[0]
            else:
                text = _fill(filling, _made(self, string, pos, endpos, f))
            parts.append(text)
            last = f[1]
        parts.append(plain[last:])
        return (plain[:0].join(parts), len(found))

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return (compile, (self.pattern, self.flags))

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.flags == other.flags and type(self.pattern) is type(other.pattern) and self.pattern == other.pattern

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str):
            flags &= ~32
        names = [name for value, name in _FLAG_NAMES if flags & value]
        text = "%.200r" % (self.pattern,)
        if names:
            return "re.compile(%s, %s)" % (text, "|".join(names))
        return "re.compile(%s)" % text


class _Maker:
    __slots__ = ("pattern", "string", "pos", "endpos")

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos

    def __call__(self, found):
        return _made(self.pattern, self.string, self.pos, self.endpos, found)


_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _template(pattern, template):
    """Literal pieces and numbers of groups."""
    text = template if isinstance(template, str) else bytes(template).decode("latin-1")
    if "\\" not in text:
        return [template]

    def finish(literal):
        return literal if isinstance(template, str) else literal.encode("latin-1")

    pieces = []
    literal = []

    def group(number, at):
        if number > pattern.groups:
            raise PatternError("invalid group reference %d" % number, template, at)
        if literal:
            pieces.append(finish("".join(literal)))
            literal.clear()
        pieces.append(number)

    at = 0
    size = len(text)
    while at < size:
        char = text[at]
        at += 1
        if char != "\\":
            literal.append(char)
            continue
        start = at - 1
        if at == size:
            raise PatternError("bad escape (end of pattern)", template, start)
        char = text[at]
        at += 1
        if char == "g":
            if text[at:at + 1] != "<":
                raise PatternError("missing <", template, at)
            end = text.find(">", at)
            if end < 0:
                if at + 1 == size:
                    raise PatternError("missing group name", template, at + 1)
                raise PatternError("missing >, unterminated name", template, at + 1)
            name = text[at + 1:end]
            if not name:
                raise PatternError("missing group name", template, at + 1)
            if name.isascii() and name.isdigit():
                group(int(name), at + 1)
            else:
                if not name.isidentifier():
                    raise PatternError("bad character in group name %r" % name, template, at + 1)
                if name not in pattern._names:
                    raise IndexError("unknown group name %r" % name)
                group(pattern._names[name], at + 1)
            at = end + 1
        elif char == "0":
            digits = char
            while len(digits) < 3 and text[at:at + 1] in tuple("01234567"):
                digits += text[at]
                at += 1
            literal.append(chr(int(digits, 8) & 0xFF))
        elif char in "123456789":
            digits = char
            octal = False
            if text[at:at + 1].isdigit():
                digits += text[at]
                at += 1
                if char in "01234567" and digits[1] in "01234567" and text[at:at + 1] in tuple("01234567"):
                    digits += text[at]
                    at += 1
                    octal = True
            if octal:
                value = int(digits, 8)
                if value > 0o377:
                    raise PatternError("octal escape value \\%s outside of range 0-0o377" % digits, template, start)
                literal.append(chr(value))
            else:
                group(int(digits), start + 1)
        elif char in _ESCAPES:
            literal.append(_ESCAPES[char])
        elif char.isascii() and char.isalpha():
            raise PatternError("bad escape \\%s" % char, template, start)
        else:
            literal.append("\\" + char)
    if literal or not pieces:
        pieces.append(finish("".join(literal)))
    return pieces


def _fill(pieces, match):
    empty = match.string[:0]
    return empty.join([match._text(p, empty) if isinstance(p, int) else p for p in pieces])


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags=0):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = (type(pattern), pattern, flags)
    try:
        return _cache[key]
    except (KeyError, TypeError):
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if isinstance(pattern, str):
        if flags & 4:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & 256 and flags & 32:
            raise ValueError("ASCII and UNICODE flags are incompatible")
        wanted = flags if flags & 256 else flags | 32
    else:
        if flags & 32:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
        wanted = flags
    made = _re.compile(pattern, wanted)
    if len(made) == 2:
        if made[0].startswith("look-behind requires"):
            raise PatternError(made[0])
        raise PatternError(made[0], pattern, made[1])
    compiled = object.__new__(Pattern)
    compiled._number, compiled.flags, compiled.groups, names = made
    compiled._names = dict(names)
    compiled.pattern = pattern
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")

import _type_names

for _class in (Pattern, Match):
    _type_names.qualify(_class)
del _class
