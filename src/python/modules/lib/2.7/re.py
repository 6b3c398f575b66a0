"""Regular expressions. The machine compiles and matches them (`_re`); patterns and matches are objects of this module."""

import _re

__all__ = ["match", "search", "sub", "subn", "split", "findall", "compile", "purge", "template", "escape", "error",
           "I", "L", "M", "S", "X", "U", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE"]

I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
DEBUG = 128
_ASCII = 256
_END = 9223372036854775807


class error(Exception):
    pass


error.__module__ = "sre_constants"


class SRE_Match(object):
    __slots__ = ("string", "re", "pos", "endpos", "_spans", "lastindex")

    def _index(self, group):
        if isinstance(group, (int, long)):
            number = group
        else:
            number = self.re._names.get(group, -1)
        if not 0 <= number <= self.re.groups:
            raise IndexError("no such group")
        return number

    def _text(self, number, default=None):
        start = self._spans[2 * number]
        return default if start < 0 else self.string[start:self._spans[2 * number + 1]]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def groups(self, default=None):
        return tuple([self._text(number, default) for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return dict([(name, self._text(number, default)) for name, number in self.re._names.items()])

    def start(self, group=0):
        return self._spans[2 * self._index(group)]

    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0):
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

    def __repr__(self):
        return "<_sre.SRE_Match object at 0x%x>" % id(self)


def _made(pattern, string, pos, endpos, found):
    if found is None:
        return None
    match = SRE_Match()
    match.string = string
    match.re = pattern
    match.pos = pos
    match.endpos = endpos
    match._spans = found
    match.lastindex = found[-1]
    return match


class SRE_Pattern(object):
    __slots__ = ("pattern", "flags", "groups", "_names", "_number", "__weakref__")

    @property
    def groupindex(self):
        return dict(self._names)

    def _window(self, string, pos, endpos):
        if not isinstance(string, basestring):
            raise TypeError("expected string or buffer")
        size = len(string)
        return min(max(pos, 0), size), min(max(endpos, 0), size)

    def _find(self, string, pos, endpos, way):
        pos, endpos = self._window(string, pos, endpos)
        return _made(self, string, pos, endpos, _re.find(self._number, string, pos, endpos, way))

    def match(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, 0)

    def search(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, 2)

    def _all(self, string, pos=0, endpos=_END, count=0):
        pos, endpos = self._window(string, pos, endpos)
        return pos, endpos, _re.find_all(self._number, string, pos, endpos, count)

    def findall(self, string, pos=0, endpos=_END):
        pos, endpos, found = self._all(string, pos, endpos)
        if self.groups == 0:
            return [string[f[0]:f[1]] for f in found]
        empty = string[:0]
        if self.groups == 1:
            return [string[f[2]:f[3]] if f[2] >= 0 else empty for f in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[f[i]:f[i + 1]] if f[i] >= 0 else empty for i in places]) for f in found]

    def finditer(self, string, pos=0, endpos=_END):
        pos, endpos, found = self._all(string, pos, endpos)
        return iter([_made(self, string, pos, endpos, f) for f in found])

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            return [string]
        pos, endpos, found = self._all(string)
        parts = []
        last = 0
        for f in found:
            # An empty match parts nothing.
            if f[0] == f[1] or (maxsplit and len(parts) >= maxsplit * (self.groups + 1)):
                continue
            parts.append(string[last:f[0]])
            for i in range(2, 2 * self.groups + 2, 2):
                parts.append(string[f[i]:f[i + 1]] if f[i] >= 0 else None)
            last = f[1]
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        if count < 0:
            return (string, 0)
        pos, endpos, found = self._all(string, count=count)
        filling = None if callable(repl) else _template(self, repl)
        parts = []
        last = 0
        for f in found:
            parts.append(string[last:f[0]])
            if filling is None:
                text = repl(_made(self, string, pos, endpos, f))
            else:
                text = _fill(filling, _made(self, string, pos, endpos, f))
            if text is not None:
                parts.append(text)
            last = f[1]
        parts.append(string[last:])
        return (string[:0].join(parts), len(found))

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        return "<_sre.SRE_Pattern object at 0x%x>" % id(self)


for _class in (SRE_Match, SRE_Pattern):
    _class.__module__ = "_sre"
del _class

_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _template(pattern, text):
    """Literal pieces and numbers of groups."""
    if "\\" not in text:
        return [text]
    pieces = []
    literal = []

    def group(number):
        if number > pattern.groups:
            raise error("invalid group reference")
        if literal:
            pieces.append("".join(literal))
            del literal[:]
        pieces.append(number)

    at = 0
    size = len(text)
    while at < size:
        char = text[at]
        at += 1
        if char != "\\":
            literal.append(char)
            continue
        if at == size:
            raise error("bogus escape (end of line)")
        char = text[at]
        at += 1
        if char == "g":
            end = text.find(">", at)
            if text[at:at + 1] != "<" or end < 0:
                raise error("unterminated group name" if text[at:at + 1] == "<" else "missing group name")
            name = text[at + 1:end]
            if not name:
                raise error("missing group name")
            if name.isdigit():
                group(int(name))
            elif name in pattern._names:
                group(pattern._names[name])
            else:
                raise IndexError("unknown group name: %r" % name)
            at = end + 1
        elif char == "0":
            digits = char
            while len(digits) < 3 and text[at:at + 1] in tuple("01234567"):
                digits += text[at]
                at += 1
            literal.append(chr(int(digits, 8) & 0xFF))
        elif char in "123456789":
            digits = char
            if text[at:at + 1].isdigit():
                digits += text[at]
                at += 1
                if text[at:at + 1] in tuple("01234567") and digits[0] in "01234567" and digits[1] in "01234567":
                    literal.append(chr(int(digits + text[at], 8) & 0xFF))
                    at += 1
                    continue
            group(int(digits))
        elif char in _ESCAPES:
            literal.append(_ESCAPES[char])
        else:
            literal.append("\\" + char)
    if literal or not pieces:
        pieces.append("".join(literal))
    return pieces


def _fill(pieces, match):
    empty = match.string[:0]
    return empty.join([match._text(p, empty) if isinstance(p, int) else p for p in pieces])


_cache = {}
_MAXCACHE = 100

# What this version says of what the machine finds wrong.
_WORDS = [
    ("missing ), unterminated subpattern", "unbalanced parenthesis"),
    ("unterminated character set", "unexpected end of regular expression"),
    ("bad escape (end of pattern)", "bogus escape (end of line)"),
    ("multiple repeat", "multiple repeat"),
    ("nothing to repeat", "nothing to repeat"),
    ("look-behind requires", "look-behind requires fixed-width pattern"),
]


def _compile(pattern, flags=0):
    key = (type(pattern), pattern, flags)
    if key in _cache:
        return _cache[key]
    if isinstance(pattern, SRE_Pattern):
        if flags:
            raise ValueError("Cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, basestring):
        raise TypeError("first argument must be string or compiled pattern")
    made = _re.compile(pattern, flags if flags & U else flags | _ASCII)
    if len(made) == 2:
        for begin, words in _WORDS:
            if made[0].startswith(begin):
                raise error(words)
        raise error(made[0])
    compiled = SRE_Pattern()
    compiled._number, compiled.flags, compiled.groups, names = made
    compiled.flags &= ~_ASCII
    compiled._names = dict(names)
    compiled.pattern = pattern
    if len(_cache) >= _MAXCACHE:
        _cache.clear()
    _cache[key] = compiled
    return compiled


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a pattern object."
    return _compile(pattern, flags)


def template(pattern, flags=0):
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


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


def escape(pattern):
    return pattern[:0].join([c if c.isalnum() and c < "\x80" else "\\000" if c == "\000" else "\\" + c
                             for c in pattern])
