"""Functions to be called when the program ends; the interpreter runs _run_exitfuncs()."""

import sys

__all__ = ["register"]

_exithandlers = []


def _run_exitfuncs():
    exc_info = None
    while _exithandlers:
        func, targs, kargs = _exithandlers.pop()
        try:
            func(*targs, **kargs)
        except SystemExit:
            exc_info = sys.exc_info()
        except:
            import traceback
            print >> sys.stderr, "Error in atexit._run_exitfuncs:"
            traceback.print_exc()
            exc_info = sys.exc_info()
    if exc_info is not None:
        raise exc_info[0], exc_info[1], exc_info[2]


def register(func, *targs, **kargs):
    """Call a function when the program ends."""
    _exithandlers.append((func, targs, kargs))
    return func


sys.exitfunc = _run_exitfuncs
