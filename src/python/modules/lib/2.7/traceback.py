"""Reports of exceptions and stacks."""

import sys
from linecache import getline as _getline

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "tb_lineno"]


def _print(file, text="", terminator="\n"):
    file.write(text + terminator)


def print_list(extracted_list, file=None):
    for text in format_list(extracted_list):
        _print(file or sys.stderr, text, "")


def format_list(extracted_list):
    """Entries as texts, each with the line of the source."""
    texts = []
    for filename, lineno, name, line in extracted_list:
        text = '  File "%s", line %d, in %s\n' % (filename, lineno, name)
        if line:
            text += "    %s\n" % line.strip()
        texts.append(text)
    return texts


def _limit(limit):
    return getattr(sys, "tracebacklimit", None) if limit is None else limit


def _entry(frame, lineno):
    filename = frame.f_code.co_filename
    line = _getline(filename, lineno)
    return filename, lineno, frame.f_code.co_name, line.strip() if line else None


def extract_tb(tb, limit=None):
    """`(file, line number, name, text)` of each entry."""
    limit = _limit(limit)
    entries = []
    while tb is not None and (limit is None or len(entries) < limit):
        entries.append(_entry(tb.tb_frame, tb.tb_lineno))
        tb = tb.tb_next
    return entries


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    limit = _limit(limit)
    entries = []
    while f is not None and (limit is None or len(entries) < limit):
        entries.append(_entry(f, f.f_lineno))
        f = f.f_back
    entries.reverse()
    return entries


def print_tb(tb, limit=None, file=None):
    for text in format_tb(tb, limit):
        _print(file or sys.stderr, text, "")


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def print_exception(etype, value, tb, limit=None, file=None):
    if file is None:
        file = sys.stderr
    for text in format_exception(etype, value, tb, limit):
        _print(file, text, "")


def format_exception(etype, value, tb, limit=None):
    texts = ["Traceback (most recent call last):\n"] + format_tb(tb, limit) if tb else []
    return texts + format_exception_only(etype, value)


def _text(value):
    try:
        return str(value)
    except Exception:
        pass
    try:
        return unicode(value).encode("ascii", "backslashreplace")
    except Exception:
        return "<unprintable %s object>" % type(value).__name__


def _last_line(name, value):
    text = None if value is None else _text(value)
    return "%s: %s\n" % (name, text) if text else "%s\n" % name


def format_exception_only(etype, value):
    """The last lines of a report: more than one only for a SyntaxError."""
    if isinstance(etype, BaseException) or type(etype).__name__ == "instance" or etype is None or type(etype) is str:
        return [_last_line(etype, value)]
    name = etype.__name__
    if not issubclass(etype, SyntaxError):
        return [_last_line(name, value)]
    try:
        message, (filename, lineno, offset, line) = value.args
    except Exception:
        return [_last_line(name, value)]
    texts = ['  File "%s", line %d\n' % (filename or "<string>", lineno)]
    if line is not None:
        texts.append("    %s\n" % line.strip())
        if offset is not None:
            caret = line.rstrip("\n")
            caret = caret[:min(len(caret), offset) - 1].lstrip()
            texts.append("    %s^\n" % "".join([c if c.isspace() else " " for c in caret]))
    texts.append(_last_line(name, message))
    return texts


def print_exc(limit=None, file=None):
    """The report of the exception being handled."""
    etype, value, tb = sys.exc_info()
    try:
        print_exception(etype, value, tb, limit, file)
    finally:
        etype = value = tb = None


def format_exc(limit=None):
    etype, value, tb = sys.exc_info()
    try:
        return "".join(format_exception(etype, value, tb, limit))
    finally:
        etype = value = tb = None


def print_last(limit=None, file=None):
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f or sys._getframe().f_back, limit), file)


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f or sys._getframe().f_back, limit))


def tb_lineno(tb):
    return tb.tb_lineno
