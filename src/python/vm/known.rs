//! Objects that every run has, at fixed places of the heap, so that the machine names them by constants.
//!
//! Order of cells: singletons, small ints, one-character strings, well-known names, builtin types. [`super::start`]
//! allocates them in this order before anything else.

use crate::memory::Ref;

/// Smallest and largest int that exists once (CPython's `_PY_NSMALLNEGINTS`, `_PY_NSMALLPOSINTS`).
pub const SMALL_INTS: std::ops::RangeInclusive<i64> = -5..=256;

/// `Py_TPFLAGS_SEQUENCE` and `Py_TPFLAGS_MAPPING` in the flags of a type.
pub const SEQUENCE_FLAG: i64 = 1 << 5;
pub const MAPPING_FLAG: i64 = 1 << 6;

pub const NONE: Ref = Ref::from_index(1);
pub const FALSE: Ref = Ref::from_index(2);
pub const TRUE: Ref = Ref::from_index(3);
pub const NOT_IMPLEMENTED: Ref = Ref::from_index(4);
pub const ELLIPSIS: Ref = Ref::from_index(5);
pub const EMPTY_TUPLE: Ref = Ref::from_index(6);
pub const EMPTY_STR: Ref = Ref::from_index(7);
pub const EMPTY_BYTES: Ref = Ref::from_index(8);

const FIRST_INT: u32 = 9;
const FIRST_CHAR: u32 = FIRST_INT + 262;
const FIRST_NAME: u32 = FIRST_CHAR + 256;
const FIRST_TYPE: u32 = FIRST_NAME + names::COUNT;
pub const FIRST_FREE: u32 = FIRST_TYPE + types::COUNT;

/// The object of a small int; `None` outside [`SMALL_INTS`].
#[inline(always)]
#[must_use]
pub fn small_int(value: i64) -> Option<Ref> {
    if SMALL_INTS.contains(&value) { Some(Ref::from_index(FIRST_INT.wrapping_add((value + 5) as u32))) } else { None }
}

/// The object of a one-character string up to U+00FF.
#[inline]
#[must_use]
pub fn latin1_char(byte: u8) -> Ref {
    Ref::from_index(FIRST_CHAR + u32::from(byte))
}

#[inline(always)]
#[must_use]
pub fn bool_ref(value: bool) -> Ref {
    if value { TRUE } else { FALSE }
}

macro_rules! name_table {
    ($($constant:ident = $text:literal),+ $(,)?) => {
        /// Interned strings that the machine itself looks up.
        pub mod names {
            use crate::memory::Ref;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u32)]
            enum Index { $($constant),+ , LAST }
            pub const COUNT: u32 = Index::LAST as u32;
            $(pub const $constant: Ref = Ref::from_index(super::FIRST_NAME + Index::$constant as u32);)+
            pub const TEXTS: &[&str] = &[$($text),+];
        }
    };
}

name_table! {
    ABS = "__abs__", ADD = "__add__", AND = "__and__", ANNOTATIONS = "__annotations__", BASES = "__bases__",
    BOOL = "__bool__", BUILD_CLASS = "__build_class__", BUILTINS = "__builtins__", BYTES = "__bytes__", CALL = "__call__",
    CAUSE = "__cause__", CLASS = "__class__", CLASSCELL = "__classcell__", CLASS_GETITEM = "__class_getitem__",
    CLOSURE = "__closure__", CMP = "__cmp__", CODE = "__code__", COERCE = "__coerce__", CONTAINS = "__contains__",
    CONTEXT = "__context__", DEFAULTS = "__defaults__", DEL = "__del__", DELATTR = "__delattr__", DELETE = "__delete__",
    DELITEM = "__delitem__", DELSLICE = "__delslice__", DICT = "__dict__", DIR = "__dir__", DIV = "__div__",
    DIVMOD = "__divmod__", DOC = "__doc__", ENTER = "__enter__", EQ = "__eq__", EXIT = "__exit__", FILE = "__file__",
    FIRSTLINENO = "__firstlineno__", FLOAT = "__float__", FLOORDIV = "__floordiv__", FORMAT = "__format__", GE = "__ge__",
    GET = "__get__", GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", GETITEM = "__getitem__",
    GETSLICE = "__getslice__", GLOBALS = "__globals__", GT = "__gt__", HASH = "__hash__", IADD = "__iadd__",
    IAND = "__iand__", IFLOORDIV = "__ifloordiv__", ILSHIFT = "__ilshift__", IMATMUL = "__imatmul__", IMOD = "__imod__",
    IMPORT = "__import__", IMUL = "__imul__", INDEX = "__index__", INIT = "__init__", INIT_SUBCLASS = "__init_subclass__",
    INSTANCECHECK = "__instancecheck__", INT = "__int__", INVERT = "__invert__", IOR = "__ior__", IPOW = "__ipow__",
    IRSHIFT = "__irshift__", ISUB = "__isub__", ITER = "__iter__", ITRUEDIV = "__itruediv__", IXOR = "__ixor__",
    KWDEFAULTS = "__kwdefaults__", LE = "__le__", LEN = "__len__", LENGTH_HINT = "__length_hint__", LONG = "__long__",
    LSHIFT = "__lshift__", LT = "__lt__", MAIN = "__main__", MATCH_ARGS = "__match_args__", MATMUL = "__matmul__",
    METACLASS = "__metaclass__", MISSING = "__missing__", MOD = "__mod__", MODULE = "__module__", MRO = "__mro__",
    MRO_ENTRIES = "__mro_entries__", MUL = "__mul__", NAME = "__name__", NE = "__ne__", NEG = "__neg__", NEW = "__new__",
    NEXT = "__next__", NEXT_2 = "next", NONZERO = "__nonzero__", NOTES = "__notes__", OR = "__or__", POS = "__pos__",
    POW = "__pow__", PREPARE = "__prepare__", QUALNAME = "__qualname__", RADD = "__radd__", RAND = "__rand__",
    RDIV = "__rdiv__", RDIVMOD = "__rdivmod__", REDUCE = "__reduce__", REDUCE_EX = "__reduce_ex__", REPR = "__repr__",
    REVERSED = "__reversed__", RFLOORDIV = "__rfloordiv__", RLSHIFT = "__rlshift__", RMATMUL = "__rmatmul__",
    RMOD = "__rmod__", RMUL = "__rmul__", ROR = "__ror__", ROUND = "__round__", RPOW = "__rpow__", RRSHIFT = "__rrshift__",
    RSHIFT = "__rshift__", RSUB = "__rsub__", RTRUEDIV = "__rtruediv__", RXOR = "__rxor__", SELF = "__self__",
    SET = "__set__", SETATTR = "__setattr__", SETITEM = "__setitem__", SETSLICE = "__setslice__", SET_NAME = "__set_name__",
    SIZEOF = "__sizeof__", SLOTS = "__slots__", STATIC_ATTRIBUTES = "__static_attributes__", STR = "__str__", SUB = "__sub__",
    SUBCLASSCHECK = "__subclasscheck__", SUBCLASSES = "__subclasses__", SUBCLASSHOOK = "__subclasshook__",
    SUPPRESS_CONTEXT = "__suppress_context__", TRACEBACK = "__traceback__", TRUEDIV = "__truediv__", TRUNC = "__trunc__",
    UNICODE = "__unicode__", WEAKREF = "__weakref__", XOR = "__xor__", CEIL = "__ceil__", FLOOR = "__floor__",
    FUNC = "__func__", WRAPPED = "__wrapped__", LOADER = "__loader__", SPEC = "__spec__", PACKAGE = "__package__",
    TYPE_PARAMS = "__type_params__", ARGS = "args", KEYS = "keys", SEND = "send", THROW = "throw", CLOSE = "close",
    WRITE = "write", FLUSH = "flush", END = "end", SEP = "sep", FILE_KW = "file", KEY = "key", REVERSE = "reverse",
    DEFAULT = "default", UNDERSCORE = "_", LAMBDA = "<lambda>", MODULE_NAME = "<module>", STRICT = "strict",
    BUILTINS_MODULE = "builtins", BUILTIN_MODULE_2 = "__builtin__", APPEND = "append", OBJECT_KW = "object",
    METACLASS_KW = "metaclass", COPY_NAME = "copy", ITEMS = "items", VALUES = "values", VALUE = "value", REAL = "real",
    START = "start", STOP = "stop", STEP = "step", GENERATION = "generation", COLLECTED = "collected",
    UNCOLLECTABLE = "uncollectable", COLLECTIONS = "collections", STDOUT = "stdout", STDERR = "stderr",
    EXCEPTHOOK = "excepthook", DISPLAYHOOK = "displayhook", UNRAISABLEHOOK = "unraisablehook", PS1 = "ps1", PS2 = "ps2",
    MODULES = "modules", PATH = "path", ABSTRACT = "__abstractmethods__", POST_INIT = "__post_init__", ALL = "__all__",
    HASHABLE_NONE = "__hash__none", GETSTATE = "__getstate__", SETSTATE = "__setstate__", COMPLEX = "__complex__",
}

macro_rules! type_table {
    ($($constant:ident = $text:literal, $base:ident, $layout:ident, $traits:expr;)+) => {
        /// The builtin types.
        pub mod types {
            use crate::memory::Ref;
            use crate::memory::object::Layout;
            use super::TypeTraits;
            use super::TypeTraits as T;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u32)]
            enum Index { $($constant),+ , LAST }
            pub const COUNT: u32 = Index::LAST as u32;
            $(pub const $constant: Ref = Ref::from_index(super::FIRST_TYPE + Index::$constant as u32);)+
            /// One builtin type as it is made at start: name (with its module before a dot, `builtins` left out), base,
            /// body layout of its instances, traits.
            pub struct Entry {
                pub id: Ref,
                pub name: &'static str,
                pub base: Ref,
                pub layout: Layout,
                pub traits: TypeTraits,
            }
            pub const ENTRIES: &[Entry] = &[$(Entry { id: $constant, name: $text, base: $base, layout: Layout::$layout, traits: $traits }),+];
            #[allow(dead_code)]
            const _: T = T::ATOM;
        }
    };
}

/// Whether instances are containers for the collector, may be subclassed, weakly referenced, have a `__dict__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeTraits(pub u8);

impl TypeTraits {
    pub const COLLECTED: u8 = 1;
    pub const BASE: u8 = 2;
    pub const WEAK: u8 = 4;
    pub const DICT: u8 = 8;
    /// Not collected, not subclassable.
    pub const ATOM: Self = Self(0);
    /// Not collected, may be subclassed.
    pub const OPEN_ATOM: Self = Self(Self::BASE);
    /// Collected, not subclassable.
    pub const CONTAINER: Self = Self(Self::COLLECTED);
    /// Collected, may be subclassed.
    pub const OPEN: Self = Self(Self::COLLECTED | Self::BASE);
    /// Collected, subclassable, weakly referenceable.
    pub const OPEN_WEAK: Self = Self(Self::COLLECTED | Self::BASE | Self::WEAK);
    pub const WEAK_CONTAINER: Self = Self(Self::COLLECTED | Self::WEAK);
    /// Like exceptions: collected, subclassable, with a `__dict__`.
    pub const OPEN_DICT: Self = Self(Self::COLLECTED | Self::BASE | Self::DICT);
    /// Like functions: collected, with `__dict__`, weakly referenceable.
    pub const DICT_WEAK: Self = Self(Self::COLLECTED | Self::DICT | Self::WEAK);
    pub const OPEN_DICT_WEAK: Self = Self(Self::COLLECTED | Self::BASE | Self::DICT | Self::WEAK);
    #[must_use]
    pub const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

type_table! {
    OBJECT = "object", OBJECT, Instance, T::OPEN_ATOM;
    TYPE = "type", OBJECT, Type, T::OPEN_DICT_WEAK;
    NONE_TYPE = "NoneType", OBJECT, Plain, T::ATOM;
    NOT_IMPLEMENTED_TYPE = "NotImplementedType", OBJECT, Plain, T::ATOM;
    ELLIPSIS_TYPE = "ellipsis", OBJECT, Plain, T::ATOM;
    INT = "int", OBJECT, Int, T::OPEN_ATOM;
    BOOL = "bool", INT, Int, T::ATOM;
    FLOAT = "float", OBJECT, Float, T::OPEN_ATOM;
    COMPLEX = "complex", OBJECT, Complex, T::OPEN_ATOM;
    BASE_STRING = "basestring", OBJECT, Str, T::OPEN_ATOM;
    STR = "str", OBJECT, Str, T::OPEN_ATOM;
    BYTES = "bytes", OBJECT, Bytes, T::OPEN_ATOM;
    BYTEARRAY = "bytearray", OBJECT, ByteArray, T::OPEN_ATOM;
    TUPLE = "tuple", OBJECT, Tuple, T::OPEN;
    LIST = "list", OBJECT, List, T::OPEN;
    DICT = "dict", OBJECT, Dict, T::OPEN;
    SET = "set", OBJECT, Set, T::OPEN_WEAK;
    FROZENSET = "frozenset", OBJECT, Set, T::OPEN_WEAK;
    RANGE = "range", OBJECT, Record, T::ATOM;
    SLICE = "slice", OBJECT, Record, T::CONTAINER;
    FUNCTION = "function", OBJECT, Internal, T::DICT_WEAK;
    CODE = "code", OBJECT, Internal, TypeTraits(T::WEAK);
    METHOD = "method", OBJECT, Internal, T::WEAK_CONTAINER;
    NATIVE_FUNCTION = "builtin_function_or_method", OBJECT, Internal, T::WEAK_CONTAINER;
    METHOD_DESCRIPTOR = "method_descriptor", OBJECT, Internal, T::CONTAINER;
    CLASSMETHOD_DESCRIPTOR = "classmethod_descriptor", OBJECT, Internal, T::CONTAINER;
    WRAPPER_DESCRIPTOR = "wrapper_descriptor", OBJECT, Internal, T::CONTAINER;
    METHOD_WRAPPER = "method-wrapper", OBJECT, Internal, T::CONTAINER;
    GETSET_DESCRIPTOR = "getset_descriptor", OBJECT, Internal, T::CONTAINER;
    MEMBER_DESCRIPTOR = "member_descriptor", OBJECT, Internal, T::CONTAINER;
    PROPERTY = "property", OBJECT, Record, T::OPEN;
    STATICMETHOD = "staticmethod", OBJECT, Record, T::OPEN_DICT;
    CLASSMETHOD = "classmethod", OBJECT, Record, T::OPEN_DICT;
    SUPER = "super", OBJECT, Record, T::OPEN;
    CELL = "cell", OBJECT, Internal, T::CONTAINER;
    MODULE = "module", OBJECT, Record, T::OPEN_DICT_WEAK;
    MAPPING_PROXY = "mappingproxy", OBJECT, Record, T::CONTAINER;
    FRAME = "frame", OBJECT, Internal, T::CONTAINER;
    FRAME_LOCALS_PROXY = "FrameLocalsProxy", OBJECT, Record, T::CONTAINER;
    TRACEBACK = "traceback", OBJECT, Internal, T::CONTAINER;
    GENERATOR = "generator", OBJECT, Internal, T::WEAK_CONTAINER;
    COROUTINE = "coroutine", OBJECT, Internal, T::WEAK_CONTAINER;
    LIST_ITERATOR = "list_iterator", OBJECT, Internal, T::CONTAINER;
    LIST_REVERSE_ITERATOR = "list_reverseiterator", OBJECT, Internal, T::CONTAINER;
    TUPLE_ITERATOR = "tuple_iterator", OBJECT, Internal, T::CONTAINER;
    STR_ITERATOR = "str_iterator", OBJECT, Internal, T::CONTAINER;
    STR_ASCII_ITERATOR = "str_ascii_iterator", OBJECT, Internal, T::CONTAINER;
    BYTES_ITERATOR = "bytes_iterator", OBJECT, Internal, T::CONTAINER;
    BYTEARRAY_ITERATOR = "bytearray_iterator", OBJECT, Internal, T::CONTAINER;
    RANGE_ITERATOR = "range_iterator", OBJECT, Internal, T::ATOM;
    LONG_RANGE_ITERATOR = "longrange_iterator", OBJECT, Internal, T::ATOM;
    SET_ITERATOR = "set_iterator", OBJECT, Internal, T::CONTAINER;
    DICT_KEY_ITERATOR = "dict_keyiterator", OBJECT, Internal, T::CONTAINER;
    DICT_VALUE_ITERATOR = "dict_valueiterator", OBJECT, Internal, T::CONTAINER;
    DICT_ITEM_ITERATOR = "dict_itemiterator", OBJECT, Internal, T::CONTAINER;
    DICT_REVERSE_KEY_ITERATOR = "dict_reversekeyiterator", OBJECT, Internal, T::CONTAINER;
    DICT_REVERSE_VALUE_ITERATOR = "dict_reversevalueiterator", OBJECT, Internal, T::CONTAINER;
    DICT_REVERSE_ITEM_ITERATOR = "dict_reverseitemiterator", OBJECT, Internal, T::CONTAINER;
    DICT_KEYS = "dict_keys", OBJECT, Internal, T::CONTAINER;
    DICT_VALUES = "dict_values", OBJECT, Internal, T::CONTAINER;
    DICT_ITEMS = "dict_items", OBJECT, Internal, T::CONTAINER;
    SEQUENCE_ITERATOR = "iterator", OBJECT, Internal, T::CONTAINER;
    CALLABLE_ITERATOR = "callable_iterator", OBJECT, Internal, T::CONTAINER;
    ENUMERATE = "enumerate", OBJECT, Record, T::OPEN;
    REVERSED = "reversed", OBJECT, Record, T::OPEN;
    ZIP = "zip", OBJECT, Record, T::OPEN;
    MAP = "map", OBJECT, Record, T::OPEN;
    FILTER = "filter", OBJECT, Record, T::OPEN;
    MEMORYVIEW = "memoryview", OBJECT, Record, T::WEAK_CONTAINER;
    MANAGED_BUFFER = "managedbuffer", OBJECT, Internal, T::CONTAINER;
    GENERIC_ALIAS = "types.GenericAlias", OBJECT, Record, T::OPEN;
    UNION_TYPE = "types.UnionType", OBJECT, Record, T::CONTAINER;
    NAMESPACE = "types.SimpleNamespace", OBJECT, Record, T::OPEN_DICT;
    REFERENCE = "weakref.ReferenceType", OBJECT, WeakReference, T::OPEN;
    PROXY = "weakref.ProxyType", OBJECT, WeakReference, T::CONTAINER;
    CALLABLE_PROXY = "weakref.CallableProxyType", OBJECT, WeakReference, T::CONTAINER;
    DEQUE = "collections.deque", OBJECT, Record, T::OPEN_WEAK;
    DEQUE_ITERATOR = "_collections._deque_iterator", OBJECT, Internal, T::CONTAINER;
    DEFAULTDICT = "collections.defaultdict", DICT, Dict, T::OPEN;
    ORDERED_DICT = "collections.OrderedDict", DICT, Dict, T::OPEN_DICT_WEAK;
    ORDERED_DICT_ITERATOR = "odict_iterator", OBJECT, Internal, T::CONTAINER;
    PARTIAL = "functools.partial", OBJECT, Record, T::OPEN_DICT_WEAK;
    CMP_TO_KEY = "functools.KeyWrapper", OBJECT, Record, T::CONTAINER;
    RESULT_CACHE = "functools._lru_cache_wrapper", OBJECT, Internal, T::DICT_WEAK;
    RESULT_LINK = "functools._lru_list_elem", OBJECT, Internal, T::ATOM;
    ITERTOOLS = "itertools._iterator", OBJECT, Record, T::OPEN;
    TEXT_IO = "_io.TextIOWrapper", OBJECT, Record, T::OPEN_DICT_WEAK;
    BUFFERED = "_io.BufferedReader", OBJECT, Record, T::OPEN_DICT_WEAK;
    STRING_IO = "_io.StringIO", OBJECT, Record, T::OPEN_DICT_WEAK;
    BYTES_IO = "_io.BytesIO", OBJECT, Record, T::OPEN_DICT_WEAK;
    STRUCT_SEQUENCE = "structseq", TUPLE, Tuple, T::OPEN;
    VERSION_INFO = "sys.version_info", TUPLE, Tuple, T::CONTAINER;
    SYS_FLAGS = "sys.flags", TUPLE, Tuple, T::CONTAINER;
    FLOAT_INFO = "sys.float_info", TUPLE, Tuple, T::CONTAINER;
    INT_INFO = "sys.int_info", TUPLE, Tuple, T::CONTAINER;
    HASH_INFO = "sys.hash_info", TUPLE, Tuple, T::CONTAINER;
    STRUCT_TIME = "time.struct_time", TUPLE, Tuple, T::CONTAINER;
    UNRAISABLE_ARGS = "UnraisableHookArgs", TUPLE, Tuple, T::CONTAINER;
    DEQUE_REVERSE_ITERATOR = "_collections._deque_reverse_iterator", OBJECT, Internal, T::CONTAINER;
    ODICT_KEYS = "odict_keys", DICT_KEYS, Internal, T::CONTAINER;
    ODICT_VALUES = "odict_values", DICT_VALUES, Internal, T::CONTAINER;
    ODICT_ITEMS = "odict_items", DICT_ITEMS, Internal, T::CONTAINER;
    TUPLE_GETTER = "collections._tuplegetter", OBJECT, Record, T::CONTAINER;
    COUNTER = "itertools.count", OBJECT, Record, T::OPEN;
    CYCLE = "itertools.cycle", OBJECT, Record, T::OPEN;
    REPEAT = "itertools.repeat", OBJECT, Record, T::OPEN;
    CHAIN = "itertools.chain", OBJECT, Record, T::OPEN;
    ISLICE = "itertools.islice", OBJECT, Record, T::OPEN;
    TAKEWHILE = "itertools.takewhile", OBJECT, Record, T::OPEN;
    DROPWHILE = "itertools.dropwhile", OBJECT, Record, T::OPEN;
    FILTERFALSE = "itertools.filterfalse", OBJECT, Record, T::OPEN;
    STARMAP = "itertools.starmap", OBJECT, Record, T::OPEN;
    ACCUMULATE = "itertools.accumulate", OBJECT, Record, T::OPEN;
    PRODUCT = "itertools.product", OBJECT, Record, T::OPEN;
    PERMUTATIONS = "itertools.permutations", OBJECT, Record, T::OPEN;
    COMBINATIONS = "itertools.combinations", OBJECT, Record, T::OPEN;
    COMBINATIONS_WITH_REPLACEMENT = "itertools.combinations_with_replacement", OBJECT, Record, T::OPEN;
    GROUPBY = "itertools.groupby", OBJECT, Record, T::OPEN;
    GROUPER = "itertools._grouper", OBJECT, Record, T::CONTAINER;
    TEE = "itertools._tee", OBJECT, Record, T::OPEN_WEAK;
    TEE_DATA = "itertools._tee_dataobject", OBJECT, Record, T::CONTAINER;
    ZIP_LONGEST = "itertools.zip_longest", OBJECT, Record, T::OPEN;
    PAIRWISE = "itertools.pairwise", OBJECT, Record, T::OPEN;
    BATCHED = "itertools.batched", OBJECT, Record, T::OPEN;
    COMPRESS = "itertools.compress", OBJECT, Record, T::OPEN;
    CLASSIC_CLASS = "classobj", OBJECT, Internal, T::WEAK_CONTAINER;
    INSTANCE = "instance", OBJECT, Internal, T::WEAK_CONTAINER;
    FOREIGN = "_ctypes._foreign", OBJECT, Record, T::OPEN_DICT_WEAK;
    COROUTINE_WRAPPER = "coroutine_wrapper", OBJECT, Record, T::CONTAINER;
    ASYNC_GENERATOR = "async_generator", OBJECT, Internal, T::WEAK_CONTAINER;
    ASYNC_GENERATOR_STEP = "async_generator_asend", OBJECT, Record, T::CONTAINER;
    ASYNC_GENERATOR_THROW = "async_generator_athrow", OBJECT, Record, T::CONTAINER;
    ASYNC_GENERATOR_WRAPPED = "async_generator_wrapped_value", OBJECT, Record, T::CONTAINER;

    BASE_EXCEPTION = "BaseException", OBJECT, Exception, T::OPEN_DICT;
    EXCEPTION = "Exception", BASE_EXCEPTION, Exception, T::OPEN_DICT;
    STANDARD_ERROR = "StandardError", EXCEPTION, Exception, T::OPEN_DICT;
    BASE_EXCEPTION_GROUP = "BaseExceptionGroup", BASE_EXCEPTION, Exception, T::OPEN_DICT;
    EXCEPTION_GROUP = "ExceptionGroup", BASE_EXCEPTION_GROUP, Exception, T::OPEN_DICT;
    GENERATOR_EXIT = "GeneratorExit", BASE_EXCEPTION, Exception, T::OPEN_DICT;
    KEYBOARD_INTERRUPT = "KeyboardInterrupt", BASE_EXCEPTION, Exception, T::OPEN_DICT;
    SYSTEM_EXIT = "SystemExit", BASE_EXCEPTION, Exception, T::OPEN_DICT;
    ARITHMETIC_ERROR = "ArithmeticError", EXCEPTION, Exception, T::OPEN_DICT;
    FLOATING_POINT_ERROR = "FloatingPointError", ARITHMETIC_ERROR, Exception, T::OPEN_DICT;
    OVERFLOW_ERROR = "OverflowError", ARITHMETIC_ERROR, Exception, T::OPEN_DICT;
    ZERO_DIVISION_ERROR = "ZeroDivisionError", ARITHMETIC_ERROR, Exception, T::OPEN_DICT;
    ASSERTION_ERROR = "AssertionError", EXCEPTION, Exception, T::OPEN_DICT;
    ATTRIBUTE_ERROR = "AttributeError", EXCEPTION, Exception, T::OPEN_DICT;
    BUFFER_ERROR = "BufferError", EXCEPTION, Exception, T::OPEN_DICT;
    EOF_ERROR = "EOFError", EXCEPTION, Exception, T::OPEN_DICT;
    IMPORT_ERROR = "ImportError", EXCEPTION, Exception, T::OPEN_DICT;
    MODULE_NOT_FOUND_ERROR = "ModuleNotFoundError", IMPORT_ERROR, Exception, T::OPEN_DICT;
    LOOKUP_ERROR = "LookupError", EXCEPTION, Exception, T::OPEN_DICT;
    INDEX_ERROR = "IndexError", LOOKUP_ERROR, Exception, T::OPEN_DICT;
    KEY_ERROR = "KeyError", LOOKUP_ERROR, Exception, T::OPEN_DICT;
    MEMORY_ERROR = "MemoryError", EXCEPTION, Exception, T::OPEN_DICT;
    NAME_ERROR = "NameError", EXCEPTION, Exception, T::OPEN_DICT;
    UNBOUND_LOCAL_ERROR = "UnboundLocalError", NAME_ERROR, Exception, T::OPEN_DICT;
    OS_ERROR = "OSError", EXCEPTION, Exception, T::OPEN_DICT;
    IO_ERROR = "IOError", OS_ERROR, Exception, T::OPEN_DICT;
    OS_ERROR_2 = "EnvironmentError", OS_ERROR, Exception, T::OPEN_DICT;
    UNSUPPORTED_OPERATION = "io.UnsupportedOperation", OS_ERROR, Exception, T::OPEN_DICT;
    BLOCKING_IO_ERROR = "BlockingIOError", OS_ERROR, Exception, T::OPEN_DICT;
    CHILD_PROCESS_ERROR = "ChildProcessError", OS_ERROR, Exception, T::OPEN_DICT;
    CONNECTION_ERROR = "ConnectionError", OS_ERROR, Exception, T::OPEN_DICT;
    BROKEN_PIPE_ERROR = "BrokenPipeError", CONNECTION_ERROR, Exception, T::OPEN_DICT;
    CONNECTION_ABORTED_ERROR = "ConnectionAbortedError", CONNECTION_ERROR, Exception, T::OPEN_DICT;
    CONNECTION_REFUSED_ERROR = "ConnectionRefusedError", CONNECTION_ERROR, Exception, T::OPEN_DICT;
    CONNECTION_RESET_ERROR = "ConnectionResetError", CONNECTION_ERROR, Exception, T::OPEN_DICT;
    FILE_EXISTS_ERROR = "FileExistsError", OS_ERROR, Exception, T::OPEN_DICT;
    FILE_NOT_FOUND_ERROR = "FileNotFoundError", OS_ERROR, Exception, T::OPEN_DICT;
    INTERRUPTED_ERROR = "InterruptedError", OS_ERROR, Exception, T::OPEN_DICT;
    IS_A_DIRECTORY_ERROR = "IsADirectoryError", OS_ERROR, Exception, T::OPEN_DICT;
    NOT_A_DIRECTORY_ERROR = "NotADirectoryError", OS_ERROR, Exception, T::OPEN_DICT;
    PERMISSION_ERROR = "PermissionError", OS_ERROR, Exception, T::OPEN_DICT;
    PROCESS_LOOKUP_ERROR = "ProcessLookupError", OS_ERROR, Exception, T::OPEN_DICT;
    TIMEOUT_ERROR = "TimeoutError", OS_ERROR, Exception, T::OPEN_DICT;
    REFERENCE_ERROR = "ReferenceError", EXCEPTION, Exception, T::OPEN_DICT;
    RUNTIME_ERROR = "RuntimeError", EXCEPTION, Exception, T::OPEN_DICT;
    NOT_IMPLEMENTED_ERROR = "NotImplementedError", RUNTIME_ERROR, Exception, T::OPEN_DICT;
    RECURSION_ERROR = "RecursionError", RUNTIME_ERROR, Exception, T::OPEN_DICT;
    PYTHON_FINALIZATION_ERROR = "PythonFinalizationError", RUNTIME_ERROR, Exception, T::OPEN_DICT;
    STOP_ITERATION = "StopIteration", EXCEPTION, Exception, T::OPEN_DICT;
    STOP_ASYNC_ITERATION = "StopAsyncIteration", EXCEPTION, Exception, T::OPEN_DICT;
    SYNTAX_ERROR = "SyntaxError", EXCEPTION, Exception, T::OPEN_DICT;
    INDENTATION_ERROR = "IndentationError", SYNTAX_ERROR, Exception, T::OPEN_DICT;
    TAB_ERROR = "TabError", INDENTATION_ERROR, Exception, T::OPEN_DICT;
    SYSTEM_ERROR = "SystemError", EXCEPTION, Exception, T::OPEN_DICT;
    TYPE_ERROR = "TypeError", EXCEPTION, Exception, T::OPEN_DICT;
    VALUE_ERROR = "ValueError", EXCEPTION, Exception, T::OPEN_DICT;
    UNICODE_ERROR = "UnicodeError", VALUE_ERROR, Exception, T::OPEN_DICT;
    UNICODE_DECODE_ERROR = "UnicodeDecodeError", UNICODE_ERROR, Exception, T::OPEN_DICT;
    UNICODE_ENCODE_ERROR = "UnicodeEncodeError", UNICODE_ERROR, Exception, T::OPEN_DICT;
    UNICODE_TRANSLATE_ERROR = "UnicodeTranslateError", UNICODE_ERROR, Exception, T::OPEN_DICT;
    WARNING = "Warning", EXCEPTION, Exception, T::OPEN_DICT;
    BYTES_WARNING = "BytesWarning", WARNING, Exception, T::OPEN_DICT;
    DEPRECATION_WARNING = "DeprecationWarning", WARNING, Exception, T::OPEN_DICT;
    ENCODING_WARNING = "EncodingWarning", WARNING, Exception, T::OPEN_DICT;
    FUTURE_WARNING = "FutureWarning", WARNING, Exception, T::OPEN_DICT;
    IMPORT_WARNING = "ImportWarning", WARNING, Exception, T::OPEN_DICT;
    PENDING_DEPRECATION_WARNING = "PendingDeprecationWarning", WARNING, Exception, T::OPEN_DICT;
    RESOURCE_WARNING = "ResourceWarning", WARNING, Exception, T::OPEN_DICT;
    RUNTIME_WARNING = "RuntimeWarning", WARNING, Exception, T::OPEN_DICT;
    SYNTAX_WARNING = "SyntaxWarning", WARNING, Exception, T::OPEN_DICT;
    UNICODE_WARNING = "UnicodeWarning", WARNING, Exception, T::OPEN_DICT;
    USER_WARNING = "UserWarning", WARNING, Exception, T::OPEN_DICT;
    CLASSOBJ = "classobj", OBJECT, Internal, T::CONTAINER;
    CLASSIC_INSTANCE = "instance", OBJECT, Instance, T::CONTAINER;
    LONG = "long", OBJECT, Int, T::OPEN_ATOM;
    UNICODE_2 = "unicode", OBJECT, Str, T::OPEN_ATOM;
    XRANGE = "xrange", OBJECT, Record, T::ATOM;
}
