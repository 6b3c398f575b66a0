"""Objects as bytes and back, in all protocols. The work is native; what needs classes and modules is here."""

import copyreg
import io
import sys
import types
import _pickle

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

HIGHEST_PROTOCOL = 5 if sys.version_info >= (3, 8) else 4
DEFAULT_PROTOCOL = 4 if sys.version_info >= (3, 8) else 3


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


# The kinds of `Pickler._reduced`: called with the arguments; __newobj__; __newobj_ex__.
_CALL, _NEW, _NEW_EX = range(3)

# How messages call what fails with local classes.
_REACH = "get" if sys.version_info >= (3, 13) else "pickle"

# How Python 2 calls what has another name or module now.
_FORMER_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "configparser": "ConfigParser"}
_FORMER_NAMES = {
    ("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "int"): ("__builtin__", "long"),
    ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "chr"): ("__builtin__", "unichr"),
    ("builtins", "zip"): ("itertools", "izip"), ("builtins", "map"): ("itertools", "imap"),
    ("builtins", "filter"): ("itertools", "ifilter"), ("functools", "reduce"): ("__builtin__", "reduce"),
    ("sys", "intern"): ("__builtin__", "intern"), ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
    ("itertools", "zip_longest"): ("itertools", "izip_longest"),
}
for _name in """ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning
        EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError
        ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError
        NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning
        StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError
        UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
        Warning ZeroDivisionError""".split():
    _FORMER_NAMES["builtins", _name] = "exceptions", _name
_NAMES_NOW = {former: now for now, former in _FORMER_NAMES.items()}
_MODULES_NOW = {former: now for now, former in _FORMER_MODULES.items()}


def _whichmodule(obj, name):
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in list(sys.modules.items()):
        if module_name != "__main__" and getattr(module, name, None) is obj:
            return module_name
    return "__main__"


class Pickler:
    # Whether this is a class of the program's, with methods of its own that must be asked.
    _asks = False

    def __init_subclass__(cls):
        cls._asks = True

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        self.proto = _protocol(protocol)
        self._fix_imports = fix_imports and self.proto < 3
        self._write = file.write
        self._memo = []

    def clear_memo(self):
        self._memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        table = getattr(self, "dispatch_table", copyreg.dispatch_table)
        self._write(_pickle.save(obj, self.proto, self, self._memo, table))

    def _reduced(self, obj):
        """How to make the object again: a global name, or a kind and six parts."""
        kind = type(obj)
        override = getattr(self, "reducer_override", None)
        reduced = NotImplemented if override is None else override(obj)
        if reduced is NotImplemented:
            if issubclass(kind, type):
                return obj.__qualname__
            if kind in (bytes, bytearray, set, frozenset, bool):
                reduced = self._old_form(obj, kind)
            else:
                reduced = self._ask(obj, kind)
        if isinstance(reduced, str):
            return reduced
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        func, args, state, items, pairs, setter = tuple(reduced) + (None,) * (6 - len(reduced))
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple, not %s"
                                % type(args).__name__)
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            cls, args, kwargs = args
            if self.proto >= 4:
                return _NEW_EX, cls, (args, kwargs), state, items, pairs, setter
            import functools
            return _CALL, functools.partial(cls.__new__, cls, *args, **kwargs), (), state, items, pairs, setter
        if self.proto >= 2 and name == "__newobj__":
            return _NEW, args[0], args[1:], state, items, pairs, setter
        return _CALL, func, args, state, items, pairs, setter

    def _ask(self, obj, kind):
        reduce = getattr(self, "dispatch_table", copyreg.dispatch_table).get(kind)
        if reduce is not None:
            return reduce(obj)
        if kind is types.BuiltinFunctionType:
            owner = getattr(obj, "__self__", None)
            if owner is None or isinstance(owner, types.ModuleType):
                return obj.__qualname__
            return getattr, (owner, obj.__name__)
        if obj is ...:
            return "Ellipsis"
        if obj is NotImplemented:
            return "NotImplemented"
        reduce = getattr(obj, "__reduce_ex__", None)
        if reduce is None:
            raise PicklingError("can't pickle %r object: %r" % (kind.__name__, obj))
        return reduce(self.proto)

    def _old_form(self, obj, kind):
        """Types that older protocols have no instruction for."""
        if kind in (set, frozenset):
            return kind, (list(obj),)
        if not obj:
            return kind, ()
        if kind is bytearray:
            return bytearray, (bytes(obj),)
        import codecs
        return codecs.encode, (str(obj, "latin1"), "latin1")

    def _located(self, obj, name):
        """Module and name of a global, or how else to get it."""
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                return _CALL, type, (value,), None, None, None, None
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module_name = _whichmodule(obj, name)
        found = sys.modules.get(module_name)
        try:
            if found is None:
                __import__(module_name)
                found = sys.modules[module_name]
            for part in name.split("."):
                if part == "<locals>":
                    raise AttributeError
                found = getattr(found, part)
        except ImportError:
            raise PicklingError("Can't pickle %r: import of module %r failed" % (obj, module_name)) from None
        except AttributeError:
            if "<locals>" in name:
                raise AttributeError("Can't %s local object %r" % (_REACH, name)) from None
            raise PicklingError("Can't pickle %r: attribute lookup %s on %s failed" % (obj, name, module_name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if module_name == "codecs" and name == "encode":
            module_name = "_codecs"
        if self._fix_imports:
            former = _FORMER_NAMES.get((module_name, name))
            return former or (_FORMER_MODULES.get(module_name, module_name), name)
        return module_name, name

    def _text_line(self, text):
        """A str as protocol 0 has it."""
        out = []
        for char in text:
            code = ord(char)
            if char in "\\\0\n\r\x1a" or 255 < code < 65536:
                out.append("\\u%04x" % code)
            elif code > 65535:
                out.append("\\U%08x" % code)
            else:
                out.append(char)
        return ("".join(out) + "\n").encode("latin1")


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file
        self._encoding = encoding
        self._errors = errors
        self._fix_imports = fix_imports

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was "
                              "specified.")

    def find_class(self, module, name):
        if self._fix_imports:
            module, name = _NAMES_NOW.get((module, name), (_MODULES_NOW.get(module, module), name))
        if module == "_codecs":
            module = "codecs"
        __import__(module)
        found = sys.modules[module]
        for part in name.split("."):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError("Can't get attribute %r on %r" % (name, sys.modules[module])) from None
        return found

    def load(self):
        data = self._file.read()
        obj, used = _pickle.load(data, self, UnpicklingError)
        if used < len(data):
            self._file.seek(used - len(data), 1)
        return obj

    def _unicode(self, line):
        """What protocol 0 made of a str."""
        parts = line.decode("latin1").split("\\")
        out = [parts[0]]
        for part in parts[1:]:
            size = {"u": 4, "U": 8}.get(part[:1])
            if size is None:
                out.append("\\" + part)
            else:
                out.append(chr(int(part[1:size + 1], 16)) + part[size + 1:])
        return "".join(out)

    def _string(self, line):
        """What Python 2 made of a str."""
        line = line.strip()
        if len(line) < 2 or line[0] != line[-1] or line[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        data = eval(b"b" + line)
        return data if self._encoding == "bytes" else data.decode(self._encoding, self._errors)


class _Given:
    """A file of the bytes given to loads()."""

    def __init__(self, data):
        self.data = data

    def read(self):
        return self.data

    def seek(self, offset, whence):
        pass


def _protocol(protocol):
    if protocol is None:
        return DEFAULT_PROTOCOL
    if protocol < 0:
        return HIGHEST_PROTOCOL
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
    return protocol


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    out = io.BytesIO()
    Pickler(out, protocol, fix_imports=fix_imports).dump(obj)
    return out.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError("a bytes-like object is required, not %r" % type(data).__name__)
    return Unpickler(_Given(bytes(data)), fix_imports=fix_imports, encoding=encoding, errors=errors).load()
