"""Names for annotations. Nothing is checked: subscripted names only remember what they were given."""

import collections
import collections.abc
import sys
from _functools import _lru_cache_wrapper

__all__ = [
    "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString",
    "Container", "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping",
    "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView",
    "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "Reversible",
    "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt",
    "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set",
    "FrozenSet", "NamedTuple", "TypedDict", "Generator", "Annotated", "AnyStr", "cast", "final", "get_args",
    "get_origin", "get_type_hints", "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check",
    "NoReturn", "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "Required",
    "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "Unpack",
    "assert_never", "assert_type", "dataclass_transform",
]

TYPE_CHECKING = False
Text = str


def _shown(t):
    if t is ...:
        return "..."
    if isinstance(t, type) and not hasattr(t, "__args__"):
        return t.__qualname__ if t.__module__ == "builtins" else "%s.%s" % (t.__module__, t.__qualname__)
    if isinstance(t, list):
        return "[%s]" % ", ".join(map(_shown, t))
    return repr(t)


# How many parameters a name takes.
_NUMBERS = dict.fromkeys((
    "List", "Set", "FrozenSet", "Deque", "Type", "Iterable", "Iterator", "Sequence", "MutableSequence", "Collection",
    "Container", "AbstractSet", "MutableSet", "Reversible", "Counter", "KeysView", "ValuesView", "Awaitable",
    "AsyncIterable", "AsyncIterator"), 1)
_NUMBERS.update(dict.fromkeys((
    "Dict", "DefaultDict", "OrderedDict", "Mapping", "MutableMapping", "ChainMap", "ItemsView"), 2))


def _check_number(name, given, wanted):
    if given != wanted:
        raise TypeError("Too %s arguments for %s; actual %d, expected %d" % (
            "many" if given > wanted else "few", name, given, wanted))


def _cached(function):
    """Of what can be hashed, the last results are kept."""
    remembered = _lru_cache_wrapper(function, 128, True, None)

    def inner(*args):
        try:
            return remembered(*args)
        except TypeError:
            pass
        return function(*args)

    return inner


class _Form:
    """A name of this module."""

    def __init__(self, name, origin=None):
        self._name = name
        self.__origin__ = origin if origin is not None else self

    def __repr__(self):
        return "typing." + self._name

    @_cached
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if self._name in ("Optional", "ClassVar", "Final") and len(parameters) != 1:
            kind = "requires a" if self._name == "Optional" else "accepts only"
            raise TypeError("typing.%s %s single type. Got %r." % (self._name, kind, parameters))
        if self._name == "Callable" and len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        _check_number("typing." + self._name, len(parameters), _NUMBERS.get(self._name, len(parameters)))
        if self._name == "Optional":
            return Union[parameters[0], None]
        if self._name == "Union":
            if not parameters:
                raise TypeError("Cannot take a Union of no types.")
            flat = []
            for p in parameters:
                p = type(None) if p is None else p
                for one in p.__args__ if isinstance(p, _Alias) and p._name == "Union" else (p,):
                    if one not in flat:
                        flat.append(one)
            if len(flat) == 1:
                return flat[0]
            parameters = tuple(flat)
        elif self._name != "Literal":
            parameters = tuple(type(None) if p is None else p for p in parameters)
        return _Alias(self, self._name, parameters)

    def __call__(self, *args, **kwds):
        if self._name in ("List", "Dict", "Set", "FrozenSet", "Tuple", "Type"):
            raise TypeError("Type %s cannot be instantiated; use %s() instead"
                            % (self._name, self.__origin__.__name__))
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwds)
        raise TypeError("Cannot instantiate %r" % self)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if isinstance(self.__origin__, type) else ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        if isinstance(self.__origin__, type):
            return isinstance(obj, self.__origin__)
        raise TypeError("%r cannot be used with isinstance()" % self)

    def __subclasscheck__(self, cls):
        if isinstance(self.__origin__, type):
            return issubclass(cls, self.__origin__)
        raise TypeError("%r cannot be used with issubclass()" % self)


class _Alias(_Form):
    """A name with parameters."""

    def __init__(self, form, name, args):
        self._form = form
        self._name = name
        self.__origin__ = form.__origin__ if isinstance(form, _Form) else form
        self.__args__ = args

    def __repr__(self):
        if self._name == "Union" and len(self.__args__) == 2 and type(None) in self.__args__:
            other = [a for a in self.__args__ if a is not type(None)][0]
            return "typing.Optional[%s]" % _shown(other)
        prefix = "typing." + self._name if isinstance(self._form, _Form) else _shown(self._form)
        return "%s[%s]" % (prefix, ", ".join(map(repr if self._name == "Literal" else _shown, self.__args__)))

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self._name in ("Union", "Optional"):
            return any([issubclass(cls, arg) for arg in self.__args__])
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    @property
    def __parameters__(self):
        return tuple(a for a in self.__args__ if isinstance(a, TypeVar))

    @_cached
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        given = dict(zip(self.__parameters__, parameters))
        return _Alias(self._form, self._name, tuple(given.get(a, a) if isinstance(a, TypeVar) else a
                                                    for a in self.__args__))

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and (
            set(self.__args__) == set(other.__args__) if self._name == "Union" else self.__args__ == other.__args__)

    def __hash__(self):
        return hash((self._name, frozenset(self.__args__) if self._name == "Union" else self.__args__))


def _forms(*names):
    for name in names:
        globals()[name] = _Form(name)


_forms("Union", "Optional", "ClassVar", "Final", "Literal", "Concatenate", "TypeGuard", "TypeIs", "Annotated",
       "NoReturn", "Never", "Self", "LiteralString", "TypeAlias", "Required", "NotRequired", "ReadOnly", "Unpack")

for _name, _origin in dict(
    List=list, Dict=dict, Set=set, FrozenSet=frozenset, Tuple=tuple, Type=type, Deque=collections.deque,
    DefaultDict=collections.defaultdict, OrderedDict=collections.OrderedDict, Counter=collections.Counter,
    ChainMap=collections.ChainMap, Callable=collections.abc.Callable, AbstractSet=collections.abc.Set,
).items():
    globals()[_name] = _Form(_name, _origin)
for _name in ("ByteString", "Container", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping",
              "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView",
              "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator",
              "Reversible", "Generator"):
    globals()[_name] = _Form(_name, getattr(collections.abc, _name))
ContextManager = _Form("ContextManager")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _NoDefaultType:
    __slots__ = ()

    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefaultType()


class _Variable:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=NoDefault):
        self.__name__ = name
        self._constraints = constraints
        self._bound = bound
        self._default = default
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance
        # Functions that give what nobody has asked for yet.
        self._later = {}

    def _asked(self, part):
        function = self._later.pop(part, None)
        if function is not None:
            setattr(self, part, function())
        return getattr(self, part)

    __constraints__ = property(lambda self: self._asked("_constraints"))
    __bound__ = property(lambda self: self._asked("_bound"))
    __default__ = property(lambda self: self._asked("_default"))

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of %s" % type(self).__name__)

    def has_default(self):
        return "_default" in self._later or self._default is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        return ("-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Variable):
    """A type variable."""


class ParamSpec(_Variable):
    """A variable for parameters."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".args"


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".kwargs"


class TypeVarTuple(_Variable):
    """A variable for several types."""

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


class TypeAliasType:
    """What `type X = …` makes."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self._later = None
        self.__type_params__ = type_params
        self.__parameters__ = type_params

    @property
    def __value__(self):
        if self._later is not None:
            function, self._later = self._later, None
            self._value = function()
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, parameters):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, self.__name__, parameters if isinstance(parameters, tuple) else (parameters,))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# What the machine calls for `def f[T]`, `class C[T]` and `type X = …`.

def _type_var(name):
    return TypeVar(name, infer_variance=True)


def _param_spec(name):
    return ParamSpec(name, infer_variance=True)


def _type_var_tuple(name):
    return TypeVarTuple(name)


def _with_part(variable, part, function):
    variable._later[part] = function
    return variable


def _type_var_with_bound(name, function):
    return _with_part(_type_var(name), "_bound", function)


def _type_var_with_constraints(name, function):
    return _with_part(_type_var(name), "_constraints", function)


def _with_default(variable, function):
    return _with_part(variable, "_default", function)


def _subscript_generic(parameters):
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in parameters)]


def _type_alias(parts):
    name, type_params, function = parts
    alias = TypeAliasType(name, None, type_params=type_params or ())
    alias._later = function
    return alias


class Generic:
    """Base of generic classes."""

    __slots__ = ()

    @classmethod
    @_cached
    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if cls is Generic or cls.__name__ == "Protocol" and cls.__module__ == "typing":
            if not all([isinstance(p, _Variable) or isinstance(p, _Alias) for p in parameters]):
                raise TypeError("Parameters to %s[...] must all be type variables or parameter specification variables."
                                % cls.__name__)
            if len(set(parameters)) != len(parameters):
                raise TypeError("Parameters to %s[...] must all be unique" % cls.__name__)
            return _GenericAlias(cls, cls.__name__, parameters)
        wanted = cls.__parameters__
        if not wanted:
            raise TypeError("%r is not a generic class" % cls)
        if all([type(p) is TypeVar and getattr(p, "__default__", NoDefault) is NoDefault for p in wanted]):
            _check_number(repr(cls), len(parameters), len(wanted))
        return _GenericAlias(cls, cls.__name__, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found = {}
        for base in cls.__dict__.get("__orig_bases__", ()):
            arguments = getattr(base, "__args__", ())
            if isinstance(base, _GenericAlias) and getattr(base.__origin__, "__module__", "") == "typing":
                if all([isinstance(one, _Variable) for one in arguments]):
                    cls.__parameters__ = arguments
                    return
                found = {}
                _collect_variables(arguments, found)
                break
            _collect_variables(arguments, found)
        cls.__parameters__ = tuple(found)


def _collect_variables(arguments, found):
    for one in arguments:
        if isinstance(one, _Variable):
            found[one] = None
        else:
            _collect_variables(getattr(one, "__args__", ()), found)


class _GenericAlias(_Alias):
    def __repr__(self):
        return "%s[%s]" % (_shown(self.__origin__), ", ".join(map(_shown, self.__args__)))

    def __call__(self, *args, **kwds):
        result = self.__origin__(*args, **kwds)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class _ProtocolMeta(collections.abc.Hashable.__class__):
    if sys.version_info >= (3, 12):
        def __init__(cls, *args, **kwargs):
            super().__init__(*args, **kwargs)
            if cls.__dict__.get("_is_protocol"):
                cls.__protocol_attrs__ = _protocol_members(cls)

    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return all(hasattr(instance, name) for name in _protocol_members(cls))

    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol") or not cls.__dict__.get("_is_runtime_protocol"):
            return super().__subclasscheck__(other)
        return all(hasattr(other, name) for name in _protocol_members(cls))


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol") and base.__name__ not in ("Protocol", "Generic"):
            names.update(getattr(base, "__annotations__", ()))
            names.update(n for n in base.__dict__ if not n.startswith("_abc_") and n not in _no_members)
    return names


_no_members = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__weakref__", "__class_getitem__", "__init_subclass__", "__parameters__", "__orig_bases__", "__qualname__",
    "__firstlineno__", "__static_attributes__", "_is_protocol", "_is_runtime_protocol", "__subclasshook__",
    "__hash__", "__match_args__", "__protocol_attrs__", "__non_callable_proto_members__",
}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what others offer."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            cls.__init__ = object.__init__


def _no_init(self, *args, **kwargs):
    raise TypeError("Protocols cannot be instantiated")


def runtime_checkable(cls):
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method):
    return runtime_checkable(type(Protocol)(name, (Protocol,), {
        "__module__": "typing", "__slots__": (), method: lambda self: None, "_is_protocol": True}))


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")


class ForwardRef:
    """A type named before it exists."""

    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return "ForwardRef(%r)" % self.__forward_arg__


class NewType:
    """A function that gives back its argument, under a name of its own."""

    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return "%s.%s" % (getattr(self, "__module__", "__main__"), self.__qualname__)


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        annotations = namespace.get("__annotations__", {})
        fields = list(annotations)
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError("Non-default namedtuple field %s cannot follow default field %s"
                                % (field, fields[len(defaults) - 1]))
        made = collections._namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
        made.__annotations__ = made.__new__.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key not in ("__annotations__", "__module__", "__qualname__") and key not in fields:
                setattr(made, key, value)
        made.__qualname__ = namespace.get("__qualname__", name)
        return made


def NamedTuple(typename, fields=(), /):
    """A named tuple with types."""
    fields = list(fields)
    made = collections.namedtuple(typename, [name for name, _ in fields],
                                  module=sys._getframe(1).f_globals.get("__name__", "__main__"))
    made.__annotations__ = dict(fields)
    return made


_named_tuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_named_tuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), dict(namespace))
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        made.__annotations__ = annotations
        required, optional = set(), set()
        for base in bases:
            required.update(getattr(base, "__required_keys__", ()))
            optional.update(getattr(base, "__optional_keys__", ()))
        (required if total else optional).update(namespace.get("__annotations__", {}))
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        if sys.version_info >= (3, 13):
            made.__readonly_keys__ = frozenset()
            made.__mutable_keys__ = frozenset(annotations)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwds):
        return dict(*args, **kwds)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


def TypedDict(typename, fields=(), /, total=True):
    """A dict with known keys."""
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields)}, total=total)


_typed_dict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_typed_dict,)


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def cast(typ, val):
    """Gives back the value."""
    return val


def overload(func):
    def _overload_dummy(*args, **kwds):
        raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated "
                                  "functions outside a stub module should always be followed by an implementation "
                                  "that is not @overload-ed.")
    return _overload_dummy


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(f):
    try:
        f.__override__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def dataclass_transform(**kwargs):
    return lambda cls_or_fn: cls_or_fn


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def reveal_type(obj, /):
    print("Runtime type is %r" % type(obj).__name__, file=sys.stderr)
    return obj


def get_origin(tp):
    if isinstance(tp, _Form) and (isinstance(tp, _Alias) or tp.__origin__ is not tp):
        return tp.__origin__
    return getattr(tp, "__origin__", None)


def get_args(tp):
    args = getattr(tp, "__args__", ())
    return args if isinstance(args, tuple) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations; names given as text are evaluated."""
    hints = {}
    sources = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for source in sources:
        names = globalns
        if names is None:
            if isinstance(source, type):
                names = getattr(sys.modules.get(source.__module__), "__dict__", {})
            else:
                names = getattr(source, "__globals__", {})
        annotations = source.__dict__.get("__annotations__", {}) if isinstance(source, type) \
            else getattr(source, "__annotations__", {})
        for name, value in annotations.items():
            if isinstance(value, str):
                value = eval(value, names, localns)
            hints[name] = type(None) if value is None else value
    return hints


del _name, _origin
