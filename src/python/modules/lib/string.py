"""Groups of characters, templates."""

import sys

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Template", "Formatter",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize each word."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_missing = object()
_word = frozenset(ascii_letters + digits)


class Template:
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

    def substitute(self, mapping={}, /, **kws):
        out = []
        for part, name in self._parts():
            if name is _missing:
                self._invalid(part)
            out.append(part if name is None else str(kws[name] if name in kws else mapping[name]))
        return "".join(out)

    if sys.version_info >= (3, 11):
        def is_valid(self):
            return all(name is not _missing for _, name in self._parts())

        def get_identifiers(self):
            found = {}
            for part, name in self._parts():
                if name is not None and name is not _missing:
                    found[name] = None
            return list(found)

    def safe_substitute(self, mapping={}, /, **kws):
        out = []
        for part, name in self._parts():
            if name is not None and name is not _missing:
                value = kws[name] if name in kws else mapping.get(name, _missing)
                if value is not _missing:
                    part = str(value)
            out.append(part)
        return "".join(out)


def _field_end(text, start):
    """Where the replacement field that begins at `start` ends."""
    depth, bracket = 1, False
    for at in range(start, len(text)):
        c = text[at]
        if c == "[":
            bracket = True
        elif c == "]":
            bracket = False
        elif bracket:
            continue
        elif c == "{":
            depth += 1
        elif c == "}":
            depth -= 1
            if not depth:
                return at
    raise ValueError("expected '}' before end of string")


def _split_field(field):
    """Name, format and conversion of a replacement field."""
    bracket = False
    for at, c in enumerate(field):
        if c == "[":
            bracket = True
        elif c == "]":
            bracket = False
        elif bracket:
            continue
        elif c == "{":
            raise ValueError("unexpected '{' in field name")
        elif c == ":":
            return field[:at], field[at + 1:], None
        elif c == "!":
            conversion, rest = field[at + 1:at + 2], field[at + 2:]
            if not conversion:
                raise ValueError("end of string while looking for conversion specifier")
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:at], rest[1:], conversion
    return field, "", None


def _parse_format(text):
    """Tuples of literal text, field name, format and conversion."""
    at, literal = 0, ""
    while at < len(text):
        c = text[at]
        double = text[at:at + 2] == c * 2
        if c not in "{}":
            literal += c
            at += 1
        elif double:
            yield literal + c, None, None, None
            literal = ""
            at += 2
        elif c == "}":
            raise ValueError("Single '}' encountered in format string")
        elif at + 1 == len(text):
            raise ValueError("Single '{' encountered in format string")
        else:
            end = _field_end(text, at + 1)
            yield (literal, *_split_field(text[at + 1:end]))
            literal = ""
            at = end + 1
    if literal:
        yield literal, None, None, None


def _split_name(name):
    """The first part of a field name, and the attributes (True) and items (False) after it."""
    end = min((at for at in (name.find("."), name.find("[")) if at >= 0), default=len(name))
    first, rest, steps = name[:end], name[end:], []
    while rest:
        if rest[0] == ".":
            end = min((at for at in (rest.find(".", 1), rest.find("[", 1)) if at >= 0), default=len(rest))
            steps.append((True, rest[1:end]))
        elif rest[0] == "[":
            end = rest.find("]") + 1
            if not end:
                raise ValueError("Missing ']' in format string")
            item = rest[1:end - 1]
            steps.append((False, int(item) if item.isdigit() else item))
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if steps[-1][1] == "":
            raise ValueError("Empty attribute in format string")
        rest = rest[end:]
    return int(first) if first.isdigit() else first, steps


class Formatter:
    """str.format with methods to override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            first = _split_name(field)[0]
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto_arg_index) + field
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(value, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        first, steps = _split_name(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, name in steps:
            value = getattr(value, name) if is_attribute else value[name]
        return value, first
