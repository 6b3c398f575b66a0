"""Warnings: shown on stderr, once for each place."""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings", "deprecated"]

filters = []
defaultaction = "default"
_seen = {}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self.category.__name__, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    from linecache import getline
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    line = (getline(filename, lineno) if line is None else line).strip()
    return text + "  %s\n" % line if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    print(formatwarning(message, category, filename, lineno, line), end="", file=file or sys.stderr)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError("invalid action: %r" % (action,))
    entry = (action, message, category, module, lineno)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)
    _seen.clear()


def resetwarnings():
    del filters[:]
    _seen.clear()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    try:
        frame = sys._getframe(max(stacklevel, 1))
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        module = frame.f_globals.get("__name__", "<sys>")
    except ValueError:
        filename, lineno, module = ("<sys>", 0, "sys") if sys.version_info >= (3, 13) else ("sys", 1, "sys")
    warn_explicit(message, category, filename, lineno, module, source=source)


def _warn_unawaited_coroutine(coro):
    try:
        sys._getframe(1)
        level = 2
    except ValueError:
        level = 1000
    warn("coroutine '%s' was never awaited" % coro.__qualname__, category=RuntimeWarning, stacklevel=level, source=coro)


def _starts(pattern, text):
    if not pattern:
        return True
    import re
    return re.match(pattern, text, re.I) is not None


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(message)
    action = "ignore" if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning,
                                               ResourceWarning)) and (module != "__main__" or sys.version_info < (3, 7)) else "default"
    if action == "default" and issubclass(category, (PendingDeprecationWarning, ImportWarning, ResourceWarning)):
        action = "ignore"
    for wanted, start, kind, where, line in filters:
        if issubclass(category, kind) and _starts(start, text) and (not where or where == module) \
                and line in (0, lineno):
            action = wanted
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action not in ("always", "all"):
        key = (text, category) if action == "once" else (text, category, filename, 0 if action == "module" else lineno)
        if key in _seen:
            return
        _seen[key] = 1
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _show(entry):
    showwarning(entry.message, entry.category, entry.filename, entry.lineno, entry.file, entry.line)
    # At the end the interpreter no longer asks this module to show anything.
    if entry.source is not None and not sys.is_finalizing():
        import tracemalloc
        if not tracemalloc.is_tracing():
            print("%s: Enable tracemalloc to get the object allocation traceback" % entry.category.__name__,
                  file=entry.file or sys.stderr)


class catch_warnings:
    """Gives back filters and showing at the end; records warnings if asked to."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global _show
        self._saved = filters[:], _show, showwarning
        _seen.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _show = log.append
            return log

    def __exit__(self, *exc_info):
        global _show, showwarning
        filters[:], _show, showwarning = self._saved
        _seen.clear()


def deprecated(message, category=DeprecationWarning, stacklevel=1):
    """Decorator that warns when something is used."""
    def decorate(thing):
        from functools import wraps
        if isinstance(thing, type):
            thing.__deprecated__ = message
            return thing

        @wraps(thing)
        def wrapper(*args, **kwargs):
            if category is not None:
                warn(message, category=category, stacklevel=stacklevel + 1)
            return thing(*args, **kwargs)

        thing.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    return decorate
