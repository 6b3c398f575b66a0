"""The in-memory file system of the session, and an environment of its own."""

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
