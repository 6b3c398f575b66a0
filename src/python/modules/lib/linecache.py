"""Lines of sources that the interpreter knows."""

from _traceback import source_line as getline

__all__ = ["getline", "getlines", "clearcache", "checkcache"]


def getlines(filename, module_globals=None):
    lines = []
    while True:
        line = getline(filename, len(lines) + 1)
        if not line:
            return lines
        lines.append(line)


def clearcache():
    pass


def checkcache(filename=None):
    pass
