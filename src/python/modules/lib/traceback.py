"""Reports of exceptions and stacks. The interpreter writes them."""

import sys
from _traceback import format_entry as _format_entry
from _traceback import format_exception as _format_exception
from _traceback import format_exception_only as _format_exception_only
from _traceback import source_line as _source_line

__all__ = [
    "clear_frames", "extract_stack", "extract_tb", "format_exc", "format_exception", "format_exception_only",
    "format_list", "format_stack", "format_tb", "print_exc", "print_exception", "print_last", "print_list",
    "print_stack", "print_tb", "walk_stack", "walk_tb", "FrameSummary", "StackSummary", "TracebackException",
]

_nothing = object()


def _exception(exc, value):
    if value is not _nothing:
        return value
    return exc if isinstance(exc, BaseException) or exc is None else exc()


def _lines(text):
    return text.splitlines(True)


def print_exception(exc, value=_nothing, tb=_nothing, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=file or sys.stderr)


def format_exception(exc, value=_nothing, tb=_nothing, limit=None, chain=True):
    """The report as a list of texts."""
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    if chain and limit is None and (tb is _nothing or tb is value.__traceback__):
        return _lines(_format_exception(value))
    tb = value.__traceback__ if tb is _nothing else tb
    head = ["Traceback (most recent call last):\n"] if tb is not None else []
    return head + format_tb(tb, limit) + format_exception_only(value)


def format_exception_only(exc, value=_nothing, show_group=False):
    value = _exception(exc, value)
    return ["NoneType: None\n"] if value is None else _lines(_format_exception_only(value))


def format_exc(limit=None, chain=True):
    """The report of the exception being handled."""
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def walk_tb(tb):
    """Pairs of frame and line."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def clear_frames(tb):
    """Let go of the locals of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # Still running.
            pass
        tb = tb.tb_next


class FrameSummary:
    """File, line and name of a frame, without the frame."""

    __slots__ = ("filename", "lineno", "name", "line")

    def __init__(self, filename, lineno, name, lookup_line=True, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = _source_line(filename, lineno).strip() if line is None else line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __repr__(self):
        return "<FrameSummary file %s, line %d in %s>" % (self.filename, self.lineno, self.name)

    def _format(self):
        text = '  File "%s", line %s, in %s\n' % (self.filename, self.lineno, self.name)
        return text + "    %s\n" % self.line if self.line else text


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(cls, frame_gen, limit=None):
        frames = list(frame_gen)
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        return cls(FrameSummary(f.f_code.co_filename, line, f.f_code.co_name) for f, line in frames)

    def format(self):
        return [frame._format() for frame in self]


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit)


def extract_stack(f=None, limit=None):
    frames = list(walk_stack(f or sys._getframe().f_back))
    if limit is not None:
        frames = frames[:limit]
    frames.reverse()
    return StackSummary.extract(frames)


def format_list(extracted_list):
    return StackSummary(f if isinstance(f, FrameSummary) else FrameSummary(f[0], f[1], f[2], line=f[3])
                        for f in extracted_list).format()


def format_tb(tb, limit=None):
    entries = []
    while tb is not None:
        entries.append(_format_entry(tb))
        tb = tb.tb_next
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    return entries


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe().f_back, limit).format()


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f or sys._getframe().f_back, limit), file)


class TracebackException:
    """The report of an exception, without the exception."""

    def __init__(self, exc_type, exc_value, exc_traceback=None, **options):
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        self.stack = extract_tb(exc_traceback)
        self._text = _format_exception(exc_value)
        self._last = _format_exception_only(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format(self, *, chain=True):
        yield from _lines(self._text)

    def format_exception_only(self):
        yield from _lines(self._last)

    def __str__(self):
        return self._last.partition(": ")[2].rstrip("\n")
