"""Paths of the session's file system."""

import fnmatch as _fnmatch
import io
import os
import sys

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath"]


_NAMES_CLASS = sys.version_info >= (3, 12)


class PurePath:
    __slots__ = ("_raw", "_drive", "_hash", "__weakref__")

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        parts = []
        for arg in args:
            text = os.fspath(arg) if not _NAMES_CLASS or hasattr(arg, "__fspath__") else arg
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, not %r"
                                % type(text).__name__)
            parts.append(text)
        text = os.path.join(*parts) if parts else ""
        root = "//" if text.startswith("//") and not text.startswith("///") else "/" if text.startswith("/") else ""
        names = [part for part in text.split("/") if part and part != "."]
        self._raw = root + "/".join(names) or "."
        self._drive = root

    def with_segments(self, *segments):
        return type(self)(*segments)

    def __fspath__(self):
        return self._raw

    def __str__(self):
        return self._raw

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, self.as_posix())

    def __bytes__(self):
        return self._raw.encode()

    def as_posix(self):
        return self._raw

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + self._raw

    def __hash__(self):
        return hash(self._raw)

    def __eq__(self, other):
        return self._raw == other._raw if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def __reduce__(self):
        return self.__class__, (self._raw,)

    drive = property(lambda self: "")
    root = property(lambda self: self._drive)
    anchor = property(lambda self: self._drive)

    @property
    def _names(self):
        rest = self._raw[len(self._drive):]
        return [] if rest in ("", ".") else rest.split("/")

    @property
    def parts(self):
        return tuple(([self._drive] if self._drive else []) + self._names)

    @property
    def name(self):
        names = self._names
        return names[-1] if names else ""

    @property
    def suffix(self):
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        names = self._names
        if not names:
            return self
        return self.with_segments(self._drive + "/".join(names[:-1]))

    @property
    def parents(self):
        found = []
        path = self
        while path.parent != path:
            path = path.parent
            found.append(path)
        return tuple(found)

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % name)
        return self.with_segments(self._drive + "/".join(self._names[:-1] + [name]))

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % suffix)
        return self.with_name(self.stem + suffix)

    def joinpath(self, *others):
        return self.with_segments(self, *others)

    def is_absolute(self):
        return self._raw.startswith("/")

    def is_relative_to(self, other):
        other = self.with_segments(other)
        return other == self or other in self.parents

    def relative_to(self, other, *, walk_up=False):
        other = self.with_segments(other)
        mine, its = self.parts, other.parts
        if mine[:len(its)] == its:
            return self.with_segments(*mine[len(its):])
        if not walk_up:
            raise ValueError("%r is not in the subpath of %r" % (str(self), str(other)))
        common = 0
        while common < min(len(mine), len(its)) and mine[common] == its[common]:
            common += 1
        return self.with_segments(*[".."] * (len(its) - common), *mine[common:])

    def match(self, pattern, *, case_sensitive=None):
        wanted = self.with_segments(pattern)
        mine, its = self.parts, wanted.parts
        if wanted.is_absolute() and len(mine) != len(its) or len(its) > len(mine):
            return False
        return all([_fnmatch.fnmatchcase(a, b) for a, b in zip(reversed(mine), reversed(its))])

    def full_match(self, pattern, *, case_sensitive=None):
        return _matches(self.parts, self.with_segments(pattern).parts)


class PurePosixPath(PurePath):
    __slots__ = ()


def _matches(parts, pattern):
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any([_matches(parts[i:], pattern[1:]) for i in range(len(parts) + 1)])
    return bool(parts) and _fnmatch.fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._raw)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self._raw)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self._raw)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return os.stat(self._raw)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._raw, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", self._raw)
            return
        self.open("a").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if self.exists():
            if exist_ok and self.is_dir():
                return
            raise FileExistsError(17, "File exists", self._raw)
        if parents and not self.parent.exists():
            self.parent.mkdir(parents=True, exist_ok=True)
        os.mkdir(self._raw)

    def unlink(self, missing_ok=False):
        try:
            os.remove(self._raw)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self._raw)

    def rename(self, target):
        os.rename(self._raw, os.fspath(target))
        return self.with_segments(target)

    replace = rename

    def iterdir(self):
        return iter([self / name for name in os.listdir(self._raw)])

    def absolute(self):
        return self.with_segments(os.path.abspath(self._raw))

    def resolve(self, strict=False):
        path = self.with_segments(os.path.abspath(self._raw))
        if strict and not path.exists():
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return path

    def expanduser(self):
        return self.with_segments(os.path.expanduser(self._raw))

    def samefile(self, other_path):
        return os.path.abspath(self._raw) == os.path.abspath(os.fspath(other_path))

    def _walk(self):
        found = []
        for name in sorted(os.listdir(self._raw)):
            child = self / name
            found.append(child)
            if child.is_dir():
                found.extend(child._walk())
        return found

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        parts = tuple([p for p in os.fspath(pattern).split("/") if p])
        if not parts:
            raise ValueError("Unacceptable pattern: %r" % (pattern,))
        if not self.is_dir():
            return iter([])
        size = len(self.parts)
        if self._raw == ".":
            size = 0
        found = [p for p in self._walk() if _matches(p.parts[size:], parts)]
        return iter(found)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        return self.glob("**/" + os.fspath(pattern))

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for root, dirs, files in os.walk(self._raw):
            yield self.with_segments(root), dirs, files


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


os.PathLike.register(PurePath)
