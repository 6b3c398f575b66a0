"""Paths, as os.path."""

import _files

sep = "/"


def join(a, *parts):
    path = a
    for part in parts:
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
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
    base = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > base and p[base:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def isabs(p):
    return p.startswith("/")


def normpath(p):
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
    return _files.absolute(p)


realpath = abspath


def exists(p):
    return _files.exists(p)


lexists = exists


def isdir(p):
    return _files.isdir(p)


def isfile(p):
    return exists(p) and not isdir(p)


def islink(p):
    return False


def getsize(p):
    return _files.size(p)


def expanduser(p):
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
    return s


def splitdrive(p):
    return "", p


def splitroot(p):
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
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda m: os.environ.get(m.group(1).strip("{}"), m.group()), path)


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
    paths = list(paths)
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(p) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in p.split("/") if part and part != "."] for p in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(parts))
