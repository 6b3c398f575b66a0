"""Locks and threads, below `threading`."""

from threading import Lock as allocate_lock, Thread as _Thread, _get_ident as get_ident, _local

__all__ = ["allocate_lock", "allocate", "get_ident", "start_new_thread", "start_new", "LockType", "error", "exit"]

allocate = allocate_lock
LockType = type(allocate_lock())


class error(Exception):
    pass


def start_new_thread(function, args, kwargs=None):
    thread = _Thread(target=function, args=args, kwargs=kwargs)
    thread.start()
    return thread.ident


start_new = start_new_thread


def exit():
    raise SystemExit


def interrupt_main():
    raise KeyboardInterrupt
