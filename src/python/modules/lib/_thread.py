"""Locks, as threading has them."""

from threading import Lock as allocate_lock, RLock, get_ident

LockType = type(allocate_lock())
error = RuntimeError
