"""Abstract base classes (PEP 3119)."""

import sys
from _weakref import ref as _ref


def abstractmethod(funcobj):
    """Mark a method that a subclass has to define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


class _abc_data(object):
    """What an abstract class remembers of others: weak references, made when needed."""

    __slots__ = ("registry", "cache", "negative_cache", "version", "__weakref__")


# Rises with every registration; answers "no" from before are asked again.
_token = 0


def get_cache_token():
    return _token


def _holds(references, cls):
    return references is not None and _ref(cls) in references


def _with(references, cls):
    if references is None:
        references = set()
    references.add(_ref(cls))
    return references


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return names


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = frozenset(_abstract_names(cls, namespace))
        data = _abc_data()
        data.registry = data.cache = data.negative_cache = None
        data.version = _token
        cls._abc_impl = data
        return cls

    def register(cls, subclass):
        """Make a class count as a subclass; return it."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        data = cls._abc_impl
        data.registry = _with(data.registry, subclass)
        # What `match` takes instances for: sequences or mappings.
        if cls.__flags__ & 0x60 and subclass.__flags__ & 0x200:
            from _abc import _inherit_pattern
            _inherit_pattern(cls, subclass)
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if _holds(cls._abc_impl.cache, subclass):
            return True
        kind = type(instance)
        if kind is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        if _holds(data.cache, subclass):
            return True
        if data.version != _token:
            data.negative_cache = None
            data.version = _token
        elif _holds(data.negative_cache, subclass):
            return False
        found = cls.__subclasshook__(subclass)
        if found is NotImplemented:
            found = cls in subclass.__mro__ or _counts_as(cls, subclass)
        if found:
            data.cache = _with(data.cache, subclass)
            return True
        data.negative_cache = _with(data.negative_cache, subclass)
        return False

    def _dump_registry(cls, file=None):
        print("Class: %s.%s" % (cls.__module__, cls.__qualname__), file=file)


def _counts_as(cls, subclass):
    for known in cls._abc_impl.registry or ():
        registered = known()
        if registered is not None and issubclass(subclass, registered):
            return True
    for known in cls.__subclasses__():
        if issubclass(subclass, known):
            return True
    return False


def update_abstractmethods(cls):
    """Compute the abstract methods of a class again after it was changed."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = frozenset(_abstract_names(cls, vars(cls)))
    return cls


class ABC(metaclass=ABCMeta):
    """Helper to make an abstract class by inheritance."""

    __slots__ = ()

if sys.version_info < (3, 13):
    import _since
    _since.trim(globals(), "abc")
