"""Higher-order functions. partial, reduce and cmp_to_key are native."""

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]

import sys
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
if sys.version_info >= (3, 12):
    WRAPPER_ASSIGNMENTS = WRAPPER_ASSIGNMENTS[:4] + ("__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper function look like the wrapped one."""
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            pass
        else:
            setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    # Last, so that __dict__ does not bring the wrapped one's own.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator that applies update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# Each comparison from each other one: name of the given one -> {name of the made one: function}.

def _negated(name, also_unequal):
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result and self != other if also_unequal else not result
    return compare


def _or_equal(name, negate):
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result or self == other if negate else result or self == other
    return compare


def _and_unequal(name):
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result and self != other
    return compare


_comparisons = {
    "__lt__": {
        "__gt__": _negated("__lt__", True),
        "__le__": _or_equal("__lt__", False),
        "__ge__": _negated("__lt__", False),
    },
    "__le__": {
        "__ge__": _or_equal("__le__", True),
        "__lt__": _and_unequal("__le__"),
        "__gt__": _negated("__le__", False),
    },
    "__gt__": {
        "__lt__": _negated("__gt__", True),
        "__ge__": _or_equal("__gt__", False),
        "__le__": _negated("__gt__", False),
    },
    "__ge__": {
        "__le__": _or_equal("__ge__", True),
        "__gt__": _and_unequal("__ge__"),
        "__lt__": _negated("__ge__", False),
    },
}
for _given in _comparisons.values():
    for _name, _function in _given.items():
        _function.__name__ = _function.__qualname__ = _name


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    roots = {name for name in _comparisons if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in roots)
    for name, function in _comparisons[root].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


class partialmethod:
    """A method with some arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = dict(func.keywords, **keywords)
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        parts = [repr(self.func)] + list(map(repr, self.args))
        parts += ["%s=%r" % pair for pair in self.keywords.items()]
        return "%s.%s(%s)" % (self.__class__.__module__, self.__class__.__qualname__, ", ".join(parts))

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            new_func = get(obj, cls)
            if new_func is not self.func:
                result = partial(new_func, *self.args, **self.keywords)
                try:
                    result.__self__ = new_func.__self__
                except AttributeError:
                    pass
                return result

        def _method(cls_or_self, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **dict(self.keywords, **keywords))

        _method.__partialmethod__ = self
        return _method.__get__(obj, cls)


# What lru_cache gives.

class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % self


_CacheInfo.__name__ = _CacheInfo.__qualname__ = "CacheInfo"


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the last results of a function."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        # Used without parentheses.
        user_function, maxsize = maxsize, 128
        # A call of a C type, however often it runs here, passes a tuple.
        wrapper = _lru_cache_wrapper(*(user_function, maxsize, typed, _CacheInfo))
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        # A call of a C type, however often it runs here, passes a tuple.
        wrapper = _lru_cache_wrapper(*(user_function, maxsize, typed, _CacheInfo))
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)

    return decorating_function


def cache(user_function, /):
    """A cache without a limit."""
    return lru_cache(maxsize=None)(user_function)


_NOT_FOUND = object()


class cached_property:
    """A property computed once, then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError("No '__dict__' attribute on %r instance to cache %r property."
                            % (type(instance).__name__, self.attrname)) from None
        val = cache.get(self.attrname, _NOT_FOUND)
        if val is _NOT_FOUND:
            val = self.func(instance)
            try:
                cache[self.attrname] = val
            except TypeError:
                raise TypeError(
                    "The '__dict__' attribute on %r instance does not support item assignment for caching %r property."
                    % (type(instance).__name__, self.attrname)) from None
        return val


def _find_impl(cls, registry):
    """The implementation for a class: of the first class in its order of resolution, then of an abstract one."""
    for base in cls.__mro__:
        if base is not object and base in registry:
            return registry[base]
    match = None
    for candidate in registry:
        if candidate is not object and issubclass(cls, candidate):
            if match is None or issubclass(candidate, match):
                match = candidate
            elif not issubclass(match, candidate):
                raise RuntimeError("Ambiguous dispatch: {} or {}".format(match, candidate))
    return registry[object if match is None else match]


def singledispatch(func):
    """A function with one implementation per type of its first argument."""
    import weakref

    registry = {}
    dispatch_cache = weakref.WeakKeyDictionary()
    # Set once an abstract class is registered.
    cache_token = None

    def dispatch(cls):
        nonlocal cache_token
        if cache_token is not None:
            dispatch_cache.clear()
        try:
            impl = dispatch_cache[cls]
        except KeyError:
            try:
                impl = registry[cls]
            except KeyError:
                impl = _find_impl(cls, registry)
            dispatch_cache[cls] = impl
        return impl

    def _is_valid_dispatch_type(cls):
        return isinstance(cls, type)

    def register(cls, func=None):
        nonlocal cache_token
        if _is_valid_dispatch_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        elif func is None:
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError("Invalid first argument to `register()`: %r. Use either `@register(some_class)` or "
                                "plain `@register` on an annotated function." % (cls,))
            func = cls
            cls = next(iter(annotations.values()))
        registry[cls] = func
        if cache_token is None and hasattr(cls, "__abstractmethods__"):
            cache_token = True
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError("{} requires at least 1 positional argument".format(funcname))
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = dispatch_cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: by the argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

if sys.version_info < (3, 13):
    import _since
    _since.trim(globals(), "functools")
