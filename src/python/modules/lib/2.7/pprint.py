"""Data printed readably: long containers over several lines."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter"]


def pprint(object, stream=None, indent=1, width=80, depth=None):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth).pprint(object)


def pformat(object, indent=1, width=80, depth=None):
    return PrettyPrinter(indent=indent, width=width, depth=depth).pformat(object)


def saferepr(object):
    return _repr(object, {}, None, 0)[0]


def isreadable(object):
    return not _repr(object, {}, None, 0)[1]


def isrecursive(object):
    return _repr(object, {}, None, 0)[1]


def _items(object):
    try:
        return sorted(object.items())
    except Exception:
        return object.items()


def _repr(object, context, depth, level):
    """The text on one line, and whether the object holds itself."""
    kind = type(object)
    shown = getattr(kind, "__repr__", None)
    is_dict = issubclass(kind, dict) and shown is dict.__repr__
    is_list = issubclass(kind, list) and shown is list.__repr__
    is_tuple = issubclass(kind, tuple) and shown is tuple.__repr__
    if not (is_dict or is_list or is_tuple):
        return repr(object), False
    if not object:
        return "{}" if is_dict else "[]" if is_list else "()", False
    if depth and level >= depth:
        return "{...}" if is_dict else "[...]" if is_list else "(...)", False
    if id(object) in context:
        return "<Recursion on %s with id=%s>" % (kind.__name__, id(object)), True
    context[id(object)] = 1
    parts = []
    recursive = False
    for item in _items(object) if is_dict else object:
        pieces = [_repr(part, context, depth, level + 1) for part in (item if is_dict else (item,))]
        parts.append(": ".join([text for text, inside in pieces]))
        recursive = recursive or any([inside for text, inside in pieces])
    del context[id(object)]
    text = ", ".join(parts)
    if is_dict:
        return "{%s}" % text, recursive
    if is_list:
        return "[%s]" % text, recursive
    return "(%s,)" % text if len(object) == 1 else "(%s)" % text, recursive


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None):
        self._depth = depth
        self._indent_per_level = int(indent)
        self._width = int(width)
        self._stream = stream if stream is not None else sys.stdout

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out.append, 0, 0, {}, 0)
        return "".join(out)

    def _format(self, object, write, indent, allowance, context, level):
        level += 1
        if id(object) in context:
            write("<Recursion on %s with id=%s>" % (type(object).__name__, id(object)))
            return
        text = _repr(object, dict(context), self._depth, level - 1)[0]
        kind = type(object)
        if len(text) <= self._width - 1 - indent - allowance or self._depth and level > self._depth:
            write(text)
            return
        shown = getattr(kind, "__repr__", None)
        more = (self._indent_per_level - 1) * " "
        if issubclass(kind, dict) and shown is dict.__repr__:
            write("{" + more)
            context[id(object)] = 1
            inside = indent + self._indent_per_level
            first = True
            for key, value in _items(object):
                name = _repr(key, dict(context), self._depth, level)[0]
                write(name + ": " if first else ",\n%s%s: " % (" " * inside, name))
                first = False
                self._format(value, write, inside + len(name) + 2, allowance + 1, context, level)
            del context[id(object)]
            write("}")
        elif issubclass(kind, (list, tuple, set, frozenset)) and shown in (
                list.__repr__, tuple.__repr__, set.__repr__, frozenset.__repr__):
            if issubclass(kind, list):
                begin, end = "[", "]"
            elif issubclass(kind, tuple):
                begin, end = "(", ")"
            else:
                begin, end = kind.__name__ + "([", "])"
                indent += len(kind.__name__) + 1
                object = sorted(object)
            write(begin + more)
            context[id(object)] = 1
            inside = indent + self._indent_per_level
            first = True
            for item in object:
                if not first:
                    write(",\n" + " " * inside)
                first = False
                self._format(item, write, inside, allowance + 1, context, level)
            del context[id(object)]
            if issubclass(kind, tuple) and len(object) == 1:
                write(",")
            write(end)
        else:
            write(text)
