"""Reading the simulated memory through C types: counts by address, objects by address, Py_IncRef and Py_DecRef."""

import _ctypes_memory as _memory

__version__ = "1.1.0"


class ArgumentError(Exception):
    pass


def _place(obj):
    """The address an instance reads from, or None when it has a value of its own."""
    return obj.__dict__.get("_at")


class _Type(type):
    """The type of C types."""

    def __mul__(cls, length):
        return _array(cls, length)

    __rmul__ = __mul__

    def from_address(cls, address):
        if not isinstance(address, int) and type(address).__name__ != "long":
            raise TypeError("integer expected")
        self = cls.__new__(cls)
        self.__dict__["_at"] = address
        return self

    def from_param(cls, value):
        return value if isinstance(value, cls) else cls(value)

    def __setattr__(cls, name, value):
        type.__setattr__(cls, name, value)
        if name == "_fields_":
            _lay_out(cls)


_Base = _Type("_CData", (object,), {"_size": 0, "_align": 1, "__module__": "_ctypes"})
_SimpleBase = _Type("_SimpleCData", (_Base,), {"__module__": "_ctypes"})


def _write(address, value, size):
    """Writes into memory. The count of an object is what can be written: with Py_IncRef and Py_DecRef."""
    if size == 8:
        change = value - _memory.peek(address, 8, True)
        if abs(change) <= 100000:
            obj = _memory.object_at(address)
            for _ in range(abs(change)):
                (_memory.incref if change > 0 else _memory.decref)(obj)
            return
    raise NotImplementedError("gcscope lets programs write nothing but counts into its memory")


def _no_integer(value):
    """The words that each version has for it."""
    import sys
    name = type(value).__name__
    if sys.version_info >= (3, 10):
        return "'%s' object cannot be interpreted as an integer" % name
    if name == "float":
        return "int expected instead of float instance"
    return "an integer is required" + (" (got type %s)" % name if sys.version_info >= (3,) else "")


class _SimpleMethods(_SimpleBase):
    _signed = True

    def __init__(self, value=0):
        self.value = value

    def _read(self, address):
        return _memory.peek(address, self._size, self._signed)

    @property
    def value(self):
        at = _place(self)
        if at is not None:
            return self._read(at)
        return self.__dict__.get("_own", 0)

    @value.setter
    def value(self, value):
        if _place(self) is not None:
            _write(_place(self), self._convert(value), self._size)
        else:
            self.__dict__["_own"] = self._convert(value)

    def _convert(self, value):
        if not isinstance(value, int) and type(value).__name__ != "long":
            raise TypeError(_no_integer(value))
        bits = 8 * self._size
        value &= (1 << bits) - 1
        if self._signed and value >> (bits - 1):
            value -= 1 << bits
        return value

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self.value)


def _integer(name, size, signed):
    return _Type(
        name, (_SimpleMethods,), {"_size": size, "_align": size, "_signed": signed, "__module__": "ctypes"}
    )


c_byte = c_int8 = _integer("c_byte", 1, True)
c_ubyte = c_uint8 = _integer("c_ubyte", 1, False)
c_short = c_int16 = _integer("c_short", 2, True)
c_ushort = c_uint16 = _integer("c_ushort", 2, False)
c_int = c_int32 = _integer("c_int", 4, True)
c_uint = c_uint32 = _integer("c_uint", 4, False)
c_long = c_longlong = c_int64 = c_ssize_t = _integer("c_long", 8, True)
c_ulong = c_ulonglong = c_uint64 = c_size_t = _integer("c_ulong", 8, False)
_Address = _integer("c_void_p", 8, False)


class c_void_p(_Address):
    def __init__(self, value=None):
        self.__dict__["_own"] = getattr(value, "value", value)

    @property
    def value(self):
        at = _place(self)
        return (self._read(at) or None) if at is not None else self.__dict__.get("_own")


class c_bool(_SimpleMethods):
    _size = _align = 1
    _signed = False

    def _convert(self, value):
        return bool(value)


class c_double(_SimpleMethods):
    _size = _align = 8

    def _read(self, address):
        import struct
        bits = _memory.peek(address, self._size, False)
        if self._size == 4:
            return struct.unpack("<f", struct.pack("<I", bits))[0]
        return struct.unpack("<d", struct.pack("<Q", bits))[0]

    def _convert(self, value):
        return float(value)


class c_float(c_double):
    _size = _align = 4


class c_char_p(_SimpleMethods):
    _size = _align = 8

    def __init__(self, value=None):
        self.__dict__["_own"] = value

    def _convert(self, value):
        return value


class c_char(_SimpleMethods):
    _size = _align = 1

    def __init__(self, value=b"\0"):
        self.value = value

    def _read(self, address):
        return bytes((_memory.peek(address, 1, False),))

    def _convert(self, value):
        if isinstance(value, int):
            value = bytes((value,))
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character string expected" if str is bytes
                            else "one character bytes, bytearray or integer expected")
        return bytes(value)


class c_longdouble(c_double):
    _size = _align = 16


c_voidp = c_void_p


class py_object(_SimpleBase):
    """A reference to an object."""

    _size = _align = 8

    def __init__(self, *value):
        if len(value) > 1:
            raise TypeError("__init__ expected at most 1 argument, got %d" % len(value))
        if value:
            self.__dict__["_own"] = value[0]

    @property
    def value(self):
        at = _place(self)
        if at is not None:
            return _memory.object_at(_memory.peek(at, 8, False))
        if "_points_to" in self.__dict__:
            return _memory.object_at(self.__dict__["_points_to"])
        try:
            return self.__dict__["_own"]
        except KeyError:
            raise ValueError("PyObject is NULL")

    def __repr__(self):
        if "_own" in self.__dict__ or "_points_to" in self.__dict__ or _place(self) is not None:
            return "py_object(%r)" % (self.value,)
        return "py_object(<NULL>)"


class _Field(object):
    def __init__(self, name, kind, offset):
        self.name = name
        self.kind = kind
        self.offset = offset
        self.size = kind._size

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        at = _place(obj)
        if at is None:
            own = obj.__dict__
            if self.name not in own:
                own[self.name] = self.kind()
            part = own[self.name]
        else:
            part = self.kind.from_address(at + self.offset)
        return part.value if isinstance(part, _SimpleBase) else part

    def __set__(self, obj, value):
        at = _place(obj)
        if at is not None:
            return _write(at + self.offset, getattr(value, "value", value), self.size)
        obj.__dict__[self.name] = value if isinstance(value, self.kind) else self.kind(value)

    def __repr__(self):
        return "<Field type=%s, ofs=%d, size=%d>" % (self.kind.__name__, self.offset, self.size)


def _lay_out(cls):
    """Gives each field of a structure or union its place."""
    union = issubclass(cls, Union)
    size = 0 if union else sum(getattr(base, "_size", 0) for base in cls.__bases__ if issubclass(base, Structure))
    align = 1
    for field in cls.__dict__.get("_fields_", ()):
        name, kind = field[0], field[1]
        if not isinstance(name, str):
            raise TypeError("_fields_ must be a sequence of pairs")
        step = min(kind._align, getattr(cls, "_pack_", 8))
        offset = 0 if union else (size + step - 1) // step * step
        type.__setattr__(cls, name, _Field(name, kind, offset))
        size = max(size, kind._size) if union else offset + kind._size
        align = max(align, step)
    type.__setattr__(cls, "_align", align)
    type.__setattr__(cls, "_size", (size + align - 1) // align * align)


class _StructureType(_Type):
    def __init__(cls, name, bases, namespace):
        type.__init__(cls, name, bases, namespace)
        if "_fields_" in namespace:
            _lay_out(cls)


def _compound_init(self, *values, **named):
    names = [field[0] for cls in reversed(type(self).__mro__) for field in cls.__dict__.get("_fields_", ())]
    if len(values) > len(names):
        raise TypeError("too many initializers")
    for name, value in zip(names, values):
        setattr(self, name, value)
    for name in named:
        setattr(self, name, named[name])


Union = _StructureType("Union", (_Base,), {"__init__": _compound_init, "__module__": "_ctypes"})
Structure = _StructureType("Structure", (_Base,), {"__init__": _compound_init, "__module__": "_ctypes"})
BigEndianStructure = LittleEndianStructure = Structure


class Array(_Base):
    _length_ = 0
    _type_ = None

    def __init__(self, *values):
        self.__dict__["_items"] = list(values) + [self._type_().value] * (self._length_ - len(values))

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length_))]
        if not -self._length_ <= index < self._length_:
            raise IndexError("invalid index")
        index %= self._length_
        at = _place(self)
        if at is None:
            return self._items[index]
        part = self._type_.from_address(at + index * self._type_._size)
        return part.value if isinstance(part, _SimpleBase) else part

    def __setitem__(self, index, value):
        if _place(self) is not None:
            raise NotImplementedError("gcscope does not let programs write into its memory")
        self._items[index] = value


class _CharArray(Array):
    """An array of c_char: bytes as well."""

    @property
    def raw(self):
        return b"".join(self[i] for i in range(self._length_))

    @raw.setter
    def raw(self, data):
        if len(data) > self._length_:
            raise ValueError("byte string too long")
        for at in range(len(data)):
            self[at] = bytes(data[at:at + 1])

    @property
    def value(self):
        return self.raw.split(b"\0", 1)[0]

    @value.setter
    def value(self, data):
        if not isinstance(data, bytes):
            raise TypeError("bytes expected instead of %s instance" % type(data).__name__)
        if len(data) > self._length_:
            raise ValueError("byte string too long")
        self.raw = data + b"\0" if len(data) < self._length_ else data


_arrays = {}


def _array(kind, length):
    if (kind, length) not in _arrays:
        _arrays[kind, length] = _Type(
            "%s_Array_%d" % (kind.__name__, length),
            (_CharArray if kind is c_char else Array,),
            {"_length_": length, "_type_": kind, "_size": kind._size * length, "_align": kind._align},
        )
    return _arrays[kind, length]


def ARRAY(kind, length):
    return kind * length


def create_string_buffer(init, size=None):
    """A buffer of bytes that can be changed."""
    if isinstance(init, bytes):
        buffer = (c_char * (len(init) + 1 if size is None else size))()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return (c_char * init)()
    raise TypeError(init)


c_buffer = create_string_buffer


def string_at(place, size=-1):
    """The bytes at an address: of a buffer, or of an object in memory."""
    if isinstance(place, (_CharArray, c_char_p)):
        data = place.raw if isinstance(place, _CharArray) else place.value
        return data[:size] if size >= 0 else data.split(b"\0", 1)[0]
    if isinstance(place, bytes):
        return place[:size] if size >= 0 else place
    address = getattr(place, "value", place)
    for buffer in (obj for obj in _buffers(address)):
        return buffer.raw[:size] if size >= 0 else buffer.value
    found = b""
    while size < 0 or len(found) < size:
        byte = _memory.peek(address + len(found), 1, False)
        if size < 0 and byte == 0:
            break
        found += bytes((byte,))
    return found


def _buffers(address):
    try:
        obj = _memory.object_at(address)
    except (TypeError, ValueError, OverflowError):
        return
    if isinstance(obj, _CharArray):
        yield obj


class _Callback(object):
    """A C function made of a Python one: called here, it converts as the real one does."""

    _result = None
    _arguments = ()

    def __init__(self, function):
        self._function = function

    def __call__(self, *args):
        if len(args) < len(self._arguments):
            raise TypeError("this function takes at least %d argument%s (%d given)" % (
                len(self._arguments), "" if len(self._arguments) == 1 else "s", len(args)))
        values = [kind(arg).value for kind, arg in zip(self._arguments, args)]
        result = self._function(*values)
        return None if self._result is None else self._result(result).value


def CFUNCTYPE(restype, *argtypes, **flags):
    return type("CFunctionType", (_Callback,), {"_result": restype, "_arguments": argtypes})


PYFUNCTYPE = CFUNCTYPE


class _Pointer(_Base):
    _size = _align = 8
    _type_ = None

    def __init__(self, target=None):
        self.__dict__["_target"] = target

    @property
    def contents(self):
        target = self.__dict__.get("_target")
        if target is None:
            raise ValueError("NULL pointer access")
        return target

    def __getitem__(self, index):
        target = self.contents
        at = _place(target)
        if at is None:
            return target.value
        part = self._type_.from_address(at + index * self._type_._size)
        return part.value if isinstance(part, _SimpleBase) else part

    def __setitem__(self, index, value):
        target = self.contents
        at = _place(target)
        if at is not None:
            _write(at + index * self._type_._size, getattr(value, "value", value), self._type_._size)
        elif index == 0:
            target.value = value
        else:
            raise NotImplementedError("gcscope does not let programs write into its memory")

    def __bool__(self):
        return self.__dict__.get("_target") is not None

    __nonzero__ = __bool__


_pointers = {}


def POINTER(kind):
    if kind not in _pointers:
        name = "LP_" + ("c_void" if kind is None else kind.__name__)
        _pointers[kind] = _Type(name, (_Pointer,), {"_type_": kind, "__module__": "__main__"})
    return _pointers[kind]


def pointer(obj):
    return POINTER(type(obj))(obj)


def byref(obj, offset=0):
    return pointer(obj)


def sizeof(what):
    size = getattr(what, "_size", None)
    if size is None:
        raise TypeError("this type has no size")
    return size


def alignment(what):
    return what._align


def addressof(obj):
    at = _place(obj)
    return _memory.address(obj) if at is None else at


def cast(what, kind):
    address = what if isinstance(what, int) or type(what).__name__ == "long" else None
    if address is None and isinstance(what, c_void_p):
        address = what.value or 0
    if address is None and isinstance(what, py_object):
        address = _memory.address(what.value)
    if address is None and isinstance(what, _Pointer):
        address = addressof(what.contents)
    if address is None:
        raise ArgumentError("argument 1: TypeError: wrong type")
    if kind is py_object:
        # A cast takes no reference.
        _memory.object_at(address)
        made = py_object()
        made.__dict__["_points_to"] = address
        return made
    if issubclass(kind, _Pointer):
        return kind(kind._type_.from_address(address)) if address else kind()
    if issubclass(kind, c_void_p):
        return kind(address)
    raise TypeError("cast() argument 2 must be a pointer, not %s" % kind.__name__)


def _crash(self, *args, **kwargs):
    _memory.crash()


class _Freed(object):
    """What a name leads to whose object has been deallocated: every use of it is a crash."""

    __getattribute__ = __setattr__ = __delattr__ = __repr__ = __str__ = __call__ = __len__ = __iter__ = _crash
    __getitem__ = __setitem__ = __contains__ = __eq__ = __ne__ = __lt__ = __gt__ = __add__ = __radd__ = _crash
    __enter__ = __exit__ = __next__ = __bool__ = __format__ = _crash

    def __hash__(self):
        _memory.crash()


_memory.set_freed_class(_Freed)


class _Function(object):
    def __init__(self, name, run):
        self.__name__ = name
        self._run = run
        self.argtypes = None
        self.restype = c_int

    def __call__(self, *args):
        objects = []
        for index, arg in enumerate(args):
            if isinstance(arg, py_object):
                arg = arg.value
            elif isinstance(arg, c_void_p):
                arg = _memory.object_at(arg.value)
            elif isinstance(arg, int) and self.argtypes and self.argtypes[index] is c_void_p:
                arg = _memory.object_at(arg)
            elif not (self.argtypes and (self.argtypes[index] is py_object or isinstance(arg, (int, bytes)))):
                raise ArgumentError("argument %d: TypeError: Don't know how to convert parameter %d" % (index + 1, index + 1))
            objects.append(arg)
        result = self._run(*objects)
        if isinstance(result, bool):
            result = int(result)
        if self.restype is py_object or self.restype is None or not isinstance(result, int):
            return result if self.restype is not None else None
        return self.restype(result).value

    def __repr__(self):
        return "<_FuncPtr object at 0x%x>" % id(self)


def _append(items, item):
    items.append(item)
    return 0


def _item(items, index):
    return items[index]


def _raise(kind, words):
    raise kind(words.decode() if isinstance(words, bytes) else words)


def _attribute(obj, name):
    return getattr(obj, name.decode())


def _has_attribute(obj, name):
    return hasattr(obj, name.decode())


def _set_item(items, key, item):
    items[key] = item
    return 0


def _count(obj):
    return _memory.peek(_memory.address(obj), 8, True)


class PyDLL(object):
    def __init__(self, name=None):
        self._name = name

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        import sys
        raise AttributeError("%s: undefined symbol: %s" % (sys.executable, name))

    def __repr__(self):
        return "<PyDLL 'None', handle 0 at 0x%x>" % id(self)


pythonapi = PyDLL()
pythonapi.Py_IncRef = _Function("Py_IncRef", _memory.incref)
pythonapi.Py_DecRef = _Function("Py_DecRef", _memory.decref)
pythonapi.Py_XINCREF = pythonapi.Py_IncRef
pythonapi._Py_IncRef = pythonapi.Py_IncRef
pythonapi._Py_DecRef = pythonapi.Py_DecRef


def _api():
    import gc
    for name, run in (
        ("PyObject_Repr", repr), ("PyObject_Str", str), ("PyObject_Hash", hash), ("PyObject_Length", len),
        ("PyObject_Size", len), ("PyObject_IsTrue", bool), ("PyObject_Type", type), ("PyList_Size", len),
        ("PyTuple_Size", len), ("PyDict_Size", len), ("PySet_Size", len), ("PyGC_Collect", gc.collect),
        ("PyLong_AsLong", int), ("PyList_Append", _append), ("PyList_GetItem", _item), ("PyTuple_GetItem", _item),
        ("PyGC_Enable", gc.enable), ("PyGC_Disable", gc.disable), ("PyGC_IsEnabled", gc.isenabled),
        ("PyObject_GC_IsTracked", gc.is_tracked), ("PyObject_GC_IsFinalized", getattr(gc, "is_finalized", None)),
        ("PyObject_GC_Track", _memory.track), ("PyObject_GC_UnTrack", _memory.untrack),
        ("PyCallable_Check", callable), ("PySequence_Length", len), ("PySequence_Size", len), ("PyMapping_Size", len),
        ("PyErr_SetString", _raise), ("PyObject_Dir", dir), ("PyObject_GetAttrString", _attribute),
        ("PyObject_HasAttrString", _has_attribute), ("PyDict_GetItem", dict.get), ("PyDict_SetItem", _set_item),
    ):
        setattr(pythonapi, name, _Function(name, run))


_api()


class CDLL(object):
    def __init__(self, name=None, *args, **kwargs):
        raise OSError("gcscope runs no machine code: %s cannot be loaded" % (name,))


class _Loader(object):
    def LoadLibrary(self, name):
        return CDLL(name)


cdll = _Loader()
