"""Temporary files of the session's file system."""

import io
import os
import random as _random
import weakref as _weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "gettempdir", "gettempprefix"]

_names = _random.Random(20)


def gettempdir():
    if not os.path.isdir("/tmp"):
        os.mkdir("/tmp")
    return "/tmp"


def gettempprefix():
    return "tmp"


def mktemp(suffix="", prefix="tmp", dir=None):
    letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
    while True:
        name = "".join([_names.choice(letters) for _ in range(8)])
        path = os.path.join(dir or gettempdir(), (prefix or "tmp") + name + (suffix or ""))
        if not os.path.exists(path):
            return path


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = mktemp(suffix, prefix, dir)
    os.mkdir(path)
    return path


def _remove_tree(path):
    for name in os.listdir(path):
        full = os.path.join(path, name)
        if os.path.isdir(full):
            _remove_tree(full)
        else:
            os.remove(full)
    os.rmdir(path)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name)

    @classmethod
    def _cleanup(cls, name, *rest):
        if os.path.isdir(name):
            _remove_tree(name)

    def __repr__(self):
        return "<%s %r>" % (self.__class__.__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or os.path.exists(self.name):
            self._cleanup(self.name)


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def close(self):
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.remove(self.name)

    def __iter__(self):
        return iter(self.file)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    name = mktemp(suffix, prefix, dir)
    return _TemporaryFileWrapper(open(name, mode, encoding=encoding, newline=newline), name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    return io.BytesIO() if "b" in mode else io.StringIO()


def SpooledTemporaryFile(max_size=0, mode="w+b", **kwargs):
    return TemporaryFile(mode)
