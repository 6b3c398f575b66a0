"""Signals: handlers can be set and asked for. Nothing outside sends a signal here; `raise_signal` does."""

import enum
import sys


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


Signals = enum.IntEnum("Signals", [
    ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4), ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGBUS", 7),
    ("SIGFPE", 8), ("SIGKILL", 9), ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13), ("SIGALRM", 14),
    ("SIGTERM", 15), ("SIGCHLD", 17), ("SIGCONT", 18), ("SIGSTOP", 19), ("SIGTSTP", 20), ("SIGTTIN", 21), ("SIGTTOU", 22),
])
globals().update(Signals.__members__)
SIG_DFL, SIG_IGN = Handlers


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {int(number): SIG_DFL for number in Signals}
_handlers[2] = default_int_handler


def _number(signalnum):
    number = int(signalnum)
    if not 1 <= number < 65:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler, /):
    number = _number(signalnum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    before = _handlers.get(number, SIG_DFL)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def getsignal(signalnum, /):
    return _handlers.get(_number(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    number = _number(signalnum)
    handler = _handlers.get(number, SIG_DFL)
    if callable(handler):
        handler(number, sys._getframe(1))
    elif handler == SIG_DFL and number not in (17, 18):
        sys.exit(128 + number)


def strsignal(signalnum, /):
    return {1: "Hangup", 2: "Interrupt", 3: "Quit", 6: "Aborted", 8: "Floating point exception", 9: "Killed",
            11: "Segmentation fault", 13: "Broken pipe", 14: "Alarm clock", 15: "Terminated"}.get(_number(signalnum))


def valid_signals():
    return set(Signals)


def alarm(seconds, /):
    """The clock of a session does not ring."""
    return 0
