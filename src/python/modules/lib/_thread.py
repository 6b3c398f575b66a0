"""Locks and threads, as CPython's C module has them. A thread that waits lets another one run."""

import sys
import _threads

get_ident = _threads.ident
TIMEOUT_MAX = 9223372036.0
error = RuntimeError
_negative = "timeout value must be %s" % ("a non-negative number" if sys.version_info >= (3, 12) else "positive")


def _timeout(blocking, timeout):
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if timeout == -1:
        return None
    if timeout < 0:
        raise ValueError(_negative)
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return timeout


class _Waiters:
    """Who waits for a lock; the first one to come goes on first."""

    __slots__ = ("_idents",)

    def __init__(self):
        self._idents = None

    def wait(self, seconds):
        ident = get_ident()
        if self._idents is None:
            self._idents = []
        self._idents.append(ident)
        try:
            return _threads.wait(seconds)
        finally:
            if ident in self._idents:
                self._idents.remove(ident)

    def wake(self):
        if self._idents:
            _threads.wake(self._idents.pop(0))

    def wake_all(self):
        while self._idents:
            self.wake()


class lock(_Waiters):
    __slots__ = ("_locked", "__weakref__")

    def __init__(self):
        self._idents = None
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        seconds = _timeout(blocking, timeout)
        if seconds == 0:
            if self._locked:
                return False
        else:
            while self._locked:
                if not self.wait(seconds):
                    return False
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        self.wake()

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return "<%s _thread.lock object at %#x>" % ("locked" if self._locked else "unlocked", id(self))

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def _at_fork_reinit(self):
        self._locked = False


class RLock(_Waiters):
    __slots__ = ("_owner", "_count", "__weakref__")

    def __init__(self):
        self._idents = None
        self._owner = self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        seconds = _timeout(blocking, timeout)
        ident = get_ident()
        if self._owner != ident:
            while self._count:
                if seconds == 0 or not self.wait(seconds):
                    return False
        self._owner = ident
        self._count += 1
        return True

    def release(self):
        if self._owner != get_ident() or not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
            self.wake()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc):
        self.release()

    def __repr__(self):
        return "<%s _thread.RLock object owner=%d count=%d at %#x>" % (
            "locked" if self._count else "unlocked", self._owner, self._count, id(self))

    def _is_owned(self):
        return self._count > 0 and self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count = self._owner = 0
        self.wake()
        return state

    def _acquire_restore(self, state):
        while self._count:
            self.wait(None)
        self._count, self._owner = state

    def _at_fork_reinit(self):
        self._count = self._owner = 0


for _class, _name in ((lock, "lock"), (RLock, "RLock")):
    _class.__qualname__ = _class.__name__ = _name
LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock
_handles = []


class _ThreadHandle(_Waiters):
    """What can be known of a thread: whether it is done, and a place to wait for that."""

    __slots__ = ("ident", "_done", "__weakref__")

    def __init__(self):
        self._idents = None
        self.ident = 0
        self._done = False

    def is_done(self):
        return self._done

    def _set_done(self):
        if not self._done:
            self._done = True
            if self in _handles:
                _handles.remove(self)
            self.wake_all()

    def join(self, timeout=None):
        if timeout is not None and timeout < 0:
            timeout = None
        while not self._done:
            if self.ident == get_ident():
                raise RuntimeError("Cannot join current thread")
            if not self.wait(timeout):
                return


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def start_joinable_thread(function, handle=None, daemon=True):
    if handle is None:
        handle = _ThreadHandle()
    if not daemon:
        _handles.append(handle)

    def run():
        nonlocal function
        handle.ident = get_ident()
        try:
            function()
        finally:
            del function
            handle._set_done()

    handle.ident = _threads.start(run)
    return handle


def start_new_thread(function, args, kwargs={}):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")

    def run():
        nonlocal function, args, kwargs
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException:
            kind, value, traceback = sys.exc_info()
            sys.unraisablehook(_Unraisable(kind, value, traceback, function))
            del kind, value, traceback
        finally:
            del function, args, kwargs

    return _threads.start(run)


start_new = start_new_thread


class _Unraisable:
    def __init__(self, kind, value, traceback, function):
        self.exc_type, self.exc_value, self.exc_traceback = kind, value, traceback.tb_next
        self.err_msg, self.object = "Exception ignored in thread started by", function


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2):
    raise KeyboardInterrupt


def daemon_threads_allowed():
    return True


def _get_main_thread_ident():
    return 0x7e8000000000


def _is_main_interpreter():
    return True


def _count():
    return len(_handles)


def _shutdown():
    while _handles:
        _handles[0].join()


def stack_size(size=0):
    return 0


def get_native_id():
    return 4242 + (0x7e8000000000 - get_ident()) // 0x801000


class _ExceptHookArgs(tuple):
    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return "_thread._ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)" % tuple(self)


def _excepthook(args, /):
    from traceback import format_exception

    if args.exc_type is SystemExit or sys.stderr is None:
        return
    name = get_ident() if args.thread is None else args.thread.name
    sys.stderr.write("Exception in thread %s:\n" % name)
    sys.stderr.write("".join(format_exception(args.exc_type, args.exc_value, args.exc_traceback)))
    sys.stderr.flush()


def _no_attribute(one, name):
    kind = "_thread._local" if type(one) is _local else type(one).__name__
    error = AttributeError("'%s' object has no attribute '%s'" % (kind, name))
    if sys.version_info >= (3, 10):
        error.name, error.obj = name, one
    return error


class _local:
    """Attributes of their own for each thread."""

    __slots__ = ("_local__dicts", "_local__args", "__weakref__")

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__dicts", {})
        object.__setattr__(self, "_local__args", (args, kw))
        _locals.add(self)
        _local._local__mine(self, first=True)
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
        mine = _local._local__mine(self)
        if name == "__dict__":
            return mine
        if name in mine:
            return mine[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise _no_attribute(self, name) from None

    def __setattr__(self, name, value):
        mine = _local._local__mine(self)
        if name == "__dict__":
            raise AttributeError("'%s' object attribute '__dict__' is read-only" % type(self).__name__)
        mine[name] = value

    def __delattr__(self, name):
        mine = _local._local__mine(self)
        if name not in mine:
            raise _no_attribute(self, name)
        del mine[name]


def _forget_locals():
    """A thread has ended: what it alone had is released."""
    ident = get_ident()
    for one in list(_locals):
        object.__getattribute__(one, "_local__dicts").pop(ident, None)


from _weakrefset import WeakSet

_locals = WeakSet()
