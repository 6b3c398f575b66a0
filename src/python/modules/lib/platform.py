"""What machine this is: a simulated one."""

import sys


def python_version():
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_implementation():
    return "CPython"


def system():
    return "Linux"


def machine():
    return "x86_64"


def node():
    return "gcscope"


def release():
    return "6.0"


def platform():
    return "Linux-6.0-x86_64-with-glibc2.36"


def architecture():
    return ("64bit", "ELF")
