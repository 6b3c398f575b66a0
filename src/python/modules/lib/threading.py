"""Threads are not simulated: one interpreter runs one thing at a time. A Thread runs to its end when it is started;
locks can be taken and given back."""

import sys

__all__ = [
    "Thread", "Lock", "RLock", "Condition", "Event", "Semaphore", "BoundedSemaphore", "current_thread", "main_thread",
    "active_count", "enumerate", "get_ident", "local",
]


class _Lock:
    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            if not blocking or timeout >= 0:
                return False
            raise RuntimeError("gcscope simulates one thread: this would wait for ever")
        self._held = 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = 0

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


class _RLock(_Lock):
    def acquire(self, blocking=True, timeout=-1):
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("cannot release un-acquired lock")
        self._held -= 1


def Lock():
    return _Lock()


def RLock():
    return _RLock()


class Event:
    def __init__(self):
        self._flag = False

    if sys.version_info >= (3, 11):
        def __repr__(self):
            cls = type(self)
            return "<%s.%s at %#x: %s>" % (cls.__module__, cls.__qualname__, id(self), "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise RuntimeError("gcscope simulates one thread: this would wait for ever")
        return self._flag


class Semaphore:
    def __init__(self, value=1):
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value == 0:
            if not blocking or timeout is not None:
                return False
            raise RuntimeError("gcscope simulates one thread: this would wait for ever")
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


BoundedSemaphore = Semaphore


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc):
        return self._lock.__exit__(*exc)

    def wait(self, timeout=None):
        if timeout is None:
            raise RuntimeError("gcscope simulates one thread: this would wait for ever")
        return False

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class local:
    """Attributes of their own for each thread."""

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__dicts", {})
        object.__setattr__(self, "_local__args", (args, kw))
        self._local__mine(first=True)
        return self

    def _local__mine(self, first=False):
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
        if name == "__dict__":
            return local._local__mine(self)
        if not name.startswith("_local__"):
            mine = local._local__mine(self)
            if name in mine:
                return mine[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise AttributeError("'%s' object has no attribute '%s'" % (
                "_thread._local" if type(self) is local else type(self).__name__, name)) from None

    def __setattr__(self, name, value):
        local._local__mine(self)[name] = value

    def __delattr__(self, name):
        mine = local._local__mine(self)
        if name not in mine:
            raise AttributeError(name)
        del mine[name]


class ExceptHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    import sys
    import traceback

    if args.exc_type is SystemExit:
        return
    sys.stderr.write("Exception in thread %s:\n" % args.thread.name)
    sys.stderr.write("".join(traceback.format_exception(args.exc_value)))


__excepthook__ = excepthook
TIMEOUT_MAX = 9223372036.0
_counter = 0
_current = []


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        _counter += 1
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = name or ("Thread-%d (%s)" % (_counter, target.__name__) if target else "Thread-%d" % _counter)
        self.daemon = bool(daemon)
        self.ident = None
        self._done = False

    def __repr__(self):
        status = "initial" if self.ident is None else "stopped" if self._done else "started"
        if self.daemon:
            status += " daemon"
        if self.ident is not None:
            status += " %s" % self.ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self.name, status)

    native_id = property(lambda self: self.ident)

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def start(self):
        if self.ident is not None:
            raise RuntimeError("threads can only be started once")
        self.ident = 139890000000000 + id(self) % 1000000
        _current.append(self)
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException:
            import sys

            excepthook(ExceptHookArgs((*sys.exc_info(), self)))
        finally:
            _current.pop()
            self._done = True

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return self.ident is not None and not self._done


class Timer(Thread):
    """A function that is called after a time. The thread runs at once here, so the clock is moved on."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        import time
        if not self.finished.is_set():
            time.sleep(self.interval)
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class BrokenBarrierError(RuntimeError):
    pass


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread")
        self.ident = 139890000000000


_main = _MainThread()
_counter = 0


def current_thread():
    return _current[-1] if _current else _main


currentThread = current_thread


def main_thread():
    return _main


def get_ident():
    return current_thread().ident


get_native_id = get_ident


def active_count():
    return 1 + len(_current)


def enumerate():
    return [_main] + list(_current)
