"""Reports of exceptions and stacks. The interpreter writes them."""

import sys
from _traceback import format_entry as _format_entry
from _traceback import format_exception as _format_exception
from _traceback import format_exception_only as _format_exception_only
from _traceback import position as _position
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


def print_exception(exc, /, value=_nothing, tb=_nothing, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=file or sys.stderr)


def format_exception(exc, /, value=_nothing, tb=_nothing, limit=None, chain=True):
    """The report as a list of texts."""
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    if chain and limit is None and (tb is _nothing or tb is value.__traceback__):
        return _lines(_format_exception(value))
    tb = value.__traceback__ if tb is _nothing else tb
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def format_exception_only(exc, /, value=_nothing, show_group=False):
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

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_entry")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        self._entry = None
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _source_line(self.filename, self.lineno)
        return self._line.strip()

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == (
                other.filename, other.lineno, other.name, other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)

    def _format(self):
        text = self._entry
        if text is None:
            text = '  File "%s", line %s, in %s\n' % (self.filename, self.lineno, self.name)
            if self.line:
                text += "    %s\n" % self.line
        for name in sorted(self.locals or ()):
            text += "    %s = %s\n" % (name, self.locals[name])
        return text


_REPEATS_SHOWN = 3


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = list(frame_gen)
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            limit = max(limit, 0) if limit is not None else None
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        return cls(FrameSummary(f.f_code.co_filename, line, f.f_code.co_name,
                                locals=f.f_locals if capture_locals else None) for f, line in frames)

    @classmethod
    def from_list(cls, a_list):
        return cls(f if isinstance(f, FrameSummary) else FrameSummary(f[0], f[1], f[2], line=f[3]) for f in a_list)

    def format_frame_summary(self, frame_summary):
        return frame_summary._format()

    def format(self):
        result, last, count = [], None, 0
        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            key = (frame.filename, frame.lineno, frame.name)
            if key != last or None in key:
                result += self._repeated(count)
                last, count = key, 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        return result + self._repeated(count)

    @staticmethod
    def _repeated(count):
        more = count - _REPEATS_SHOWN
        return ["  [Previous line repeated %d more time%s]\n" % (more, "s" if more > 1 else "")] if more > 0 else []


def _extract_tb(tb, limit=None, capture_locals=False):
    stack = StackSummary.extract(walk_tb(tb), limit=None, capture_locals=capture_locals)
    for frame in stack:
        frame._entry = _format_entry(tb)
        frame.end_lineno, frame.colno, frame.end_colno = _position(tb)
        tb = tb.tb_next
    if limit is not None:
        stack = StackSummary(stack[:limit] if limit >= 0 else stack[limit:])
    return stack


def extract_tb(tb, limit=None):
    return _extract_tb(tb, limit)


def extract_stack(f=None, limit=None):
    stack = StackSummary.extract(walk_stack(f or sys._getframe().f_back), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe().f_back, limit).format()


def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f or sys._getframe().f_back, limit), file)


_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class TracebackException:
    """The report of an exception, without the exception."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self._exc_type = exc_type if save_exc_type else None
        self._has_type = exc_type is not None
        self.exc_type_str = exc_type.__qualname__
        if exc_type.__module__ not in ("__main__", "builtins"):
            self.exc_type_str = "%s.%s" % (exc_type.__module__, self.exc_type_str)
        self.stack = _extract_tb(exc_traceback, limit, capture_locals)
        self._has_tb = exc_traceback is not None
        self._last = _format_exception_only(exc_value)
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = exc_value.__suppress_context__
        plain = limit is None and not capture_locals
        self._whole = _format_exception(exc_value) if plain and isinstance(exc_value, BaseExceptionGroup) else None
        options = {"limit": limit, "capture_locals": capture_locals, "_seen": seen}
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [TracebackException(type(e), e, e.__traceback__, **options) for e in exc_value.exceptions]
        if issubclass(exc_type, SyntaxError):
            self.filename, self.lineno, self.offset = exc_value.filename, exc_value.lineno, exc_value.offset
            self.end_lineno, self.end_offset = exc_value.end_lineno, exc_value.end_offset
            self.text, self.msg = exc_value.text, exc_value.msg
        self.__cause__ = self._linked(exc_value.__cause__, options)
        hidden = compact and (self.__cause__ is not None or self.__suppress_context__)
        self.__context__ = None if hidden else self._linked(exc_value.__context__, options)

    @staticmethod
    def _linked(exc, options):
        if exc is None or id(exc) in options["_seen"]:
            return None
        return TracebackException(type(exc), exc, exc.__traceback__, **options)

    @classmethod
    def from_exception(cls, exc, *args, **options):
        return cls(type(exc), exc, exc.__traceback__, *args, **options)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    def format(self, *, chain=True, **options):
        if self._whole is not None and chain:
            yield from _lines(self._whole)
            return
        if chain and self.__cause__ is not None:
            yield from self.__cause__.format(chain=chain)
            yield _CAUSE
        elif chain and self.__context__ is not None and not self.__suppress_context__:
            yield from self.__context__.format(chain=chain)
            yield _CONTEXT
        if self._has_tb:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self.format_exception_only()

    def format_exception_only(self, *, show_group=False, **options):
        yield from _lines(self._last)

    def print(self, *, file=None, chain=True, **options):
        for line in self.format(chain=chain):
            print(line, file=file or sys.stderr, end="")

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str
