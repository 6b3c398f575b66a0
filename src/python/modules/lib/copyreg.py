"""How objects are taken apart for copying."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register a function that takes an object of this type apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def _reduce_object(x, protocol):
    """What `object.__reduce_ex__` gives: how to make x again."""
    from copy import _contents, _plain_containers, _state
    cls = x.__class__
    reduce = getattr(cls, "__reduce__", None)
    if reduce is not getattr(object, "__reduce__", None):
        return x.__reduce__()
    if isinstance(x, BaseException):
        state = getattr(x, "__dict__", None)
        return (cls, x.args, state) if state else (cls, x.args)
    if cls is range:
        return cls, (x.start, x.stop, x.step)
    if cls is slice:
        return cls, (x.start, x.stop, x.step)
    if cls is complex:
        return cls, (x.real, x.imag)
    flags = getattr(cls, "__flags__", 1 << 9)
    if cls.__module__ == "weakref" or (
            cls is not object and not flags & 1 << 9 and not issubclass(cls, _plain_containers)):
        raise TypeError("cannot pickle %r object" % (
            cls.__name__ if cls.__module__ == "builtins" else cls.__module__ + "." + cls.__name__))
    if hasattr(cls, "maxlen") and hasattr(cls, "rotate"):
        return cls, ((), x.maxlen) if x.maxlen is not None else (), _state(x, cls), iter(x)
    if isinstance(x, dict) and hasattr(x, "default_factory"):
        args = () if x.default_factory is None else (x.default_factory,)
        return cls, args, None, None, iter(x.items())
    if isinstance(x, dict) and hasattr(x, "move_to_end"):
        return cls, (), _state(x, cls), None, iter(x.items())
    if isinstance(x, (set, frozenset)):
        return cls, (list(x),), _state(x, cls)
    if protocol < 2:
        base = object
        for base in cls.__mro__:
            if not getattr(base, "__flags__", 1 << 9) & 1 << 9:
                break
        if base is cls:
            raise TypeError("cannot pickle %r object" % cls.__name__)
        own = getattr(cls, "__getstate__", None)
        if own is getattr(object, "__getstate__", None) and any([c.__dict__.get("__slots__") for c in cls.__mro__]):
            raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
        args = (cls, base, None if base is object else base(x))
        state = _state(x, cls)
        return (_reconstructor, args, state) if state else (_reconstructor, args)
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
        make = (__newobj_ex__, (cls, args, kwargs))
    elif hasattr(cls, "__getnewargs__"):
        make = (__newobj__, (cls,) + tuple(x.__getnewargs__()))
    else:
        make = (__newobj__, (cls,) + _contents(x))
    return make + (_state(x, cls), iter(x) if isinstance(x, list) else None,
                   iter(x.items()) if isinstance(x, dict) else None)
