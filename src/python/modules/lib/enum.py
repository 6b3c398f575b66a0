"""Enumerations."""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = [
    "EnumMeta", "EnumType", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
    "unique", "property", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
    "global_enum", "verify", "UNIQUE", "CONTINUOUS", "NAMED_FLAGS",
]

_property = property


class nonmember(object):
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member(object):
    """Makes anything a member."""

    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    """A property of members; a member of the same name is found on the class."""

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("%r cannot set attribute %r" % (self.clsname, self.name))
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("%r cannot delete attribute %r" % (self.clsname, self.name))
        self.fdel(instance)

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            found = ownerclass._member_map_.get(self.name) if self.fget is not None else None
            if found is None:
                raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
            return found
        if self.fget is None:
            raise AttributeError("%r member has no attribute %r" % (ownerclass, self.name))
        return self.fget(instance)


class auto:
    """A value that the class chooses."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    pattern = "_%s__" % cls_name
    return len(name) > len(pattern) and name.startswith(pattern) and not name.endswith("__")


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


_hooks = (
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_boundary_",
)


class EnumDict(dict):
    """The namespace of a class statement: notes what will be a member."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = _next_value

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _hooks:
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                names = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = names
                already = set(names) & set(self._member_names)
                if already:
                    raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore or isinstance(value, nonmember):
            value = value.value if isinstance(value, nonmember) else value
        elif not isinstance(value, member) and (_is_descriptor(value) or self._is_nested(value)):
            pass
        else:
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            value = self._chosen(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _is_nested(self, value):
        return isinstance(value, type) and self._cls_name is not None \
            and sys.version_info >= (3, 13) \
            and getattr(value, "__qualname__", "").endswith("%s.%s" % (self._cls_name, value.__name__))

    def _chosen(self, key, value):
        if isinstance(value, auto):
            if value.value is None:
                value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
            return value.value
        if type(value) is tuple and any(isinstance(v, auto) for v in value):
            return tuple(self._chosen(key, v) if isinstance(v, auto) else v for v in value)
        return value

    @_property
    def member_names(self):
        return list(self._member_names)


_EnumDict = EnumDict


def _next_value(name, start, count, last_values):
    if not last_values:
        return start
    try:
        return max(last_values) + 1
    except TypeError:
        raise TypeError("unable to sort non-numeric values") from None


def _next_flag(name, start, count, last_values):
    if not last_values:
        return start if start is not None else 1
    return 2 ** max(last_values).bit_length()


Enum = Flag = IntEnum = ReprEnum = None


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = _EnumDict(cls)
        if bases:
            for base in reversed(bases):
                generate = getattr(base, "_generate_next_value_", None)
                if generate is not None:
                    namespace._generate = generate
        return namespace

    def __new__(metacls, cls, bases, classdict, boundary=None, _simple=False, **kwds):
        if Enum is None:
            made = super().__new__(metacls, cls, bases, dict(classdict))
            made._prepare_members(object, None)
            return made
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError("<enum %r> cannot extend %r" % (cls, base))
        names = classdict._member_names
        data_type = metacls._find_data_type(cls, bases)
        values = {name: classdict[name] for name in names}
        # Each class has its own: from 3.12 on as a static method.
        generate = staticmethod(classdict._generate) if sys.version_info >= (3, 12) else classdict._generate
        namespace = {"_generate_next_value_": generate, **{k: v for k, v in classdict.items() if k not in values}}
        namespace.pop("_ignore_", None)
        for name in classdict._ignore:
            namespace.pop(name, None)
        own = namespace["_generate_next_value_"]
        if "_generate_next_value_" in classdict and not isinstance(own, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(own)
        if "mro" in values:
            raise ValueError("invalid enum member name(s) 'mro'")
        order = namespace.pop("_order_", None)
        made = super().__new__(metacls, cls, bases, namespace, **kwds)
        made._prepare_members(data_type, boundary)
        for name, value in values.items():
            made._add(name, value)
        made._finish(namespace, data_type)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if wanted != made._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (made._member_names_, wanted))
        return made

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    def _prepare_members(cls, data_type, boundary):
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_values_ = []
        cls._member_type_ = data_type
        if Flag is not None and issubclass(cls, Flag):
            cls._flag_mask_ = cls._singles_mask_ = cls._all_bits_ = 0
            if boundary is not None:
                cls._boundary_ = boundary

    @staticmethod
    def _find_data_type(name, bases):
        """The class that gives members their value: int in IntEnum."""
        found = {}
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found[base._member_type_] = None
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found[base] = None
                    break
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (name, set(found)))
        return next(iter(found), object)

    def _custom_new(cls):
        """The __new__ that programs gave this enumeration or its data type."""
        for base in cls.__mro__:
            if isinstance(base, EnumType):
                found = base.__dict__.get("__new_member__") or base.__dict__.get("__new__")
                found = getattr(found, "__func__", found)
                if found is not None and found is not Enum.__new__:
                    return found
        return None

    def _add(cls, name, value):
        """Make the member of this name, or an alias of the one that has the value."""
        data_type = cls._member_type_
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        custom = cls._custom_new()
        if custom is not None:
            one = custom(cls, *args)
        elif data_type is object:
            one = object.__new__(cls)
        else:
            one = data_type.__new__(cls, *args)
        if "_value_" not in one.__dict__:
            if data_type is object:
                one._value_ = value
            else:
                one._value_ = value if isinstance(value, data_type) and type(value) is data_type \
                    else data_type(*args)
        value = one._value_
        one._name_ = name
        one.__objclass__ = cls
        one._sort_order_ = len(cls._member_names_)
        if cls.__init__ is not Enum.__init__:
            one.__init__(*args)
        known = cls._find(one._value_)
        if known is None:
            is_flag = Flag is not None and issubclass(cls, Flag)
            value = one._value_
            if is_flag and isinstance(value, int):
                cls._flag_mask_ |= value
                if value & (value - 1) == 0 and value > 0:
                    cls._singles_mask_ |= value
                    cls._member_names_.append(name)
                cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
            else:
                cls._member_names_.append(name)
            known = one
            try:
                cls._value2member_map_.setdefault(one._value_, one)
            except TypeError:
                cls._unhashable_values_.append(one._value_)
        cls._member_map_[name] = known
        for base in cls.__mro__[1:]:
            descriptor = base.__dict__.get(name)
            if isinstance(descriptor, property) and descriptor.fget is not None:
                # As with `name` and `value`: found through the property.
                return
        type.__setattr__(cls, name, known)

    def _find(cls, value):
        try:
            return cls._value2member_map_[value]
        except KeyError:
            return None
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
            return None

    def _finish(cls, namespace, data_type):
        custom = namespace.get("__new__")
        if custom is not None:
            cls.__new_member__ = custom
        # From now on a call looks members up, whatever the data type would do.
        cls.__new__ = Enum.__new__
        if sys.version_info >= (3, 11) and ReprEnum is not None and ReprEnum in cls.__bases__:
            if "__format__" not in namespace:
                cls.__format__ = data_type.__format__
            if "__str__" not in namespace:
                shown = data_type.__str__
                cls.__str__ = data_type.__repr__ if shown is object.__str__ else shown
        # A data type stands before the enumeration among the bases, but repr() is the enumeration's.
        first_enum = cls.__bases__[-1]
        for method in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if method not in namespace and method not in cls.__dict__:
                if getattr(cls, method) in (getattr(data_type, method), getattr(object, method)):
                    setattr(cls, method, getattr(first_enum, method))
        if Flag is not None and issubclass(cls, Flag):
            for method in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if method not in namespace:
                    setattr(cls, method, getattr(Flag, method))

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_ or names is None and (cls is not Enum and cls is not Flag):
            if names is not None:
                value = (value, names) + values
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def _create_(cls, class_name, names, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for count, name in enumerate(names):
                value = classdict._generate(name, start, count, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if sys.version_info < (3, 12) and not isinstance(value, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(value).__qualname__, cls.__class__.__qualname__))
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls) if cls._find(value) is None else True
            except ValueError:
                return False
        return cls._find(value) is not None

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<flag %r>" % cls.__name__ if Flag is not None and issubclass(cls, Flag) else "<enum %r>" % cls.__name__

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__",
                       "__len__", "__members__", "__module__", "__name__", "__qualname__"} | set(cls._member_names_))


EnumMeta = EnumType
if sys.version_info < (3, 11):
    EnumType.__name__ = EnumType.__qualname__ = "EnumMeta"
_own_classes = []


class Enum(metaclass=EnumType):
    """A set of named values."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._find(value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError("%r has no members defined" % cls)
        try:
            result = cls._missing_(value)
        except Exception as error:
            if isinstance(error, ValueError) and error.args and str(error.args[0]).startswith("%r is not a valid"
                                                                                              % (value,)):
                raise
            problem = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            error.__context__ = problem
            raise
        if isinstance(result, cls):
            return result
        if issubclass(cls, Flag) and isinstance(result, int):
            return result
        problem = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None:
            raise problem
        raise TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                        % (cls.__name__, result)) from problem

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _next_value(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self.__class__._member_type_.__repr__ if self._member_type_ is not object else repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, shown(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        own = {name for base in type(self).__mro__ if base not in _own_classes and base is not object
               for name in base.__dict__ if name[0] != "_" and name not in self._member_map_}
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"} | own)

    def __format__(self, format_spec):
        if sys.version_info < (3, 12) and self._member_type_ is not object:
            # Until then a value's format, unless str() was changed.
            if type(self).__str__ in (Enum.__str__, Flag.__str__):
                return self._member_type_.__format__(self._value_, format_spec)
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


_own_classes.append(Enum)


class ReprEnum(Enum):
    """Only changes repr(); str() and format() are those of the value."""


class IntEnum(int, ReprEnum):
    """Members are ints too."""


class StrEnum(str, ReprEnum):
    """Members are strs too."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        value = str(*values)
        one = str.__new__(cls, value)
        one._value_ = value
        return one

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What happens to bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """Members that are combined as bits."""

    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _next_flag(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        unknown = value & ~mask if value >= 0 else ~value & ~cls._all_bits_
        if cls._boundary_ is STRICT and (unknown if value >= 0 else ~value > cls._all_bits_):
            bits = max(value.bit_length(), mask.bit_length())
            raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (
                cls, value, _bits(value, bits), _bits(mask, bits)))
        if cls._boundary_ is CONFORM:
            value &= mask
        elif cls._boundary_ is EJECT and unknown:
            return value
        if value < 0:
            value = max(cls._all_bits_ + 1, 2 ** value.bit_length()) + value if cls._boundary_ is KEEP \
                else mask & value
            known = cls._find(value)
            if known is not None:
                return known
        return cls._pseudo(value)

    @classmethod
    def _pseudo(cls, value):
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if cls._member_type_ is object:
            one = object.__new__(cls)
        else:
            one = cls._member_type_.__new__(cls, value)
        one._value_ = value
        one._sort_order_ = None
        names = [m._name_ for m in cls._iter_member_(value)]
        rest = value & ~cls._flag_mask_
        if names:
            one._name_ = "|".join(names) + ("|%d" % rest if rest else "")
        else:
            one._name_ = None
        return cls._value2member_map_.setdefault(value, one)

    @classmethod
    def _iter_member_(cls, value):
        """The members of a value from the lowest bit on, or as they were defined if that is another order."""
        found = list(cls._iter_member_by_value_(value))
        order = list(cls._member_map_)
        places = [order.index(m._name_) for m in cls._iter_member_by_value_(cls._flag_mask_)]
        if places != sorted(places):
            found.sort(key=lambda member: order.index(member._name_))
        return iter(found)

    @classmethod
    def _iter_member_by_value_(cls, value):
        remaining = value & cls._flag_mask_
        bit = 1
        while bit <= remaining:
            if remaining & bit:
                found = cls._value2member_map_.get(bit)
                if found is not None:
                    yield found
            bit <<= 1

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return bin(self._value_).count("1")

    def __repr__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return "<%s: %r>" % (cls_name, _plain(self._value_))
        return "<%s.%s: %r>" % (cls_name, self._name_, _plain(self._value_))

    def __str__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (cls_name, _plain(self._value_))
        return "%s.%s" % (cls_name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        other = self._get_value(other)
        if other is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._get_value(other)
        if other is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._get_value(other)
        if other is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


def _plain(value):
    return int(value) if isinstance(value, int) else value


def _bits(value, width):
    if value < 0:
        return "0b1 " + bin((1 << width) + value)[2:].rjust(width, "1")
    return "0b0 " + bin(value)[2:].rjust(width, "0")


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints too."""


_own_classes += [ReprEnum, IntEnum, StrEnum, Flag, IntFlag]


def unique(enumeration):
    """Class decorator: no two names for one value."""
    duplicates = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


UNIQUE, CONTINUOUS, NAMED_FLAGS = "one name per value", "no skipped integer values", "multi-flag aliases"


class verify:
    """Class decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if UNIQUE in self.checks:
            aliases = [(n, one.name) for n, one in enumeration.__members__.items() if n != one.name]
            if aliases:
                raise ValueError("aliases found in %r: %s"
                                 % (enumeration, ", ".join("%s -> %s" % pair for pair in aliases)))
        if CONTINUOUS in self.checks:
            values = {one.value for one in enumeration}
            missing = [i for i in range(min(values) + 1, max(values)) if i not in values]
            if missing:
                raise ValueError("invalid enum %r: missing values %s"
                                 % (enumeration.__name__, ", ".join(map(str, missing))))
        return enumeration


def global_enum(cls, update_str=False):
    """Put the members into the module of the class."""
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

if sys.version_info < (3, 13):
    import _since
    _since.trim(globals(), "enum")
