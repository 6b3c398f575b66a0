"""JSON: dumps, loads, dump, load."""

__all__ = ["dump", "dumps", "load", "loads", "JSONEncoder", "JSONDecoder"]


def _error(msg, doc, pos):
    lineno = doc.count("\n", 0, pos) + 1
    colno = pos + 1 if lineno == 1 else pos - doc.rindex("\n", 0, pos)
    return ValueError("%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))


_NOTHING = "No JSON object could be decoded"

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def _quote(text, ascii):
    if isinstance(text, str):
        text = text.decode("utf-8")
    out = ['"']
    for char in text:
        code = ord(char)
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif code < 32 or (ascii and 126 < code < 65536):
            out.append("\\u%04x" % code)
        elif ascii and code > 65535:
            code -= 0x10000
            out.append("\\u%04x\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF))
        else:
            out.append(char)
    out.append('"')
    text = u"".join(out)
    return str(text) if ascii else text


class JSONEncoder(object):
    def __init__(
        self, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
        separators=None, encoding="utf-8", default=None
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, (int, long)) and not isinstance(indent, bool) else indent
        if separators is None:
            separators = (", ", ": ")
        self.item_separator, self.key_separator = separators
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(repr(o) + " is not JSON serializable")

    def encode(self, o):
        out = []
        self._write(o, out, 0, [])
        return "".join(out)

    def iterencode(self, o):
        return iter([self.encode(o)])

    def _write(self, o, out, level, inside):
        if o is None:
            out.append("null")
        elif o is True:
            out.append("true")
        elif o is False:
            out.append("false")
        elif isinstance(o, basestring):
            out.append(_quote(o, self.ensure_ascii))
        elif isinstance(o, (int, long)):
            out.append(str(o))
        elif isinstance(o, float):
            out.append(self._float(o))
        elif isinstance(o, (list, tuple, dict)):
            if any(o is other for other in inside):
                raise ValueError("Circular reference detected")
            inside.append(o)
            if isinstance(o, dict):
                self._write_dict(o, out, level + 1, inside)
            else:
                self._write_list(o, out, level + 1, inside)
            inside.pop()
        else:
            if any(o is other for other in inside):
                raise ValueError("Circular reference detected")
            inside.append(o)
            self._write(self.default(o), out, level, inside)
            inside.pop()

    def _float(self, o):
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError("Out of range float values are not JSON compliant: %r" % o)
            return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"
        return float.__repr__(o)

    def _break(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def _write_list(self, o, out, level, inside):
        if not o:
            out.append("[]")
            return
        out.append("[")
        separator = self._break(level)
        for item in o:
            out.append(separator)
            self._write(item, out, level, inside)
            separator = self.item_separator + self._break(level)
        out.append(self._break(level - 1) + "]")

    def _write_dict(self, o, out, level, inside):
        if not o:
            out.append("{}")
            return
        out.append("{")
        separator = self._break(level)
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if isinstance(key, basestring):
                pass
            elif key is None or key is True or key is False:
                key = {None: "null", True: "true", False: "false"}[key]
            elif isinstance(key, (int, long)):
                key = str(key)
            elif isinstance(key, float):
                key = self._float(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError("keys must be a string")
            out.append(separator)
            out.append(_quote(key, self.ensure_ascii))
            out.append(self.key_separator)
            self._write(value, out, level, inside)
            separator = self.item_separator + self._break(level)
        out.append(self._break(level - 1) + "}")


def dumps(obj, cls=None, **options):
    return (cls or JSONEncoder)(**options).encode(obj)


def dump(obj, fp, cls=None, **options):
    fp.write(dumps(obj, cls=cls, **options))


_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecoder(object):
    def __init__(
        self, encoding=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None
    ):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int

    def decode(self, s):
        value, end = self._value(s, self._space(s, 0))
        end = self._space(s, end)
        if end != len(s):
            first, last = _error("Extra data", s, end), len(s)
            raise ValueError("%s - line %d column %d (char %d - %d)" % (
                str(first).rpartition(" (")[0], s.count("\n") + 1, last - s.rfind("\n"), end, last))
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _space(self, s, i):
        while i < len(s) and s[i] in " \t\n\r":
            i += 1
        return i

    def _value(self, s, i):
        char = s[i:i + 1]
        if char == '"':
            return self._string(s, i + 1)
        if char == "{":
            return self._object(s, i + 1)
        if char == "[":
            return self._array(s, i + 1)
        for word, value in (
            ("null", None), ("true", True), ("false", False), ("NaN", float("nan")), ("Infinity", float("inf")),
            ("-Infinity", float("-inf")),
        ):
            if s.startswith(word, i):
                return value, i + len(word)
        return self._number(s, i)

    def _number(self, s, i):
        end = i
        if s[end:end + 1] == "-":
            end += 1
        digits = end
        while end < len(s) and s[end] in "0123456789":
            end += 1
        if end == digits:
            raise ValueError(_NOTHING)
        if s[digits] == "0":
            end = digits + 1
        whole = True
        if s[end:end + 1] == "." and s[end + 1:end + 2] in tuple("0123456789"):
            whole = False
            end += 1
            while end < len(s) and s[end] in "0123456789":
                end += 1
        if s[end:end + 1] in ("e", "E"):
            mark = end + 1
            if s[mark:mark + 1] in ("+", "-"):
                mark += 1
            if s[mark:mark + 1] in tuple("0123456789"):
                whole = False
                end = mark
                while end < len(s) and s[end] in "0123456789":
                    end += 1
        return (self.parse_int if whole else self.parse_float)(s[i:end]), end

    def _string(self, s, i):
        begin = i - 1
        out = []
        while True:
            if i >= len(s):
                raise _error("Unterminated string starting at", s, begin)
            char = s[i]
            i += 1
            if char == '"':
                return u"".join(out), i
            if char != "\\":
                if char < " ":
                    raise _error("Invalid control character at", s, i - 1)
                out.append(char)
                continue
            char = s[i:i + 1]
            if char == "u":
                try:
                    code = int(s[i + 1:i + 5], 16)
                except ValueError:
                    raise _error("Invalid \\uXXXX escape", s, i + 1)
                i += 5
                if 0xD800 <= code < 0xDC00 and s.startswith("\\u", i):
                    low = int(s[i + 2:i + 6], 16)
                    if 0xDC00 <= low < 0xE000:
                        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                        i += 6
                out.append(unichr(code))
            elif char in _PLAIN and char:
                out.append(_PLAIN[char])
                i += 1
            else:
                raise _error("Invalid \\escape: " + repr(char), s, i - 1)

    def _array(self, s, i):
        items = []
        i = self._space(s, i)
        if s[i:i + 1] == "]":
            return items, i + 1
        while True:
            value, i = self._value(s, i)
            items.append(value)
            i = self._space(s, i)
            char = s[i:i + 1]
            if char == "]":
                return items, i + 1
            if char != ",":
                raise _error("Expecting ',' delimiter", s, i)
            i = self._space(s, i + 1)

    def _object(self, s, i):
        pairs = []
        i = self._space(s, i)
        if s[i:i + 1] == "}":
            return self._made(pairs), i + 1
        while True:
            if s[i:i + 1] != '"':
                raise _error("Expecting property name enclosed in double quotes", s, i)
            key, i = self._string(s, i + 1)
            i = self._space(s, i)
            if s[i:i + 1] != ":":
                raise _error("Expecting ':' delimiter", s, i)
            value, i = self._value(s, self._space(s, i + 1))
            pairs.append((key, value))
            i = self._space(s, i)
            char = s[i:i + 1]
            if char == "}":
                return self._made(pairs), i + 1
            if char != ",":
                raise _error("Expecting ',' delimiter", s, i)
            i = self._space(s, i + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def loads(s, encoding=None, cls=None, **options):
    if isinstance(s, str):
        s = s.decode(encoding or "utf-8")
    elif not isinstance(s, unicode):
        raise TypeError("expected string or buffer")
    return (cls or JSONDecoder)(**options).decode(s)


def load(fp, encoding=None, cls=None, **options):
    return loads(fp.read(), encoding, cls, **options)
