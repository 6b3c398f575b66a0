"""Objects as bytes: protocol 4 as the real module writes it, and all protocols read."""

import copyreg
import io
import struct
import sys
import types

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
           "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
_FRAME_SIZE_MIN = 4


class PickleError(Exception):
    __module__ = "_pickle"


class PicklingError(PickleError):
    __module__ = "_pickle"


class UnpicklingError(PickleError):
    __module__ = "_pickle"


def _whichmodule(obj, name):
    module = getattr(obj, "__module__", None)
    return "__main__" if module is None else module


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        self._write_out = file.write
        self.proto = protocol
        self.memo = {}
        self._out = bytearray()

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        out = self._out = bytearray()
        self._save(obj)
        out += b"."
        head = b""
        if self.proto >= 2:
            head = b"\x80" + bytes([self.proto])
        if self.proto >= 4 and len(out) >= _FRAME_SIZE_MIN:
            head += b"\x95" + struct.pack("<Q", len(out))
        self._write_out(head + bytes(out))

    def _memoize(self, obj):
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self._out += b"\x94"
        elif self.proto >= 1:
            self._out += b"q" + bytes([index]) if index < 256 else b"r" + struct.pack("<I", index)
        else:
            self._out += b"p%d\n" % index

    def _get(self, index):
        if self.proto >= 1:
            self._out += b"h" + bytes([index]) if index < 256 else b"j" + struct.pack("<I", index)
        else:
            self._out += b"g%d\n" % index

    def _save(self, obj):
        pid = self.persistent_id(obj)
        if pid is not None:
            self._save(pid)
            self._out += b"Q"
            return
        found = self.memo.get(id(obj))
        if found is not None:
            return self._get(found[0])
        kind = type(obj)
        saver = _SAVERS.get(kind)
        if saver is not None:
            return saver(self, obj)
        reducer = getattr(self, "reducer_override", None)
        if reducer is not None:
            reduced = reducer(obj)
            if reduced is not NotImplemented:
                return self._save_reduce(obj, reduced)
        if issubclass(kind, type):
            return self._save_global(obj)
        reduce = getattr(self, "dispatch_table", copyreg.dispatch_table).get(kind)
        if reduce is not None:
            return self._save_reduce(obj, reduce(obj))
        if kind is types.FunctionType or kind is types.BuiltinFunctionType and not hasattr(
                getattr(obj, "__self__", None), "__class__"):
            return self._save_global(obj)
        if kind is types.BuiltinFunctionType:
            owner = getattr(obj, "__self__", None)
            if owner is None or isinstance(owner, types.ModuleType):
                return self._save_global(obj)
            return self._save_reduce(obj, (getattr, (owner, obj.__name__)))
        reduce = getattr(obj, "__reduce_ex__", None)
        if reduce is None:
            raise PicklingError("can't pickle %r object: %r" % (kind.__name__, obj))
        return self._save_reduce(obj, reduce(self.proto))

    def _save_reduce(self, obj, reduced):
        if isinstance(reduced, str):
            return self._save_global(obj, reduced)
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        func, args, state, items, pairs, setter = tuple(reduced) + (None,) * (6 - len(reduced))
        out = self._out
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple, not %s"
                                % type(args).__name__)
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            cls, args, kwargs = args
            if self.proto >= 4:
                self._save(cls)
                self._save(args)
                self._save(kwargs)
                out += b"\x92"
            else:
                import functools
                self._save(functools.partial(cls.__new__, cls, *args, **kwargs))
                self._save(())
                out += b"R"
        elif self.proto >= 2 and name == "__newobj__":
            cls = args[0]
            self._save(cls)
            self._save(args[1:])
            out += b"\x81"
        else:
            self._save(func)
            self._save(args)
            out += b"R"
        if id(obj) in self.memo:
            out += b"0"
            self._get(self.memo[id(obj)][0])
        else:
            self._memoize(obj)
        if items is not None:
            self._batch_appends(items)
        if pairs is not None:
            self._batch_setitems(pairs)
        if state is not None:
            if setter is None:
                self._save(state)
                out += b"b"
            else:
                self._save(setter)
                self._save(obj)
                self._save(state)
                out += b"\x86R0"

    def _save_none(self, obj):
        self._out += b"N"

    def _save_bool(self, obj):
        if self.proto >= 2:
            self._out += b"\x88" if obj else b"\x89"
        else:
            self._out += b"I01\n" if obj else b"I00\n"

    def _save_int(self, obj):
        if self.proto >= 1:
            if 0 <= obj <= 0xFF:
                self._out += b"K" + bytes([obj])
                return
            if 0 <= obj <= 0xFFFF:
                self._out += b"M" + struct.pack("<H", obj)
                return
            if -0x80000000 <= obj <= 0x7FFFFFFF:
                self._out += b"J" + struct.pack("<i", obj)
                return
        if self.proto >= 2:
            data = b"" if obj == 0 else obj.to_bytes((obj.bit_length() >> 3) + 1, "little", signed=True)
            if obj < 0 and len(data) > 1 and data[-1] == 0xFF and data[-2] & 0x80:
                data = data[:-1]
            if len(data) < 256:
                self._out += b"\x8a" + bytes([len(data)]) + data
            else:
                self._out += b"\x8b" + struct.pack("<i", len(data)) + data
            return
        self._out += b"L%dL\n" % obj if not -0x80000000 <= obj <= 0x7FFFFFFF else b"I%d\n" % obj

    def _save_float(self, obj):
        if self.proto >= 1:
            self._out += b"G" + struct.pack(">d", obj)
        else:
            self._out += b"F" + repr(obj).encode("ascii") + b"\n"

    def _save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                return self._save_reduce(obj, (bytes, ()))
            import codecs
            return self._save_reduce(obj, (codecs.encode, (str(obj, "latin1"), "latin1")))
        size = len(obj)
        if size <= 0xFF:
            self._out += b"C" + bytes([size]) + obj
        else:
            self._out += b"B" + struct.pack("<I", size) + obj
        self._memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            if not obj:
                return self._save_reduce(obj, (bytearray, ()))
            return self._save_reduce(obj, (bytearray, (bytes(obj),)))
        self._out += b"\x96" + struct.pack("<Q", len(obj)) + bytes(obj)
        self._memoize(obj)

    def _save_str(self, obj):
        if self.proto >= 1:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size <= 0xFF and self.proto >= 4:
                self._out += b"\x8c" + bytes([size]) + data
            else:
                self._out += b"X" + struct.pack("<I", size) + data
        else:
            text = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a").replace("\r", "\\u000d")
            self._out += b"V" + text.encode("raw-unicode-escape") + b"\n"
        self._memoize(obj)

    def _save_tuple(self, obj):
        out = self._out
        if not obj:
            out += b")" if self.proto >= 1 else b"(t"
            return
        size = len(obj)
        if size <= 3 and self.proto >= 2:
            for item in obj:
                self._save(item)
            if id(obj) in self.memo:
                out += b"0" * size
                self._get(self.memo[id(obj)][0])
            else:
                out += (b"\x85", b"\x86", b"\x87")[size - 1]
                self._memoize(obj)
            return
        out += b"("
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            out += b"1" if self.proto >= 1 else b"0" * (size + 1)
            self._get(self.memo[id(obj)][0])
            return
        out += b"t"
        self._memoize(obj)

    def _save_list(self, obj):
        self._out += b"]" if self.proto >= 1 else b"(l"
        self._memoize(obj)
        self._batch_appends(obj)

    def _batch_appends(self, items):
        items = list(items)
        out = self._out
        if self.proto < 1:
            for item in items:
                self._save(item)
                out += b"a"
            return
        for start in range(0, len(items), 1000):
            part = items[start:start + 1000]
            if len(part) == 1:
                self._save(part[0])
                out += b"a"
            else:
                out += b"("
                for item in part:
                    self._save(item)
                out += b"e"

    def _save_dict(self, obj):
        self._out += b"}" if self.proto >= 1 else b"(d"
        self._memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, pairs):
        pairs = list(pairs)
        out = self._out
        if self.proto < 1:
            for key, value in pairs:
                self._save(key)
                self._save(value)
                out += b"s"
            return
        for start in range(0, len(pairs), 1000):
            part = pairs[start:start + 1000]
            if len(part) == 1:
                self._save(part[0][0])
                self._save(part[0][1])
                out += b"s"
            else:
                out += b"("
                for key, value in part:
                    self._save(key)
                    self._save(value)
                out += b"u"

    def _save_set(self, obj):
        if self.proto < 4:
            return self._save_reduce(obj, (set, (list(obj),)))
        self._out += b"\x8f"
        self._memoize(obj)
        items = list(obj)
        for start in range(0, len(items), 1000):
            self._out += b"("
            for item in items[start:start + 1000]:
                self._save(item)
            self._out += b"\x90"

    def _save_frozenset(self, obj):
        if self.proto < 4:
            return self._save_reduce(obj, (frozenset, (list(obj),)))
        self._out += b"("
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            self._out += b"1"
            return self._get(self.memo[id(obj)][0])
        self._out += b"\x91"
        self._memoize(obj)

    def _save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module_name = _whichmodule(obj, name)
        if obj is type(None):
            return self._save_reduce(obj, (type, (None,)))
        if obj is type(NotImplemented):
            return self._save_reduce(obj, (type, (NotImplemented,)))
        if obj is type(...):
            return self._save_reduce(obj, (type, (...,)))
        found = sys.modules.get(module_name)
        try:
            if found is None:
                __import__(module_name)
                found = sys.modules[module_name]
            for part in name.split("."):
                if part == "<locals>":
                    raise AttributeError
                found = getattr(found, part)
        except ImportError:
            raise PicklingError("Can't pickle %r: import of module %r failed" % (obj, module_name)) from None
        except AttributeError:
            if "<locals>" in name:
                raise AttributeError("Can't get local object %r" % name) from None
            raise PicklingError("Can't pickle %r: attribute lookup %s on %s failed" % (obj, name, module_name)) from None
        if found is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 4:
            self._save(module_name)
            self._save(name)
            self._out += b"\x93"
        else:
            self._out += b"c" + module_name.encode("utf-8") + b"\n" + name.encode("utf-8") + b"\n"
        self._memoize(obj)

    def _save_singleton(self, obj):
        self._save_global(obj, "Ellipsis" if obj is ... else "NotImplemented")


def _save_type(pickler, obj):
    pickler._save_global(obj)


_SAVERS = {
    type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int, float: Pickler._save_float,
    bytes: Pickler._save_bytes, bytearray: Pickler._save_bytearray, str: Pickler._save_str, tuple: Pickler._save_tuple,
    list: Pickler._save_list, dict: Pickler._save_dict, set: Pickler._save_set, frozenset: Pickler._save_frozenset,
    type: _save_type, types.FunctionType: _save_type,
}

_MARK = object()


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._file = file

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was "
                              "specified.")

    def find_class(self, module, name):
        __import__(module)
        found = sys.modules[module]
        for part in name.split("."):
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError("Can't get attribute %r on %r" % (name, sys.modules[module])) from None
        return found

    def load(self):
        data = self._file.read()
        stack = []
        memo = {}
        at = 0
        size = len(data)
        if not size:
            raise EOFError("Ran out of input")

        def mark():
            index = len(stack) - 1
            while index >= 0 and stack[index] is not _MARK:
                index -= 1
            if index < 0:
                raise UnpicklingError("could not find MARK")
            items = stack[index + 1:]
            del stack[index:]
            return items

        def line():
            nonlocal at
            end = data.index(b"\n", at)
            text = data[at:end]
            at = end + 1
            return text

        def take(count):
            nonlocal at
            if at + count > size:
                raise UnpicklingError("pickle data was truncated")
            part = data[at:at + count]
            at += count
            return part

        while True:
            if at >= size:
                raise EOFError("Ran out of input") if at == 0 else UnpicklingError("pickle data was truncated")
            op = data[at:at + 1]
            at += 1
            if op == b".":
                break
            elif op == b"\x80":
                proto = take(1)[0]
                if proto > HIGHEST_PROTOCOL:
                    raise ValueError("unsupported pickle protocol: %d" % proto)
            elif op == b"\x95":
                take(8)
            elif op == b"\x94":
                memo[len(memo)] = stack[-1]
            elif op == b"q":
                memo[take(1)[0]] = stack[-1]
            elif op == b"r":
                memo[struct.unpack("<I", take(4))[0]] = stack[-1]
            elif op == b"p":
                memo[int(line())] = stack[-1]
            elif op == b"h":
                stack.append(memo[take(1)[0]])
            elif op == b"j":
                stack.append(memo[struct.unpack("<I", take(4))[0]])
            elif op == b"g":
                stack.append(memo[int(line())])
            elif op == b"N":
                stack.append(None)
            elif op == b"\x88":
                stack.append(True)
            elif op == b"\x89":
                stack.append(False)
            elif op == b"K":
                stack.append(take(1)[0])
            elif op == b"M":
                stack.append(struct.unpack("<H", take(2))[0])
            elif op == b"J":
                stack.append(struct.unpack("<i", take(4))[0])
            elif op == b"\x8a":
                stack.append(int.from_bytes(take(take(1)[0]), "little", signed=True))
            elif op == b"\x8b":
                stack.append(int.from_bytes(take(struct.unpack("<i", take(4))[0]), "little", signed=True))
            elif op == b"I":
                text = line()
                stack.append({b"00": False, b"01": True}.get(text) if text in (b"00", b"01") else int(text))
            elif op == b"L":
                stack.append(int(line().rstrip(b"L")))
            elif op == b"G":
                stack.append(struct.unpack(">d", take(8))[0])
            elif op == b"F":
                stack.append(float(line()))
            elif op == b"\x8c":
                stack.append(str(take(take(1)[0]), "utf-8", "surrogatepass"))
            elif op == b"X":
                stack.append(str(take(struct.unpack("<I", take(4))[0]), "utf-8", "surrogatepass"))
            elif op == b"\x8d":
                stack.append(str(take(struct.unpack("<Q", take(8))[0]), "utf-8", "surrogatepass"))
            elif op == b"V":
                stack.append(str(line(), "raw-unicode-escape"))
            elif op == b"C":
                stack.append(take(take(1)[0]))
            elif op == b"B":
                stack.append(take(struct.unpack("<I", take(4))[0]))
            elif op == b"\x8e":
                stack.append(take(struct.unpack("<Q", take(8))[0]))
            elif op == b"\x96":
                stack.append(bytearray(take(struct.unpack("<Q", take(8))[0])))
            elif op == b")":
                stack.append(())
            elif op == b"\x85":
                stack[-1:] = [(stack[-1],)]
            elif op == b"\x86":
                stack[-2:] = [tuple(stack[-2:])]
            elif op == b"\x87":
                stack[-3:] = [tuple(stack[-3:])]
            elif op == b"t":
                stack.append(tuple(mark()))
            elif op == b"]":
                stack.append([])
            elif op == b"l":
                stack.append(mark())
            elif op == b"}":
                stack.append({})
            elif op == b"d":
                items = mark()
                stack.append(dict(zip(items[::2], items[1::2])))
            elif op == b"\x8f":
                stack.append(set())
            elif op == b"\x91":
                stack.append(frozenset(mark()))
            elif op == b"(":
                stack.append(_MARK)
            elif op == b"a":
                item = stack.pop()
                stack[-1].append(item)
            elif op == b"e":
                items = mark()
                target = stack[-1]
                if type(target) is list:
                    target.extend(items)
                else:
                    for item in items:
                        target.append(item)
            elif op == b"s":
                value = stack.pop()
                key = stack.pop()
                stack[-1][key] = value
            elif op == b"u":
                items = mark()
                target = stack[-1]
                for i in range(0, len(items), 2):
                    target[items[i]] = items[i + 1]
            elif op == b"\x90":
                items = mark()
                stack[-1].update(items)
            elif op == b"0":
                stack.pop()
            elif op == b"1":
                mark()
            elif op == b"2":
                stack.append(stack[-1])
            elif op == b"c":
                module = line().decode("utf-8")
                stack.append(self.find_class(module, line().decode("utf-8")))
            elif op == b"\x93":
                name = stack.pop()
                stack.append(self.find_class(stack.pop(), name))
            elif op == b"R":
                args = stack.pop()
                stack[-1] = stack[-1](*args)
            elif op == b"\x81":
                args = stack.pop()
                cls = stack.pop()
                stack.append(cls.__new__(cls, *args))
            elif op == b"\x92":
                kwargs = stack.pop()
                args = stack.pop()
                cls = stack.pop()
                stack.append(cls.__new__(cls, *args, **kwargs))
            elif op == b"b":
                state = stack.pop()
                _build(stack[-1], state)
            elif op == b"Q":
                stack.append(self.persistent_load(stack.pop()))
            else:
                raise UnpicklingError("invalid load key, '%s'." % (
                    op.decode("latin-1") if 32 <= op[0] < 127 else "\\x%02x" % op[0]))
        return stack.pop()


def _build(obj, state):
    setstate = getattr(obj, "__setstate__", None)
    if setstate is not None:
        setstate(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        into = obj.__dict__
        for key, value in state.items():
            into[sys.intern(key) if type(key) is str else key] = value
    if slots:
        for key, value in slots.items():
            setattr(obj, key, value)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    out = io.BytesIO()
    Pickler(out, protocol).dump(obj)
    return out.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(bytes(data))).load()
