"""The in-memory file system of the session, and an environment of its own."""

import abc
import sys

import _files

name = "posix"
sep = "/"
linesep = "\n"
pathsep = ":"
curdir = "."
pardir = ".."
extsep = "."
devnull = "/dev/null"
environ = {"HOME": "/home/learner", "USER": "learner", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
R_OK, W_OK, X_OK, F_OK = 4, 2, 1, 0

error = OSError

import posixpath as path

sys.modules["os.path"] = path


def fspath(p):
    if isinstance(p, (str, bytes)):
        return p
    if hasattr(type(p), "__fspath__"):
        return type(p).__fspath__(p)
    raise TypeError("expected str, bytes or os.PathLike object, not " + type(p).__name__)


class PathLike(abc.ABC):
    """Anything with __fspath__."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, "__fspath__")
        return NotImplemented


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


class stat_result(tuple):
    """What is known of a file: its kind and size."""

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self[7])
    st_mtime = property(lambda self: self[8])
    st_ctime = property(lambda self: self[9])

    def __repr__(self):
        names = ("mode", "ino", "dev", "nlink", "uid", "gid", "size", "atime", "mtime", "ctime")
        return "os.stat_result(%s)" % ", ".join(["st_%s=%r" % pair for pair in zip(names, self)])


def stat(path, *, dir_fd=None, follow_symlinks=True):
    name = fspath(path)
    if not _files.exists(name):
        raise FileNotFoundError(2, "No such file or directory", name)
    directory = _files.isdir(name)
    return stat_result((0o40755 if directory else 0o100644, 1, 1, 1, 1000, 1000, 4096 if directory else _files.size(name),
                        0, 0, 0))


lstat = stat


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class _Entries:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self._entries

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass


def scandir(path="."):
    return _Entries(fspath(path))


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getlogin():
    return "learner"


def getuid():
    return 1000


def strerror(code):
    import errno
    names = {2: "No such file or directory", 13: "Permission denied", 17: "File exists", 20: "Not a directory",
             21: "Is a directory", 22: "Invalid argument", 39: "Directory not empty", 1: "Operation not permitted"}
    return names.get(code, "Unknown error %d" % code)


def removedirs(name):
    rmdir(name)
    head = path.dirname(name.rstrip("/"))
    while head and head != "/":
        try:
            rmdir(head)
        except OSError:
            break
        head = path.dirname(head)


def getcwd():
    return _files.home()


def getpid():
    return 4242


def getppid():
    return 4241


def cpu_count():
    return 2


def getenv(key, default=None):
    return environ.get(key, default)


def urandom(n):
    import random

    return random.randbytes(n)


def listdir(path="."):
    return _files.listdir(fspath(path))


def mkdir(path, mode=0o777):
    _files.mkdir(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    parts = _files.absolute(fspath(name)).split("/")
    for i in range(2, len(parts) + 1):
        part = "/".join(parts[:i])
        if not path.isdir(part):
            mkdir(part)
        elif i == len(parts) and not exist_ok:
            mkdir(part)


def remove(path):
    _files.remove(fspath(path))


unlink = remove


def rmdir(path):
    _files.rmdir(fspath(path))


def rename(src, dst):
    import errno

    src, dst = fspath(src), fspath(dst)
    if not path.exists(src) or path.isfile(dst) and path.isdir(src):
        error = errno.ENOTDIR if path.exists(src) else errno.ENOENT
        raise OSError(error, strerror(error), src, None, dst)
    if path.isdir(src):
        mkdir(dst)
        for name in listdir(src):
            rename(path.join(src, name), path.join(dst, name))
        rmdir(src)
        return
    with open(src, "rb") as f:
        data = f.read()
    with open(dst, "wb") as f:
        f.write(data)
    remove(src)


replace = rename


def access(p, mode):
    return path.exists(p)


def system(command):
    raise NotImplementedError("gcscope starts no other programs")


def _exit(status):
    raise SystemExit(status)


def get_terminal_size(fallback=(80, 24)):
    return fallback


def walk(top):
    names = sorted(listdir(top))
    dirs = [n for n in names if path.isdir(path.join(top, n))]
    files = [n for n in names if n not in dirs]
    yield top, dirs, files
    for d in dirs:
        yield from walk(path.join(top, d))
