"""Paths, as os.path."""

import _files

sep = "/"


def _text(p):
    """`os.fspath`, for texts."""
    if isinstance(p, str):
        return p
    if hasattr(type(p), "__fspath__"):
        return type(p).__fspath__(p)
    raise TypeError("expected str, bytes or os.PathLike object, not " + type(p).__name__)


def join(a, *parts):
    path = _text(a)
    for part in parts:
        if not isinstance(part, str) and not hasattr(type(part), "__fspath__"):
            raise TypeError("join() argument must be str, bytes, or os.PathLike object, not %r" % type(part).__name__)
        part = _text(part)
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    base = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > base and p[base:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def isabs(p):
    p = _text(p)
    return p.startswith("/")


def normpath(p):
    p = _text(p)
    if not p:
        return "."
    root = "/" if p.startswith("/") else ""
    parts = []
    for part in p.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".." or not root:
            parts.append(part)
    return root + "/".join(parts) or "."


def abspath(p):
    return _files.absolute(_text(p))


realpath = abspath


def _known(p):
    if not isinstance(p, (str, int)) and not hasattr(type(p), "__fspath__"):
        raise TypeError("stat: path should be string, bytes, os.PathLike or integer, not " + type(p).__name__)
    return p if isinstance(p, int) else _text(p)


def exists(p):
    p = _known(p)
    return p in (0, 1, 2) if isinstance(p, int) else _files.exists(p)


lexists = exists


def isdir(p):
    p = _known(p)
    return not isinstance(p, int) and _files.isdir(p)


def isfile(p):
    return exists(p) and not isdir(p)


def islink(p):
    return False


def getsize(p):
    return _files.size(_text(p))


def expanduser(p):
    p = _text(p)
    return "/home/learner" + p[1:] if p[:1] == "~" else p


def relpath(p, start="."):
    a, b = abspath(start).split("/")[1:], abspath(p).split("/")[1:]
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return "/".join([".."] * (len(a) - i) + b[i:]) or "."


curdir, pardir, extsep, sep, pathsep, altsep = ".", "..", ".", "/", ":", None
defpath, devnull = "/bin:/usr/bin", "/dev/null"
supports_unicode_filenames = False
lexists = exists
realpath = abspath


def normcase(s):
    return _text(s)


def splitdrive(p):
    p = _text(p)
    return "", p


def splitroot(p):
    p = _text(p)
    if not p.startswith("/"):
        return "", "", p
    root = "//" if p.startswith("//") and not p.startswith("///") else "/"
    return "", root, p[len(root):]


def ismount(path):
    return abspath(path) == "/"


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)


def expandvars(path):
    import os
    import re
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda m: os.environ.get(m.group(1).strip("{}"), m.group()), _text(path))


def commonprefix(m):
    """The longest text that all begin with."""
    if not m:
        return ""
    least, most = min(m), max(m)
    for i, char in enumerate(least):
        if char != most[i]:
            return least[:i]
    return least


def commonpath(paths):
    paths = [_text(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(p) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in p.split("/") if part and part != "."] for p in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(parts))
