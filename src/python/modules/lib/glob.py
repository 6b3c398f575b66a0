"""Files by pattern."""

import os
import pathlib

__all__ = ["escape", "glob", "iglob"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    path = pathlib.PurePath(pathname)
    base = pathlib.Path(root_dir or ("/" if path.is_absolute() else "."))
    pattern = "/".join([p for p in path.parts if p != "/"])
    if not pattern:
        return []
    return [str(found) for found in base.glob(pattern)]


def iglob(pathname, **kwargs):
    return iter(glob(pathname, **kwargs))


def escape(pathname):
    return "".join(["[%s]" % c if c in "*?[" else c for c in pathname])
