"""pickle, as the C version numbers its memo: from 1 on, and short strings get no number."""

import pickle
from pickle import HIGHEST_PROTOCOL, PickleError, PicklingError, UnpicklingError, compatible_formats, format_version

__version__ = "1.71"


class UnpickleableError(PicklingError):
    pass


class BadPickleGet(UnpicklingError):
    pass


class _Pickler(pickle.Pickler):
    _first = 1

    def save_string(self, obj):
        if len(obj) > 1:
            return pickle.Pickler.save_string(self, obj)
        # Too short to be worth a number.
        self.write(("U" + chr(len(obj)) + obj) if self.bin else "S" + repr(obj) + "\n")

    dispatch = dict(pickle.Pickler.dispatch)
    dispatch[str] = save_string


def Pickler(file, protocol=0):
    return _Pickler(file, protocol)


def Unpickler(file):
    return pickle.Unpickler(file)


def dump(obj, file, protocol=0):
    _Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=0):
    from StringIO import StringIO
    file = StringIO()
    _Pickler(file, protocol).dump(obj)
    return file.getvalue()


load = pickle.load
loads = pickle.loads
