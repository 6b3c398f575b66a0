"""Locks and threads, below `threading`. A thread that waits lets another one run."""

import _threads

__all__ = ["allocate_lock", "allocate", "get_ident", "start_new_thread", "start_new", "LockType", "error", "exit"]

get_ident = _threads.ident


class error(Exception):
    pass


error.__module__ = "thread"


class lock(object):
    __slots__ = ("_idents", "_locked")

    def __init__(self):
        self._idents = None
        self._locked = False

    def acquire(self, blocking=1):
        while self._locked:
            if not blocking:
                return False
            ident = get_ident()
            if self._idents is None:
                self._idents = []
            self._idents.append(ident)
            try:
                _threads.wait(None)
            finally:
                if ident in self._idents:
                    self._idents.remove(ident)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise error("release unlocked lock")
        self._locked = False
        if self._idents:
            _threads.wake(self._idents.pop(0))

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return "<thread.lock object at %#x>" % id(self)

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


def start_new_thread(function, args, kwargs={}):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")

    def run():
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except:
            import sys
            import traceback

            sys.stderr.write("Unhandled exception in thread started by %r\n" % (function,))
            sys.stderr.write(traceback.format_exc())

    return _threads.start(run)


start_new = start_new_thread


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main():
    raise KeyboardInterrupt


def stack_size(size=0):
    return 0


class _local(object):
    """Attributes of their own for each thread."""

    def __new__(cls, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__dicts", {})
        object.__setattr__(self, "_local__args", (args, kw))
        _local._mine(self, True)
        return self

    def _mine(self, first=False):
        dicts = object.__getattribute__(self, "_local__dicts")
        ident = get_ident()
        found = dicts.get(ident)
        if found is None:
            found = dicts[ident] = {}
            args, kw = object.__getattribute__(self, "_local__args")
            if not first:
                type(self).__init__(self, *args, **kw)
        return found

    def __getattribute__(self, name):
        mine = _local._mine(self)
        if name == "__dict__":
            return mine
        if name in mine:
            return mine[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise AttributeError("'%s' object has no attribute '%s'" % (
                "thread._local" if type(self) is _local else type(self).__name__, name))

    def __setattr__(self, name, value):
        _local._mine(self)[name] = value

    def __delattr__(self, name):
        mine = _local._mine(self)
        if name not in mine:
            raise AttributeError(name)
        del mine[name]
