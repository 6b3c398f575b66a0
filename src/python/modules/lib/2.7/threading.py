"""Threads are not simulated: one interpreter runs one thing at a time. A Thread runs to its end when it is started;
locks can be taken and given back."""

__all__ = ["activeCount", "active_count", "Condition", "currentThread", "current_thread", "enumerate", "Event",
           "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Timer", "setprofile", "settrace", "local",
           "stack_size"]

_WAITS = "gcscope simulates one thread: this would wait for ever"


class ThreadError(Exception):
    pass


class _Lock(object):
    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True):
        if self._held:
            if not blocking:
                return False
            raise RuntimeError(_WAITS)
        self._held = 1
        return True

    def release(self):
        if not self._held:
            raise ThreadError("release unlocked lock")
        self._held = 0

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()


class _RLock(_Lock):
    def acquire(self, blocking=1):
        self._held += 1
        return 1

    def release(self):
        if not self._held:
            raise RuntimeError("cannot release un-acquired lock")
        self._held -= 1


def Lock():
    return _Lock()


def RLock(*args, **kwargs):
    return _RLock()


class _Event(object):
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise RuntimeError(_WAITS)
        return self._flag


def Event():
    return _Event()


class _Semaphore(object):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._initial = value

    def acquire(self, blocking=1):
        if self._value == 0:
            if not blocking:
                return False
            raise RuntimeError(_WAITS)
        self._value -= 1
        return True

    __enter__ = acquire

    def release(self):
        self._value += 1

    def __exit__(self, *exc):
        self.release()


class _BoundedSemaphore(_Semaphore):
    def release(self):
        if self._value >= self._initial:
            raise ValueError("Semaphore released too many times")
        self._value += 1


def Semaphore(value=1):
    return _Semaphore(value)


def BoundedSemaphore(value=1):
    return _BoundedSemaphore(value)


class _Condition(object):
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
            raise RuntimeError(_WAITS)

    def notify(self, n=1):
        pass

    def notifyAll(self):
        pass

    notify_all = notifyAll


def Condition(lock=None):
    return _Condition(lock)


class local(object):
    """Attributes of their own for each thread; here there is one."""


_local = local
_counter = 0
_current = []


class Thread(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, verbose=None):
        global _counter
        if name is None:
            _counter += 1
            name = "Thread-%d" % _counter
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = str(name)
        self.daemon = False
        self.ident = None
        self._done = False

    def __repr__(self):
        status = "initial" if self.ident is None else "stopped" if self._done else "started"
        if self.daemon:
            status += " daemon"
        if self.ident is not None:
            status += " %s" % self.ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self.name, status)

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
            if self._target:
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
        except:
            import sys
            import traceback

            sys.stderr.write("Exception in thread %s:\n%s\n" % (self.name, traceback.format_exc()))
            sys.exc_clear()
        _current.pop()
        self._done = True

    def join(self, timeout=None):
        if self.ident is None:
            raise RuntimeError("cannot join thread before it is started")
        if not self._done:
            raise RuntimeError("cannot join current thread")

    def is_alive(self):
        return self.ident is not None and not self._done

    isAlive = is_alive


class _Timer(Thread):
    """A function that is called after a time. The thread runs at once here, so the clock is moved on."""

    def __init__(self, interval, function, args=(), kwargs={}):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        import time

        if not self.finished.is_set():
            time.sleep(self.interval)
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def Timer(*args, **kwargs):
    return _Timer(*args, **kwargs)


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread")
        self.ident = 139890000000000


_main = _MainThread()


def currentThread():
    return _current[-1] if _current else _main


current_thread = currentThread


def _get_ident():
    return currentThread().ident


def activeCount():
    return 1 + len(_current)


active_count = activeCount


def enumerate():
    return [_main] + list(_current)


def stack_size(size=0):
    return 0


def settrace(func):
    pass


def setprofile(func):
    pass
