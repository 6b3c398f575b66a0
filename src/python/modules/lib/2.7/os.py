"""The in-memory file system of the session, and an environment of its own."""

import sys

import _files

name = "posix"
sep = "/"
altsep = None
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


def getcwd():
    return _files.home()


def getcwdu():
    return unicode(_files.home())


def getpid():
    return 4242


def getppid():
    return 4241


def getuid():
    return 1000


def getlogin():
    return "learner"


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def urandom(n):
    import random

    return "".join([chr(random.getrandbits(8)) for i in range(n)])


def strerror(code):
    names = {1: "Operation not permitted", 2: "No such file or directory", 13: "Permission denied", 17: "File exists",
             20: "Not a directory", 21: "Is a directory", 22: "Invalid argument", 39: "Directory not empty"}
    return names.get(code, "Unknown error %d" % code)


def listdir(path):
    return _files.listdir(path)


def mkdir(path, mode=0777):
    _files.mkdir(path)


def makedirs(name, mode=0777):
    parts = _files.absolute(name).split("/")
    for i in range(2, len(parts) + 1):
        part = "/".join(parts[:i])
        if i == len(parts) or not path.isdir(part):
            mkdir(part)


def remove(path):
    _files.remove(path)


unlink = remove


def rmdir(path):
    _files.rmdir(path)


def rename(src, dst):
    f = open(src, "rb")
    data = f.read()
    f.close()
    f = open(dst, "wb")
    f.write(data)
    f.close()
    remove(src)


def access(p, mode):
    return path.exists(p)


def system(command):
    raise NotImplementedError("gcscope starts no other programs")


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)


def walk(top, topdown=True, onerror=None, followlinks=False):
    names = sorted(listdir(top))
    dirs = [n for n in names if path.isdir(path.join(top, n))]
    files = [n for n in names if n not in dirs]
    if topdown:
        yield top, dirs, files
    for d in dirs:
        for entry in walk(path.join(top, d), topdown):
            yield entry
    if not topdown:
        yield top, dirs, files
