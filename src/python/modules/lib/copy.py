"""Shallow and deep copies."""

from types import MethodType as _bound_method

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_nothing = object()


def _atomic_types():
    types = {
        type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, bytes, str, type, range,
        property, type(_atomic_types), type(len),
    }
    try:
        types.add(type(_atomic_types.__code__))
        from _weakref import ref
        types.add(ref)
    except (AttributeError, ImportError):
        pass
    return types


_atomic = _atomic_types()
_same = _atomic | {tuple, frozenset, slice}
_copiers = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def copy(x):
    """Shallow copy: a new object that holds the same ones."""
    cls = type(x)
    if cls in _same:
        return x
    copier = _copiers.get(cls)
    if copier is not None:
        return copier(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    reductor = _registered(cls)
    rv = reductor(x) if reductor is not None else _reduced(x, cls)
    if isinstance(rv, str):
        return x
    return _reconstruct(x, None, *rv)


def deepcopy(x, memo=None, _nil=[]):
    """Deep copy: a new object that holds copies; each object is copied once."""
    # The memo is made even where nothing needs copying.
    d = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(d, _nil)
        if y is not _nil:
            return y
    cls = type(x)
    if cls in _atomic:
        return x
    copier = _deep.get(cls)
    if copier is not None:
        y = copier(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        else:
            reductor = _registered(cls)
            rv = reductor(x) if reductor is not None else _reduced(x, cls)
            y = x if isinstance(rv, str) else _reconstruct(x, memo, *rv)
    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)
    return y


def _registered(cls):
    """What a program has registered with `copyreg` for objects of this class."""
    copyreg = _sys.modules.get("copyreg")
    return None if copyreg is None else copyreg.dispatch_table.get(cls)


def _keep_alive(x, memo):
    """Hold x until the end of the copying, or its id might be taken by another object."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _deepcopy_list(x, memo):
    y = []
    memo[id(x)] = y
    append = y.append
    for item in x:
        append(deepcopy(item, memo))
    return y


def _deepcopy_tuple(x, memo):
    y = [deepcopy(item, memo) for item in x]
    # A tuple in itself was copied meanwhile.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, y):
        if old is not new:
            return tuple(y)
    return x


def _deepcopy_dict(x, memo):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep = {
    list: _deepcopy_list,
    tuple: _deepcopy_tuple,
    dict: _deepcopy_dict,
    bytearray: lambda x, memo: x[:],
    _bound_method: _deepcopy_method,
}


def _new(cls, *args):
    return cls.__new__(cls, *args)


def _new_ex(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _union(parts):
    first, *others = parts
    for part in others:
        first = first | part
    return first


def _reduced(x, cls):
    """How to make x again: (function, arguments, state, list items, dict items), or a name."""
    if cls.__reduce_ex__ is not object.__reduce_ex__:
        return x.__reduce_ex__(4)
    reduce = getattr(cls, "__reduce__", None)
    if reduce is not getattr(object, "__reduce__", None):
        return x.__reduce__()
    if cls.__name__ == "UnionType":
        return _union, (x.__args__,)
    if cls is not object and not getattr(cls, "__flags__", 1 << 9) & 1 << 9 and not issubclass(cls, _plain_containers):
        raise TypeError("cannot pickle %r object" % cls.__name__)
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
        make = (_new_ex, (cls, args, kwargs))
    elif hasattr(cls, "__getnewargs__"):
        make = (_new, (cls,) + tuple(x.__getnewargs__()))
    elif hasattr(x, "maxlen") and hasattr(x, "rotate"):
        return cls, ((), x.maxlen), _state(x, cls), iter(x)
    elif isinstance(x, dict) and hasattr(x, "default_factory"):
        make = (cls, (x.default_factory,))
    elif isinstance(x, set):
        make = (cls, (list(x),))
    else:
        make = (_new, (cls,) + _contents(x))
    return make + (_state(x, cls), iter(x) if isinstance(x, list) else None,
                   iter(x.items()) if isinstance(x, dict) else None)


_plain_containers = (list, dict, set, frozenset, tuple, bytearray)
try:
    from _collections import deque
    _plain_containers += (deque,)
except ImportError:
    pass


def _contents(x):
    for kind in (int, float, complex, str, bytes, tuple, frozenset):
        if isinstance(x, kind):
            return (kind(x),)
    return ()


def _state(x, cls):
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        return x.__getstate__()
    state = getattr(x, "__dict__", None) or None
    slots = {}
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = "_%s%s" % (stripped, name) if stripped else name
            value = getattr(x, name, _nothing)
            if value is not _nothing:
                slots[name] = value
    return (state, slots) if slots else state


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            slotstate = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slotstate = state
            if state is not None:
                y.__dict__.update(state)
            if slotstate is not None:
                for key, value in slotstate.items():
                    setattr(y, key, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """A copy with some fields changed."""
    cls = obj.__class__
    func = getattr(cls, "__replace__", None)
    if func is None:
        raise TypeError("replace() does not support %s objects" % cls.__name__)
    return func(obj, **changes)


import sys as _sys

if _sys.version_info >= (3, 13):
    __all__.append("replace")
else:
    del replace
