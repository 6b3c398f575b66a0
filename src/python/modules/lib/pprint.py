"""Data over several lines."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._short(object, {}, 0)


def isrecursive(object):
    return "<Recursion on " in saferepr(object)


def isreadable(object):
    return not isrecursive(object)



def _sorted_items(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda pair: (str(type(pair[0])), repr(pair[0])))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts

    def pprint(self, object):
        print(self.pformat(object), file=self._stream or sys.stdout)

    def pformat(self, object):
        return self._long(object, 0, 0, {}, 0)

    def _items(self, d):
        return _sorted_items(d.items()) if self._sort_dicts else d.items()

    def _short(self, x, context, level):
        """On one line."""
        kind = type(x)
        if kind.__repr__ not in (dict.__repr__, list.__repr__, tuple.__repr__) or not x:
            return repr(x)
        if id(x) in context:
            return "<Recursion on %s with id=%s>" % (kind.__name__, id(x))
        if self._depth is not None and level >= self._depth:
            return "{...}" if kind.__repr__ is dict.__repr__ else "[...]" if kind.__repr__ is list.__repr__ else "(...)"
        context[id(x)] = 1
        try:
            if kind.__repr__ is dict.__repr__:
                return "{%s}" % ", ".join("%s: %s" % (self._short(k, context, level + 1),
                                                      self._short(v, context, level + 1)) for k, v in self._items(x))
            parts = ", ".join([self._short(item, context, level + 1) for item in x])
            if kind.__repr__ is list.__repr__:
                return "[%s]" % parts
            return "(%s,)" % parts if len(x) == 1 else "(%s)" % parts
        finally:
            del context[id(x)]

    def _long(self, x, indent, allowance, context, level):
        short = self._short(x, context, level)
        if len(short) <= self._width - indent - allowance or id(x) in context:
            return short
        kind = type(x)
        if self._depth is not None and level >= self._depth:
            return short
        context[id(x)] = 1
        try:
            if kind.__repr__ is dict.__repr__ and x:
                return self._dict(x, indent, allowance, context, level)
            if kind.__repr__ is list.__repr__ and x:
                return self._sequence(x, "[", "]", indent, allowance, context, level)
            if kind.__repr__ is tuple.__repr__ and x:
                return self._sequence(x, "(", ",)" if len(x) == 1 else ")", indent, allowance, context, level)
            if kind in (set, frozenset) and x:
                left, right = ("{", "}") if kind is set else ("frozenset({", "})")
                try:
                    items = sorted(x)
                except TypeError:
                    items = sorted(x, key=repr)
                return self._sequence(items, left, right, indent, allowance, context, level)
            if kind is str and x:
                return self._str(x, indent, allowance, level)
            return short
        finally:
            del context[id(x)]

    def _dict(self, x, indent, allowance, context, level):
        pad = indent + self._indent
        lines = []
        items = list(self._items(x))
        for i, (key, value) in enumerate(items):
            head = self._short(key, context, level + 1)
            last = i == len(items) - 1
            text = self._long(value, pad + len(head) + 2, allowance + 1 if last else 1, context, level + 1)
            lines.append("%s: %s" % (head, text))
        return "{" + " " * (self._indent - 1) + (",\n" + " " * pad).join(lines) + "}"

    def _sequence(self, x, left, right, indent, allowance, context, level):
        pad = indent + max(self._indent, len(left))
        items = list(x)
        if self._compact:
            return self._packed(items, left, right, pad, allowance, context, level)
        lines = []
        for i, item in enumerate(items):
            last = i == len(items) - 1
            lines.append(self._long(item, pad, allowance + len(right) if last else 1, context, level + 1))
        return left + " " * (self._indent - 1) + (",\n" + " " * pad).join(lines) + right

    def _packed(self, items, left, right, pad, allowance, context, level):
        lines = [""]
        room = self._width - pad
        for i, item in enumerate(items):
            last = i == len(items) - 1
            after = allowance + len(right) if last else 1
            text = self._short(item, context, level + 1)
            if len(text) + after > room:
                text = self._long(item, pad, after, context, level + 1)
            joined = lines[-1] + ", " + text if lines[-1] else text
            if lines[-1] and len(joined) + after > room:
                lines.append(text)
            else:
                lines[-1] = joined
        return left + " " * (self._indent - 1) + (",\n" + " " * pad).join(lines) + right

    def _str(self, x, indent, allowance, level):
        if level == 0:
            indent += 1
            allowance += 1
        chunks = []
        for n, line in enumerate(x.splitlines(True)):
            whole = repr(line)
            if len(whole) <= self._width - indent - (allowance if line == x.splitlines(True)[-1] else 0):
                chunks.append(whole)
                continue
            current = ""
            for word in _words(line):
                if len(repr(current + word)) > self._width - indent and current:
                    chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ("\n" + " " * indent).join(chunks)
        return "(" + text + ")" if level == 0 else text


def _words(line):
    """Words with the white space after them."""
    start = 0
    for i in range(1, len(line)):
        if not line[i].isspace() and line[i - 1].isspace():
            yield line[start:i]
            start = i
    yield line[start:]
