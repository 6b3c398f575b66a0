"""Copying and removing files and trees."""

import os

__all__ = ["copyfileobj", "copyfile", "copy", "copy2", "copytree", "move", "rmtree", "which", "get_terminal_size"]

get_terminal_size = os.get_terminal_size


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.abspath(os.fspath(src)) == os.path.abspath(os.fspath(dst)):
        raise SameFileError("%r and %r are the same file" % (src, dst))
    with open(src, "rb") as a, open(dst, "wb") as b:
        copyfileobj(a, b)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


copy2 = copy


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in os.listdir(src):
        a, b = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(a):
            copytree(a, b, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(a, b)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    if not os.path.isdir(path):
        if ignore_errors:
            return
        raise FileNotFoundError(2, "No such file or directory", os.fspath(path))
    for name in os.listdir(path):
        full = os.path.join(path, name)
        if os.path.isdir(full):
            rmtree(full)
        else:
            os.remove(full)
    os.rmdir(path)


def move(src, dst, copy_function=copy2):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    if os.path.isdir(src):
        copytree(src, dst)
        rmtree(src)
    else:
        os.rename(src, dst)
    return dst


def which(cmd, mode=0, path=None):
    return None
