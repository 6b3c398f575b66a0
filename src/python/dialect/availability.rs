//! Which methods and attributes of builtin types a version has not: names that came later, or went with Python 2.
//! Found by comparing `vars()` of the types in the real interpreters.

use crate::memory::rules::Version;
use rustc_hash::FxHashSet;

/// `type.name` by the version that brought it.
const ADDED: &[(Version, &[&str])] = &[
    (
        Version::V3_6,
        &[
            "BaseException.__cause__",
            "BaseException.__context__",
            "BaseException.__suppress_context__",
            "BaseException.__traceback__",
            "BaseException.with_traceback",
            "NotImplementedType.__reduce__",
            "StopIteration.value",
            "bytearray.__mod__",
            "bytearray.__reduce_ex__",
            "bytearray.__rmod__",
            "bytearray.clear",
            "bytearray.copy",
            "bytearray.hex",
            "bytearray.maketrans",
            "bytes.fromhex",
            "bytes.hex",
            "bytes.maketrans",
            "classmethod.__isabstractmethod__",
            "complex.__bool__",
            "float.__bool__",
            "float.__round__",
            "function.__annotations__",
            "int.__bool__",
            "int.__ceil__",
            "int.__floor__",
            "int.__round__",
            "int.__sizeof__",
            "int.from_bytes",
            "int.to_bytes",
            "list.clear",
            "list.copy",
            "memoryview.__enter__",
            "memoryview.__exit__",
            "memoryview.c_contiguous",
            "memoryview.cast",
            "memoryview.contiguous",
            "memoryview.f_contiguous",
            "memoryview.hex",
            "memoryview.nbytes",
            "memoryview.obj",
            "memoryview.release",
            "object.__init_subclass__",
            "staticmethod.__isabstractmethod__",
            "str.casefold",
            "str.format_map",
            "str.isdecimal",
            "str.isidentifier",
            "str.isnumeric",
            "str.isprintable",
            "str.maketrans",
        ],
    ),
    (Version::V3_7, &["bytearray.isascii", "bytes.isascii", "str.isascii"]),
    (
        Version::V3_8,
        &[
            "dict.__reversed__",
            "dict_items.__reversed__",
            "dict_keys.__reversed__",
            "dict_values.__reversed__",
            "int.as_integer_ratio",
            "memoryview.toreadonly",
        ],
    ),
    (
        Version::V3_9,
        &[
            "NotImplementedType.__bool__",
            "bytearray.removeprefix",
            "bytearray.removesuffix",
            "bytes.removeprefix",
            "bytes.removesuffix",
            "dict.__class_getitem__",
            "dict.__ior__",
            "dict.__or__",
            "dict.__ror__",
            "enumerate.__class_getitem__",
            "float.__ceil__",
            "float.__floor__",
            "frozenset.__class_getitem__",
            "list.__class_getitem__",
            "set.__class_getitem__",
            "str.removeprefix",
            "str.removesuffix",
            "tuple.__class_getitem__",
        ],
    ),
    (
        Version::V3_10,
        &[
            "AttributeError.__str__",
            "AttributeError.name",
            "AttributeError.obj",
            "NameError.__str__",
            "NameError.name",
            "SyntaxError.end_lineno",
            "SyntaxError.end_offset",
            "classmethod.__repr__",
            "classmethod.__wrapped__",
            "dict_items.mapping",
            "dict_keys.mapping",
            "dict_values.mapping",
            "function.__builtins__",
            "int.bit_count",
            "module.__annotations__",
            "staticmethod.__call__",
            "staticmethod.__repr__",
            "staticmethod.__wrapped__",
            "type.__annotations__",
            "type.__or__",
            "type.__ror__",
        ],
    ),
    (
        Version::V3_11,
        &[
            "BaseException.add_note",
            "bytes.__bytes__",
            "code.co_qualname",
            "complex.__complex__",
            "object.__getstate__",
        ],
    ),
    (
        Version::V3_12,
        &[
            "AttributeError.__getstate__",
            "AttributeError.__reduce__",
            "ImportError.name_from",
            "bool.__invert__",
            "bytearray.__buffer__",
            "bytearray.__release_buffer__",
            "bytes.__buffer__",
            "int.is_integer",
            "memoryview.__buffer__",
            "memoryview.__release_buffer__",
            "memoryview._from_flags",
        ],
    ),
    (Version::V3_13, &["generator.__class_getitem__"]),
];

/// `type.name` by the last version that has it.
const REMOVED: &[(Version, &[&str])] = &[
    (
        Version::V2_7,
        &[
            "BaseException.__getitem__",
            "BaseException.__getslice__",
            "BaseException.__unicode__",
            "BaseException.message",
            "bytes.__format__",
            "bytes.__getslice__",
            "bytes._formatter_field_name_split",
            "bytes._formatter_parser",
            "bytes.encode",
            "bytes.format",
            "complex.__div__",
            "complex.__long__",
            "complex.__nonzero__",
            "complex.__rdiv__",
            "dict.has_key",
            "dict.iteritems",
            "dict.iterkeys",
            "dict.itervalues",
            "dict.viewitems",
            "dict.viewkeys",
            "dict.viewvalues",
            "float.__div__",
            "float.__long__",
            "float.__nonzero__",
            "float.__rdiv__",
            "function.func_closure",
            "function.func_code",
            "function.func_defaults",
            "function.func_doc",
            "function.func_globals",
            "function.func_name",
            "generator.next",
            "int.__div__",
            "int.__long__",
            "int.__nonzero__",
            "int.__rdiv__",
            "list.__delslice__",
            "list.__getslice__",
            "list.__setslice__",
            "method.im_class",
            "method.im_func",
            "method.im_self",
            "NoneType.__nonzero__",
            "str.__getslice__",
            "str._formatter_field_name_split",
            "str._formatter_parser",
            "str.decode",
            "tuple.__getslice__",
        ],
    ),
    (Version::V3_7, &["bool.__str__", "complex.__str__", "float.__str__", "int.__str__"]),
    (
        Version::V3_9,
        &[
            "complex.__divmod__",
            "complex.__float__",
            "complex.__floordiv__",
            "complex.__int__",
            "complex.__mod__",
            "complex.__rdivmod__",
            "complex.__rfloordiv__",
            "complex.__rmod__",
        ],
    ),
];

/// What a version has not, as `type.name`.
#[must_use]
pub fn missing(version: Version) -> FxHashSet<&'static str> {
    let later = ADDED.iter().filter(|(first, _)| version < *first);
    let gone = REMOVED.iter().filter(|(last, _)| version > *last);
    later.chain(gone).flat_map(|(_, names)| names.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_come_and_go() {
        assert!(missing(Version::V3_8).contains("str.removeprefix"));
        assert!(!missing(Version::V3_9).contains("str.removeprefix"));
        assert!(missing(Version::V3_6).contains("dict.has_key"));
        assert!(!missing(Version::V2_7).contains("dict.has_key"));
    }
}
