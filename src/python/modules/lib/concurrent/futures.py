"""Executors. There is one thread: what is submitted runs at once."""

__all__ = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError",
           "BrokenExecutor", "InvalidStateError", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
           "ProcessPoolExecutor"]

import collections
import itertools
import threading

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        text = "<%s at %#x state=%s" % (self.__class__.__name__, id(self), self._state.lower())
        if self._state == "FINISHED":
            if self._exception:
                return text + " raised %s>" % self._exception.__class__.__name__
            return text + " returned %s>" % self._result.__class__.__name__
        return text + ">"

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        self._state = "CANCELLED"
        self._invoke_callbacks()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._done_callbacks.append(fn)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            callback(self)

    def result(self, timeout=None):
        try:
            if self._state == "CANCELLED":
                raise CancelledError()
            if self._state != "FINISHED":
                raise TimeoutError()
            if self._exception:
                raise self._exception
            return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        if self._state == "CANCELLED":
            raise CancelledError()
        if self._state != "FINISHED":
            raise TimeoutError()
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def set_result(self, result):
        if self.done():
            raise InvalidStateError("%s: %r" % (self._state, self))
        self._result = result
        self._state = "FINISHED"
        self._invoke_callbacks()

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError("%s: %r" % (self._state, self))
        self._exception = exception
        self._state = "FINISHED"
        self._invoke_callbacks()


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            fs.reverse()
            while fs:
                yield fs.pop().result()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or 6
        self._shutdown = False
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % self._counter()
        if initializer is not None:
            initializer(*initargs)

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()

        def run():
            try:
                result = fn(*args, **kwargs)
            except BaseException as exc:
                future.set_exception(exc)
            else:
                future.set_result(result)

        worker = threading.Thread(target=run, name="%s_0" % self._prefix)
        worker.start()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True


class ProcessPoolExecutor(ThreadPoolExecutor):
    pass


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {f for f in fs if f.done()}
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    seen = set()
    for f in fs:
        if f not in seen:
            seen.add(f)
            yield f
