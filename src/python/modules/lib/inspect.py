"""Asking about live objects: the part that beginners use."""

import sys
import types


def ismodule(o):
    return isinstance(o, types.ModuleType)


def isclass(o):
    return isinstance(o, type)


def isfunction(o):
    return isinstance(o, types.FunctionType)


def ismethod(o):
    return isinstance(o, types.MethodType)


def isgenerator(o):
    return isinstance(o, types.GeneratorType)


def isgeneratorfunction(o):
    return isfunction(o) and bool(o.__code__.co_flags & 0x20)


def isbuiltin(o):
    return isinstance(o, types.BuiltinFunctionType)


def isroutine(o):
    return isbuiltin(o) or isfunction(o) or ismethod(o)


def isframe(o):
    return isinstance(o, types.FrameType)


def iscode(o):
    return isinstance(o, types.CodeType)


def istraceback(o):
    return isinstance(o, types.TracebackType)


def currentframe():
    return sys._getframe(1)


def getmro(cls):
    return cls.__mro__


def getdoc(o):
    doc = getattr(o, "__doc__", None)
    return None if doc is None else cleandoc(doc)


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(l) - len(l.lstrip()) for l in lines[1:] if l.strip()], default=0)
    lines = [lines[0].lstrip()] + [l[margin:] for l in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getmembers(o, predicate=None):
    found = []
    for name in dir(o):
        try:
            value = getattr(o, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getgeneratorstate(generator):
    if generator.gi_running:
        return "GEN_RUNNING"
    if generator.gi_frame is None:
        return "GEN_CLOSED"
    return "GEN_CREATED" if generator.gi_frame.f_lasti == -1 else "GEN_SUSPENDED"
