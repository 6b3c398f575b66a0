"""Names for types."""

import sys

NoneType = type(None)
TypeType = type
ObjectType = object
IntType = int
LongType = long
FloatType = float
BooleanType = bool
ComplexType = complex
for _name, _builtin in (("BufferType", "buffer"), ("FileType", "file"), ("UnicodeType", "unicode"),
                        ("XRangeType", "xrange"), ("DictProxyType", "type(type.__dict__)")):
    # What the interpreter may lack.
    try:
        globals()[_name] = eval(_builtin)
    except NameError:
        pass
StringType = str
TupleType = tuple
ListType = list
DictType = DictionaryType = dict
SliceType = slice
EllipsisType = type(Ellipsis)
NotImplementedType = type(NotImplemented)
StringTypes = (StringType, globals().get("UnicodeType", StringType))


def _f():
    pass


def _g():
    yield 1


class _C:
    def _m(self):
        pass


FunctionType = type(_f)
LambdaType = type(lambda: None)
GeneratorType = type(_g())
ClassType = type(_C)
UnboundMethodType = type(_C._m)
_x = _C()
InstanceType = type(_x)
MethodType = type(_x._m)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
ModuleType = type(sys)
try:
    CodeType = type(_f.func_code)
    GetSetDescriptorType = type(FunctionType.func_code)
    MemberDescriptorType = type(FunctionType.func_globals)
except AttributeError:
    pass
try:
    raise TypeError
except TypeError:
    TracebackType = type(sys.exc_info()[2])
    try:
        FrameType = type(sys._getframe())
    except AttributeError:
        pass
    # Or the frame would be held.
    sys.exc_clear()

del sys, _name, _builtin, _f, _g, _C, _x
