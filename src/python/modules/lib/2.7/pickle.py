"""Objects as text or bytes, in the protocols 0, 1 and 2."""

import struct
import sys
from copy_reg import _reduce_2, _reduce_ex, dispatch_table

__version__ = "$Revision: 72223 $"
format_version = "2.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0"]
HIGHEST_PROTOCOL = 2


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


_FunctionType = type(lambda: 0)
_BuiltinType = type(len)


class _Old:
    pass


_ClassType = type(_Old)
_InstanceType = type(_Old())


def encode_long(x):
    if x == 0:
        return ""
    out = ""
    while True:
        out += chr(x & 255)
        x >>= 8
        if x == 0 and ord(out[-1]) < 128 or x == -1 and ord(out[-1]) >= 128:
            return out


def decode_long(data):
    value = 0
    for c in reversed(data):
        value = value << 8 | ord(c)
    if data and ord(data[-1]) >= 128:
        value -= 1 << 8 * len(data)
    return long(value)


def whichmodule(func, funcname):
    module = getattr(func, "__module__", None)
    if module is not None:
        return module
    for name, module in sys.modules.items():
        if module is not None and name != "__main__" and getattr(module, funcname, None) is func:
            return name
    return "__main__"


class Pickler:
    # The number of the first place in the memo.
    _first = 0

    def __init__(self, file, protocol=None):
        if protocol is None:
            protocol = 0
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self.write = file.write
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        if self.proto >= 2:
            self.write("\x80" + chr(self.proto))
        self.save(obj)
        self.write(".")

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo) + self._first
        self.memo[id(obj)] = number, obj
        if self.bin:
            self.write("q" + chr(number) if number < 256 else "r" + struct.pack("<i", number))
        else:
            self.write("p%d\n" % number)

    def get(self, number):
        if self.bin:
            return "h" + chr(number) if number < 256 else "j" + struct.pack("<i", number)
        return "g%d\n" % number

    def persistent_id(self, obj):
        return None

    def save(self, obj):
        pid = self.persistent_id(obj)
        if pid is not None:
            return self.save_pers(pid)
        known = self.memo.get(id(obj))
        if known:
            self.write(self.get(known[0]))
            return
        kind = type(obj)
        save = self.dispatch.get(kind)
        if save:
            save(self, obj)
            return
        reduce = dispatch_table.get(kind)
        if reduce:
            rv = reduce(obj)
        else:
            if isinstance(obj, type):
                return self.save_global(obj)
            reduce = getattr(obj, "__reduce_ex__", None)
            plain = kind.__reduce_ex__ == object.__reduce_ex__ and kind.__reduce__ == object.__reduce__
            if plain:
                rv = _reduce_2(obj) if self.proto >= 2 else _reduce_ex(obj, self.proto)
            elif reduce:
                rv = reduce(self.proto)
            else:
                reduce = getattr(obj, "__reduce__", None)
                if not reduce:
                    raise PicklingError("Can't pickle %r object: %r" % (kind.__name__, obj))
                rv = reduce()
        if type(rv) is str:
            return self.save_global(obj, rv)
        if type(rv) is not tuple:
            raise PicklingError("%s must return string or tuple" % reduce)
        if not 2 <= len(rv) <= 5:
            raise PicklingError("Tuple returned by %s must have two to five elements" % reduce)
        self.save_reduce(obj=obj, *rv)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid)
            self.write("Q")
        else:
            self.write("P" + str(pid) + "\n")

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError("args from reduce() should be a tuple")
        if not hasattr(func, "__call__"):
            raise PicklingError("func from reduce should be callable")
        if self.proto >= 2 and getattr(func, "__name__", "") == "__newobj__":
            cls = args[0]
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from __newobj__ args has no __new__")
            self.save(cls)
            self.save(args[1:])
            self.write("\x81")
        else:
            self.save(func)
            self.save(args)
            self.write("R")
        if obj is not None:
            if id(obj) in self.memo:
                self.write("0" + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            self.save(state)
            self.write("b")

    def save_none(self, obj):
        self.write("N")

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write("\x88" if obj else "\x89")
        else:
            self.write("I01\n" if obj else "I00\n")

    def save_int(self, obj):
        if self.bin:
            if 0 <= obj <= 255:
                return self.write("K" + chr(obj))
            if 0 <= obj <= 65535:
                return self.write("M" + struct.pack("<H", obj))
            if -1 << 31 <= obj < 1 << 31:
                return self.write("J" + struct.pack("<i", obj))
        self.write("I%d\n" % obj)

    def save_long(self, obj):
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self.write("\x8a" + chr(len(data)) + data)
            else:
                self.write("\x8b" + struct.pack("<i", len(data)) + data)
            return
        self.write("L" + repr(obj) + "\n")

    def save_float(self, obj):
        self.write("G" + struct.pack(">d", obj) if self.bin else "F" + repr(obj) + "\n")

    def save_string(self, obj):
        if self.bin:
            self.write("U" + chr(len(obj)) + obj if len(obj) < 256 else "T" + struct.pack("<i", len(obj)) + obj)
        else:
            self.write("S" + repr(obj) + "\n")
        self.memoize(obj)

    def save_unicode(self, obj):
        if self.bin:
            data = obj.encode("utf-8")
            self.write("X" + struct.pack("<i", len(data)) + data)
        else:
            self.write("V" + obj.replace("\\", "\\u005c").replace("\n", "\\u000a").encode("raw-unicode-escape") + "\n")
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            self.write(")" if self.bin else "(t")
            return
        if len(obj) <= 3 and self.proto >= 2:
            for item in obj:
                self.save(item)
            if id(obj) in self.memo:
                self.write("0" * len(obj) + self.get(self.memo[id(obj)][0]))
            else:
                self.write(" \x85\x86\x87"[len(obj)])
                self.memoize(obj)
            return
        self.write("(")
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            get = self.get(self.memo[id(obj)][0])
            self.write("1" + get if self.bin else "0" * (len(obj) + 1) + get)
            return
        self.write("t")
        self.memoize(obj)

    def save_list(self, obj):
        self.write("]" if self.bin else "(l")
        self.memoize(obj)
        self._batch_appends(iter(obj))

    def _batch_appends(self, items):
        if not self.bin:
            for x in items:
                self.save(x)
                self.write("a")
            return
        items = list(items)
        for at in range(0, len(items), 1000):
            batch = items[at:at + 1000]
            if len(batch) == 1:
                self.save(batch[0])
                self.write("a")
                continue
            self.write("(")
            for x in batch:
                self.save(x)
            self.write("e")

    def save_dict(self, obj):
        self.write("}" if self.bin else "(d")
        self.memoize(obj)
        self._batch_setitems(obj.iteritems())

    def _batch_setitems(self, items):
        if not self.bin:
            for k, v in items:
                self.save(k)
                self.save(v)
                self.write("s")
            return
        items = list(items)
        for at in range(0, len(items), 1000):
            batch = items[at:at + 1000]
            if len(batch) > 1:
                self.write("(")
            for k, v in batch:
                self.save(k)
                self.save(v)
            self.write("u" if len(batch) > 1 else "s")

    def save_inst(self, obj):
        cls = obj.__class__
        args = ()
        if hasattr(obj, "__getinitargs__"):
            args = obj.__getinitargs__()
        self.write("(")
        if self.bin:
            self.save(cls)
            for arg in args:
                self.save(arg)
            self.write("o")
        else:
            for arg in args:
                self.save(arg)
            self.write("i" + cls.__module__ + "\n" + cls.__name__ + "\n")
        self.memoize(obj)
        state = obj.__getstate__() if hasattr(obj, "__getstate__") else obj.__dict__
        self.save(state)
        self.write("b")

    def save_global(self, obj, name=None, pack=None):
        if name is None:
            name = obj.__name__
        module = getattr(obj, "__module__", None)
        if module is None:
            module = whichmodule(obj, name)
        try:
            __import__(module)
            found = getattr(sys.modules[module], name)
        except (ImportError, KeyError, AttributeError):
            raise self._not_found(obj, module, name)
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module, name))
        self.write("c" + module + "\n" + name + "\n")
        self.memoize(obj)

    def _not_found(self, obj, module, name):
        return PicklingError("Can't pickle %r: it's not found as %s.%s" % (obj, module, name))

    dispatch = {
        type(None): save_none,
        bool: save_bool,
        int: save_int,
        long: save_long,
        float: save_float,
        str: save_string,
        unicode: save_unicode,
        tuple: save_tuple,
        list: save_list,
        dict: save_dict,
        _InstanceType: save_inst,
        _ClassType: save_global,
        _FunctionType: save_global,
        _BuiltinType: save_global,
        type: save_global,
    }


class _EmptyClass:
    pass


class Unpickler:
    def __init__(self, file):
        self.readline = file.readline
        self.read = file.read
        self.memo = {}

    def load(self):
        self.mark = object()
        self.stack = []
        while True:
            key = self.read(1)
            if not key:
                raise EOFError
            load = self.dispatch.get(key)
            if load is None:
                raise KeyError(key)
            try:
                load(self)
            except _Stop, stop:
                return stop.value

    def marker(self):
        at = len(self.stack) - 1
        while self.stack[at] is not self.mark:
            at -= 1
        return at

    def _items(self):
        at = self.marker()
        items = self.stack[at + 1:]
        del self.stack[at:]
        return items

    def _line(self):
        return self.readline()[:-1]

    def _push(self, value):
        self.stack.append(value)

    def load_int(self):
        data = self._line()
        self._push(False if data == "00" else True if data == "01" else int(data))

    def load_string(self):
        line = self._line().rstrip()
        if len(line) < 2 or line[0] != line[-1] or line[0] not in "\"'":
            raise ValueError("insecure string pickle")
        self._push(line[1:-1].decode("string-escape"))

    def load_inst(self):
        module, name = self._line(), self._line()
        self._instantiate(self.find_class(module, name), self._items())

    def load_obj(self):
        items = self._items()
        self._instantiate(items[0], items[1:])

    def _instantiate(self, cls, args):
        if not args and type(cls) is _ClassType and not hasattr(cls, "__getinitargs__"):
            value = _EmptyClass()
            value.__class__ = cls
        else:
            value = cls(*args)
        self._push(value)

    def load_global(self):
        module, name = self._line(), self._line()
        self._push(self.find_class(module, name))

    def find_class(self, module, name):
        __import__(module)
        return getattr(sys.modules[module], name)

    def load_reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack[-1]
        self.stack[-1] = cls.__new__(cls, *args)

    def load_build(self):
        state = self.stack.pop()
        obj = self.stack[-1]
        setstate = getattr(obj, "__setstate__", None)
        if setstate:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            for k, v in state.iteritems():
                obj.__dict__[intern(k) if type(k) is str else k] = v
        if slots:
            for k, v in slots.items():
                setattr(obj, k, v)

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    def load_appends(self):
        items = self._items()
        self.stack[-1].extend(items)

    def load_setitem(self):
        value, key = self.stack.pop(), self.stack.pop()
        self.stack[-1][key] = value

    def _pairs(self):
        items = self._items()
        return zip(items[::2], items[1::2])

    def load_setitems(self):
        pairs = self._pairs()
        for key, value in pairs:
            self.stack[-1][key] = value

    def load_tuples(self, count):
        items = tuple(self.stack[-count:])
        del self.stack[-count:]
        self._push(items)

    def load_stop(self):
        raise _Stop(self.stack.pop())

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered,\n"
                              "but no persistent_load function was specified.")

    def _size(self, format, count):
        return struct.unpack(format, self.read(count))[0]

    def _put(self, number):
        self.memo[number] = self.stack[-1]

    dispatch = {
        "(": lambda self: self._push(self.mark),
        ".": load_stop,
        "0": lambda self: self.stack.pop() and None,
        "1": lambda self: self._items() and None,
        "2": lambda self: self._push(self.stack[-1]),
        "N": lambda self: self._push(None),
        "I": load_int,
        "J": lambda self: self._push(self._size("<i", 4)),
        "K": lambda self: self._push(ord(self.read(1))),
        "M": lambda self: self._push(self._size("<H", 2)),
        "L": lambda self: self._push(long(self._line().rstrip("L"))),
        "\x8a": lambda self: self._push(decode_long(self.read(ord(self.read(1))))),
        "\x8b": lambda self: self._push(decode_long(self.read(self._size("<i", 4)))),
        "F": lambda self: self._push(float(self._line())),
        "G": lambda self: self._push(self._size(">d", 8)),
        "S": load_string,
        "T": lambda self: self._push(self.read(self._size("<i", 4))),
        "U": lambda self: self._push(self.read(ord(self.read(1)))),
        "V": lambda self: self._push(unicode(self._line(), "raw-unicode-escape")),
        "X": lambda self: self._push(unicode(self.read(self._size("<i", 4)), "utf-8")),
        "t": lambda self: self._push(tuple(self._items())),
        ")": lambda self: self._push(()),
        "\x85": lambda self: self.load_tuples(1),
        "\x86": lambda self: self.load_tuples(2),
        "\x87": lambda self: self.load_tuples(3),
        "]": lambda self: self._push([]),
        "}": lambda self: self._push({}),
        "l": lambda self: self._push(self._items()),
        "d": lambda self: self._push(dict(self._pairs())),
        "i": load_inst,
        "o": load_obj,
        "c": load_global,
        "R": load_reduce,
        "b": load_build,
        "\x81": load_newobj,
        "\x80": lambda self: self.read(1) and None,
        "\x88": lambda self: self._push(True),
        "\x89": lambda self: self._push(False),
        "a": load_append,
        "e": load_appends,
        "s": load_setitem,
        "u": load_setitems,
        "p": lambda self: self._put(int(self._line())),
        "q": lambda self: self._put(ord(self.read(1))),
        "r": lambda self: self._put(self._size("<i", 4)),
        "g": lambda self: self._push(self.memo[int(self._line())]),
        "h": lambda self: self._push(self.memo[ord(self.read(1))]),
        "j": lambda self: self._push(self.memo[self._size("<i", 4)]),
        "P": lambda self: self._push(self.persistent_load(self._line())),
        "Q": lambda self: self._push(self.persistent_load(self.stack.pop())),
    }


def dump(obj, file, protocol=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None):
    from StringIO import StringIO
    file = StringIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file):
    return Unpickler(file).load()


def loads(str):
    from StringIO import StringIO
    return Unpickler(StringIO(str)).load()
