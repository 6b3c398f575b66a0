"""Classes written as a list of fields."""

import abc
import copy
import sys

if sys.version_info >= (3, 13):
    from reprlib import recursive_repr

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Named:
    """An object that stands for itself."""

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_FIELD = _Named("_FIELD")
_FIELD_CLASSVAR = _Named("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Named("_FIELD_INITVAR")
_EMPTY_METADATA = type(type.__dict__)({})
_HAS_DEFAULT_FACTORY = _Named("<factory>")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"


class InitVar:
    """A field that is only an argument of __init__."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return "dataclasses.InitVar[%s]" % shown

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else type(type.__dict__)(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return ("Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,metadata=%r,"
                "kw_only=%r,_field_type=%r)" % (self.name, self.type, self.default, self.default_factory, self.init,
                                                self.repr, self.hash, self.compare, self.metadata, self.kw_only,
                                                self._field_type))

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return "_DataclassParams(%s)" % ",".join("%s=%r" % (name, getattr(self, name)) for name in self.__slots__)


if sys.version_info >= (3, 10):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING):
        """Say more of a field than its type and default."""
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None):
        """Say more of a field than its type and default."""
        return _field(default, default_factory, init, repr, hash, compare, metadata, MISSING)


def _field(default, default_factory, init, repr, hash, compare, metadata, kw_only):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# Running functions made of text, so that their arguments are what a programmer would have written.

def _make_functions(cls, parts, variables):
    """The functions of these names, {name: (parameters, lines)}, all from one that has the variables."""
    source = "def __make(%s):\n" % ", ".join(variables)
    for name, (args, body) in parts.items():
        source += " def %s(%s):\n%s\n" % (name, ", ".join(args), "\n".join("  " + line for line in body))
    source += " return %s," % ", ".join(parts)
    namespace = {}
    exec(source, sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}, namespace)
    functions = namespace["__make"](**variables)
    for name, function in zip(parts, functions):
        function.__qualname__ = "%s.%s" % (cls.__qualname__, name)
    return functions


def _make_function(cls, name, args, body, variables):
    return _make_functions(cls, {name: (args, body)}, variables)[0]


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _is_kind(annotation, kind, *names):
    if isinstance(annotation, str):
        return annotation.split("[")[0].rpartition(".")[2] in names
    return kind(annotation)


def _is_classvar(annotation):
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":
            # A slot of the class itself is no default.
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_kind(annotation, _is_classvar, "ClassVar"):
        f._field_type = _FIELD_CLASSVAR
    elif _is_kind(annotation, lambda a: a is InitVar or type(a) is InitVar, "InitVar"):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError("field %s cannot have a default factory" % f.name)
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError("field %s is a ClassVar but specifies kw_only" % f.name)
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError("mutable default %s for field %s is not allowed: use default_factory"
                         % (type(f.default), f.name))
    return f


def _init_function(cls, all_fields, frozen, has_post_init, self_name):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    named = [f for f in all_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default is not None:
            words = "non-default argument %r follows default argument" % f.name
            raise TypeError(words + " %r" % seen_default.name if sys.version_info >= (3, 13) else words)

    variables = {"__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY,
                 "__dataclass_builtins_object__": object}

    def parameter(f):
        variables["__dataclass_type_%s__" % f.name] = f.type
        text = "%s:__dataclass_type_%s__" % (f.name, f.name)
        if f.default is not MISSING:
            variables["__dataclass_dflt_%s__" % f.name] = f.default
            text += "=__dataclass_dflt_%s__" % f.name
        elif f.default_factory is not MISSING:
            text += "=__dataclass_HAS_DEFAULT_FACTORY__"
        return text

    body = []
    for f in all_fields:
        name = "__dataclass_dflt_%s__" % f.name
        if f.default_factory is not MISSING:
            variables[name] = f.default_factory
            value = name + "()"
            if f.init:
                value = "%s() if %s is __dataclass_HAS_DEFAULT_FACTORY__ else %s" % (name, f.name, f.name)
        elif f.init:
            value = f.name
        elif f.default is not MISSING and getattr(cls, "__slots__", None) is not None:
            variables[name] = f.default
            value = name
        else:
            continue
        if f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append("__dataclass_builtins_object__.__setattr__(%s,%r,%s)" % (self_name, f.name, value))
        else:
            body.append("%s.%s=%s" % (self_name, f.name, value))
    if has_post_init:
        arguments = ",".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append("%s.%s(%s)" % (self_name, _POST_INIT, arguments))
    args = [self_name] + [parameter(f) for f in positional]
    if named:
        args += ["*"] + [parameter(f) for f in named]
    function = _make_function(cls, "__init__", args, body or ["pass"], variables)
    function.__annotations__["return"] = None
    return function


def _repr_function(cls, shown):
    parts = ", ".join(["%s={self.%s!r}" % (f.name, f.name) for f in shown])
    function = _make_function(
        cls, "__repr__", ["self"], ["return f'{self.__class__.__qualname__}(%s)'" % parts], {})
    function.__qualname__ = "__create_fn__.<locals>.__repr__"
    made = recursive_repr()(function) if sys.version_info >= (3, 13) else _guarded(function)
    made.__qualname__ = cls.__qualname__ + ".__repr__"
    return made


def _guarded(user_function):
    # Up to 3.12; later `reprlib` makes the wrapper, which holds its words, too.
    running = set()

    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return user_function(self)
        finally:
            running.discard(key)

    for name in ("__module__", "__doc__", "__name__", "__qualname__"):
        setattr(wrapper, name, getattr(user_function, name))
    wrapper.__wrapped__ = user_function
    return wrapper


def _tuple_text(name, compared):
    return "(%s)" % "".join("%s.%s," % (name, f.name) for f in compared)


def _compare_function(cls, name, operator, compared):
    body = ["if other.__class__ is self.__class__:",
            " return %s%s%s" % (_tuple_text("self", compared), operator, _tuple_text("other", compared)),
            "return NotImplemented"]
    return _make_function(cls, name, ["self", "other"], body, {})


def _eq_function(cls, compared):
    terms = " and ".join("self.%s==other.%s" % (f.name, f.name) for f in compared) or "True"
    if sys.version_info < (3, 13):
        return _compare_function(cls, "__eq__", "==", compared)
    body = ["if self is other:", " return True", "if other.__class__ is self.__class__:", " return " + terms,
            "return NotImplemented"]
    return _make_function(cls, "__eq__", ["self", "other"], body, {})


def _frozen_functions(cls, all_fields):
    names = ", ".join(repr(f.name) for f in all_fields)
    test = "type(self) is cls" + (" or name in (%s,)" % names if names else "")
    variables = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
    set_body = ["if %s:" % test, " raise FrozenInstanceError(f'cannot assign to field {name!r}')",
                "super(cls, self).__setattr__(name, value)"]
    del_body = ["if %s:" % test, " raise FrozenInstanceError(f'cannot delete field {name!r}')",
                "super(cls, self).__delattr__(name)"]
    if sys.version_info >= (3, 13):
        # One function makes all of them, so they share its cells.
        return _make_functions(cls, {"__setattr__": (["self", "name", "value"], set_body),
                                     "__delattr__": (["self", "name"], del_body)}, variables)
    return (_make_function(cls, "__setattr__", ["self", "name", "value"], set_body, variables),
            _make_function(cls, "__delattr__", ["self", "name"], del_body, variables))


def _hash_function(cls, hashed):
    return _make_function(cls, "__hash__", ["self"], ["return hash(%s)" % _tuple_text("self", hashed)], {})


def _annotations(cls):
    own = cls.__dict__.get("__annotations__")
    if own is None:
        # From 3.14 they are made when asked for.
        own = getattr(cls, "__annotations__", {}) if "__annotate_func__" in cls.__dict__ else {}
    return own


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                                           weakref_slot))
    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            base_frozen = getattr(b, _PARAMS).frozen
            all_frozen_bases = base_frozen if all_frozen_bases is None else all_frozen_bases and base_frozen
            any_frozen_base = any_frozen_base or base_frozen

    own = []
    keyword_only = kw_only
    for name, annotation in _annotations(cls).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and annotation.rpartition(".")[2] == "KW_ONLY":
            keyword_only = True
        else:
            own.append(_get_field(cls, name, annotation, keyword_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in _annotations(cls):
            raise TypeError("%r is a field but has no type annotation" % name)
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)

    explicit_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (explicit_hash is MISSING or explicit_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    in_init = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    real = [f for f in fields.values() if f._field_type is _FIELD]
    if init:
        self_name = "__dataclass_self__" if "self" in fields else "self"
        _set_new_attribute(cls, "__init__",
                           _init_function(cls, in_init, frozen, hasattr(cls, _POST_INIT), self_name))
    if sys.version_info >= (3, 13):
        _set_new_attribute(cls, "__replace__", _replace)
    if repr:
        _set_new_attribute(cls, "__repr__", _repr_function(cls, [f for f in real if f.repr]))
    compared = [f for f in real if f.compare]
    if eq:
        _set_new_attribute(cls, "__eq__", _eq_function(cls, compared))
    if order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new_attribute(cls, name, _compare_function(cls, name, operator, compared)):
                raise TypeError("Cannot overwrite attribute %s in class %s Consider using functools.total_ordering"
                                % (name, cls.__name__))
    if frozen:
        set_function, del_function = _frozen_functions(cls, real)
        for function in (set_function, del_function):
            if _set_new_attribute(cls, function.__name__, function):
                raise TypeError("Cannot overwrite attribute %s in class %s" % (function.__name__, cls.__name__))

    if unsafe_hash and has_explicit_hash:
        raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
    if unsafe_hash or eq and frozen and not has_explicit_hash:
        cls.__hash__ = _hash_function(cls, [f for f in real if (f.compare if f.hash is None else f.hash)])
    elif eq and not has_explicit_hash:
        cls.__hash__ = None

    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(cls, in_init)
    if match_args:
        _set_new_attribute(cls, "__match_args__", tuple(f.name for f in in_init if f.init and not f.kw_only))
    if slots:
        cls = _with_slots(cls, weakref_slot, real)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    if hasattr(abc, "update_abstractmethods"):
        abc.update_abstractmethods(cls)
    return cls


def _signature(cls, in_init):
    parts = []
    starred = False
    for f in sorted((f for f in in_init if f.init), key=lambda f: f.kw_only):
        if f.kw_only and not starred:
            starred = True
            parts.append("*")
        if isinstance(f.type, type) and not hasattr(f.type, "__args__"):
            prefix = "" if f.type.__module__ == "builtins" else f.type.__module__ + "."
            shown = prefix + f.type.__qualname__
        else:
            shown = repr(f.type).replace("typing.", "")
        text = "%s: %s" % (f.name, shown)
        if f.default is not MISSING:
            text += " = %r" % (f.default,)
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return "(%s)" % ", ".join(parts)


def _with_slots(cls, weakref_slot, real):
    """The class made again with slots: they cannot be added to a class."""
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    namespace = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    names = [f.name for f in real] + (["__weakref__"] if weakref_slot else [])
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    for f in real:
        namespace.pop(f.name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if getattr(made, _PARAMS).frozen and "__getstate__" not in namespace:
        made.__getstate__ = _dataclass_getstate
        made.__setstate__ = _dataclass_setstate
    return made


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


if sys.version_info >= (3, 11):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False, weakref_slot=False):
        """Add __init__, __repr__, __eq__ and others, made from the annotated fields of a class."""
        return _decorate(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
elif sys.version_info >= (3, 10):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False):
        """Add __init__, __repr__, __eq__ and others, made from the annotated fields of a class."""
        return _decorate(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, False)
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        """Add __init__, __repr__, __eq__ and others, made from the annotated fields of a class."""
        return _decorate(cls, init, repr, eq, order, unsafe_hash, frozen, False, False, False, False)


def _decorate(cls, *choices):
    def wrap(cls):
        return _process_class(cls, *choices)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields, as a tuple of Field."""
    try:
        known = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in known.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields and their values, all the way down, in new dicts."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unfolded(obj, lambda pairs: dict_factory(pairs), True)


def astuple(obj, *, tuple_factory=tuple):
    """The values, all the way down, in new tuples."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unfolded(obj, lambda pairs: tuple_factory([value for _, value in pairs]), False)


def _unfolded(obj, make, named):
    if _is_dataclass_instance(obj):
        return make([(f.name, _unfolded(getattr(obj, f.name), make, named)) for f in fields(obj)])
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return kind(*[_unfolded(v, make, named) for v in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_unfolded(v, make, named) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_unfolded(k, make, named), _unfolded(v, make, named)) for k, v in obj.items()]
        if hasattr(kind, "default_factory"):
            result = kind(getattr(obj, "default_factory"))
            for key, value in pairs:
                result[key] = value
            return result
        return kind(pairs)
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    """A dataclass made from names, pairs (name, type) or triples (name, type, field)."""
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError("Invalid field: %r" % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % (name,))
        if name in annotations:
            raise TypeError("Field name duplicated: %r" % (name,))
        annotations[name] = kind
    body["__annotations__"] = annotations
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        body.setdefault("__module__", module)
    cls = type(bases[0] if bases else object)(cls_name, bases, body)
    return dataclass(cls, **options)


def replace(obj, /, **changes):
    """A new object with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                error = TypeError if sys.version_info >= (3, 13) else ValueError
                raise error("field %s is declared with init=False, it cannot be specified with replace()" % f.name)
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError("InitVar %r must be specified with replace()" % f.name)
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
