"""Of `pickle`: what `from _pickle import PickleError, PicklingError, UnpicklingError` replaces."""
# == errors
class PickleError(Exception):
    """A common base class for the other pickling exceptions."""


class PicklingError(PickleError): pass
class UnpicklingError(PickleError): pass
