"""JSON: dumps, loads, dump, load. Reading and writing are native."""

import sys
import _json

__all__ = ["dump", "dumps", "load", "loads", "JSONDecodeError", "JSONEncoder", "JSONDecoder"]


class JSONDecodeError(ValueError):
    __module__ = "json.decoder"

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONEncoder:
    __module__ = "json.encoder"
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
        separators=None, default=None
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    if sys.version_info >= (3, 7):
        def default(self, o):
            raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")
    else:
        def default(self, o):
            raise TypeError("Object of type '%s' is not JSON serializable" % o.__class__.__name__)

    def encode(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _json.encode(o, self.default, self.ensure_ascii, indent, self.item_separator, self.key_separator,
                            self.sort_keys, self.skipkeys, self.allow_nan, self.check_circular)

    def iterencode(self, o, _one_shot=False):
        if _one_shot:
            return iter([self.encode(o)])
        return self._pieces(o, 0, {} if self.check_circular else None)

    def _pieces(self, o, level, inside):
        """As the encoder gives them that is written in Python: `encode` joins other ones."""
        if isinstance(o, dict):
            items, brackets = o.items(), "{}"
            if self.sort_keys:
                items = sorted(items)
        elif isinstance(o, (list, tuple)):
            items, brackets = o, "[]"
        elif o is None or isinstance(o, (str, int, float)):
            yield self.encode(o)
            return
        else:
            with _entered(inside, o):
                yield from self._pieces(self.default(o), level, inside)
            return
        if not items:
            yield brackets
            return
        with _entered(inside, o):
            separator, end, start = self.item_separator, "", brackets[0]
            if self.indent is not None:
                unit = self.indent if isinstance(self.indent, str) else " " * self.indent
                start += "\n" + unit * (level + 1)
                separator += "\n" + unit * (level + 1)
                end = "\n" + unit * level
            if brackets == "{}":
                yield from self._members(items, level, inside, start, separator)
            else:
                for item in items:
                    if item is None or isinstance(item, (str, int, float)):
                        yield start + self.encode(item)
                    else:
                        yield start
                        yield from self._pieces(item, level + 1, inside)
                    start = separator
            if end:
                yield end
            yield brackets[1]

    def _members(self, items, level, inside, start, separator):
        begin, between = start[0], start[1:]
        yield begin
        if between:
            yield between
        first = True
        for key, value in items:
            if not isinstance(key, str):
                if key is None or isinstance(key, (int, float)):
                    key = self.encode(key)
                elif self.skipkeys:
                    continue
                else:
                    raise TypeError("keys must be str, int, float, bool or None, not " + key.__class__.__name__)
            if not first:
                yield separator
            first = False
            yield self.encode(key)
            yield self.key_separator
            yield from self._pieces(value, level + 1, inside)


class _entered:
    """Around what is being written, to notice where it contains itself."""

    def __init__(self, inside, o):
        self.inside, self.o = inside, o

    def __enter__(self):
        if self.inside is not None:
            if id(self.o) in self.inside:
                raise ValueError("Circular reference detected")
            self.inside[id(self.o)] = self.o

    def __exit__(self, kind, value, traceback):
        if kind is None and self.inside is not None:
            del self.inside[id(self.o)]


_default_encoder = JSONEncoder()


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    if (not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None and indent is None
            and separators is None and default is None and not sort_keys and not kw):
        return _default_encoder.encode(obj)
    if cls is None:
        cls = JSONEncoder
    return cls(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
               indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


_CONSTANTS = {"-Infinity": float("-inf"), "Infinity": float("inf"), "NaN": float("nan")}


class JSONDecoder:
    __module__ = "json.decoder"
    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None
    ):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        obj, end = self.raw_decode(s, _json.space(s, 0))
        end = _json.space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        parse_float = None if self.parse_float is float else self.parse_float
        parse_int = None if self.parse_int is int else self.parse_int
        try:
            return _json.scan(s, idx, self.strict, self.object_hook, self.object_pairs_hook, parse_float, parse_int,
                              self.parse_constant, JSONDecodeError)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None


_default_decoder = JSONDecoder()


def detect_encoding(b):
    if b.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if b.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    # RFC 4627: the first two characters are ASCII, so the zero bytes tell.
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2:
        if not b[0]:
            return "utf-16-be"
        if not b[1]:
            return "utf-16-le"
    return "utf-8"


if sys.version_info >= (3, 7):
    def _refused(s):
        return TypeError("the JSON object must be str, bytes or bytearray, not %s" % s.__class__.__name__)
else:
    def _refused(s):
        return TypeError("the JSON object must be str, bytes or bytearray, not %r" % s.__class__.__name__)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise _refused(s)
        s = s.decode(detect_encoding(s))
    if (cls is None and object_hook is None and parse_int is None and parse_float is None and parse_constant is None
            and object_pairs_hook is None and not kw):
        return _default_decoder.decode(s)
    if cls is None:
        cls = JSONDecoder
    if object_hook is not None:
        kw["object_hook"] = object_hook
    if object_pairs_hook is not None:
        kw["object_pairs_hook"] = object_pairs_hook
    if parse_float is not None:
        kw["parse_float"] = parse_float
    if parse_int is not None:
        kw["parse_int"] = parse_int
    if parse_constant is not None:
        kw["parse_constant"] = parse_constant
    return cls(**kw).decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)
