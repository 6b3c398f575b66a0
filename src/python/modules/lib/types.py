"""Names for types that have no name among the builtins."""

import sys


def _f():
    pass


def _g():
    yield 1


FunctionType = type(_f)
LambdaType = type(lambda: None)
GeneratorType = type(_g())
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
ModuleType = type(sys)
MappingProxyType = type(type.__dict__)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)


def _probe(**probes):
    """Types that are there only if the interpreter has what makes them."""
    for name, make in probes.items():
        try:
            globals()[name] = type(make())
        except (AttributeError, TypeError, NameError, SyntaxError):
            pass


_probe(
    CodeType=lambda: _f.__code__,
    CellType=lambda: (lambda x: lambda: x)(1).__closure__[0],
    WrapperDescriptorType=lambda: object.__init__,
    MethodWrapperType=lambda: object().__str__,
    MethodDescriptorType=lambda: str.join,
    ClassMethodDescriptorType=lambda: dict.__dict__["fromkeys"],
    GetSetDescriptorType=lambda: FunctionType.__code__,
    MemberDescriptorType=lambda: FunctionType.__globals__,
    SimpleNamespace=lambda: sys.implementation,
    GenericAlias=lambda: list[int],
    UnionType=lambda: int | str,
    FrameType=lambda: sys._getframe(),
)



async def _c():
    pass


async def _a():
    yield


_coroutine = _c()
CoroutineType = type(_coroutine)
_coroutine.close()
AsyncGeneratorType = type(_a())
CapsuleType = type("PyCapsule", (), {"__module__": "builtins"})


class _GeneratorWrapper:
    """A generator that may be awaited."""

    def __init__(self, generator):
        self._generator = generator
        self.__name__ = getattr(generator, "__name__", None)
        self.__qualname__ = getattr(generator, "__qualname__", None)

    def send(self, value):
        return self._generator.send(value)

    def throw(self, *args):
        return self._generator.throw(*args)

    def close(self):
        return self._generator.close()

    def __next__(self):
        return next(self._generator)

    def __iter__(self):
        return self._generator

    __await__ = __iter__


MethodType = type(_GeneratorWrapper(None).send)


def coroutine(func):
    """Lets a generator function be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if func.__class__ is FunctionType and func.__code__.co_flags & 0x180:
        return func
    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        if made.__class__ is CoroutineType or not hasattr(made, "send"):
            return made
        return _GeneratorWrapper(made)

    return wrapped


try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace bases that only stand for others (__mro_entries__)."""
    resolved = []
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            resolved.extend(base.__mro_entries__(bases))
        else:
            resolved.append(base)
    resolved = tuple(resolved)
    return bases if resolved == tuple(bases) else resolved


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the remaining keywords of a class to be made."""
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            other = type(base)
            if issubclass(other, meta):
                meta = other
            elif not issubclass(meta, other):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
                                "of the metaclasses of all its bases")
    prepare = getattr(meta, "__prepare__", None)
    return meta, {} if prepare is None else prepare(name, bases, **kwds), kwds


def get_original_bases(cls, /):
    """The bases as they were written."""
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


class DynamicClassAttribute:
    """A property of instances; asked on the class, it is looked up by the metaclass."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)

    def __get__(self, instance, ownerclass=None):
        if instance is None or self.fget is None:
            raise AttributeError("unreadable attribute" if instance is not None else None)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)


del _f, _g, _probe

if sys.version_info < (3, 13):
    import _since
    _since.trim(globals(), "types")
