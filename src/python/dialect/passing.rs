//! Which builtin functions CPython hands their arguments in a tuple (`METH_VARARGS`), and until when: a tuple is counted
//! by `gc.get_count()`, arguments that stay where they stand are not. Most builtins were turned to positional passing
//! between 3.7 and 3.13 (bpo-29464, gh-110964). Read off `ml_flags` of the method definitions of each version, with
//! ctypes.

use crate::memory::rules::Version;

/// How CPython hands the arguments to the C function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// Where they stand (`METH_NOARGS`, `METH_O`, `METH_FASTCALL`).
    InPlace,
    /// Packed into a tuple, keywords into a dict (`METH_VARARGS`).
    Packed,
}

/// The last version with a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    Never,
    V2_7,
    V3_6,
    V3_7,
    V3_9,
    V3_10,
    V3_11,
    V3_12,
    Still,
    /// All but 3.12.
    NotIn3_12,
}

/// How this version passes arguments to `name` of a builtin type or module.
#[must_use]
pub fn passing(version: Version, owner: &str, name: &str) -> Passing {
    use Version as V;
    let packed = match until(version == V::V2_7, owner, name) {
        Until::Never => false,
        Until::V2_7 => version <= V::V2_7,
        Until::V3_6 => version <= V::V3_6,
        Until::V3_7 => version <= V::V3_7,
        Until::V3_9 => version <= V::V3_9,
        Until::V3_10 => version <= V::V3_10,
        Until::V3_11 => version <= V::V3_11,
        Until::V3_12 => version <= V::V3_12,
        Until::Still => true,
        Until::NotIn3_12 => version != V::V3_12,
    };
    if packed { Passing::Packed } else { Passing::InPlace }
}

fn until(python2: bool, owner: &str, name: &str) -> Until {
    match owner {
        // 2.7 has an instruction of its own for it.
        "builtins" | "__builtin__" if python2 && name == "__build_class__" => Until::Never,
        "builtins" | "__builtin__" => of_function(name),
        "str" | "unicode" | "bytes" | "bytearray" => of_text(owner, name),
        "list"
        | "tuple"
        | "dict"
        | "set"
        | "frozenset"
        | "OrderedDict"
        | "collections.OrderedDict"
        | "deque"
        | "collections.deque" => of_container(owner.trim_start_matches("collections."), name),
        "gc" | "sys" | "atexit" | "_weakref" | "weakref" | "_functools" | "functools" => of_module(name),
        "_operator" | "operator" => match name {
            "not_" | "truth" | "neg" | "pos" | "abs" | "inv" | "invert" | "index" | "attrgetter" => Until::Never,
            _ => Until::V3_6,
        },
        "generator" if name == "throw" => Until::V3_10,
        "type" if name == "__prepare__" => Until::V3_6,
        "object" => match name {
            "__format__" | "__reduce__" | "__reduce_ex__" => Until::V3_6,
            "__subclasshook__" => Until::V3_12,
            _ => Until::Never,
        },
        "int" | "long" | "float" => match name {
            "__format__" | "from_bytes" | "to_bytes" => Until::V3_6,
            "__round__" if owner == "int" => Until::V3_9,
            "__round__" if !python2 => Until::V3_6,
            _ => Until::Never,
        },
        _ => Until::Never,
    }
}

fn of_function(name: &str) -> Until {
    match name {
        "apply" | "cmp" | "coerce" | "execfile" | "filter" | "intern" | "map" | "range" | "raw_input" | "reduce"
        | "unichr" | "zip" | "chr" | "compile" | "open" => Until::V2_7,
        "__build_class__" | "exec" | "delattr" | "divmod" | "eval" | "format" | "getattr" | "hasattr" | "input"
        | "isinstance" | "issubclass" | "next" | "pow" | "print" | "round" | "setattr" | "sorted" | "sum" => {
            Until::V3_6
        }
        "iter" => Until::V3_7,
        "__import__" => Until::V3_10,
        "max" | "min" => Until::V3_12,
        "dir" | "vars" => Until::NotIn3_12,
        _ => Until::Never,
    }
}

fn of_text(owner: &str, name: &str) -> Until {
    match name {
        "format" => Until::Still,
        "count" | "endswith" | "find" | "index" | "rfind" | "rindex" | "startswith" => Until::V3_12,
        "center" | "expandtabs" | "ljust" | "rjust" | "zfill" => match owner {
            "bytes" | "bytearray" => Until::V3_7,
            _ => Until::V3_6,
        },
        "rsplit" | "split" | "splitlines" if owner == "bytearray" => Until::V2_7,
        "rsplit" | "split" | "splitlines" if owner != "bytes" => Until::V3_6,
        "translate" | "decode" if owner != "bytes" => Until::V2_7,
        "lstrip" | "rstrip" | "strip" | "replace" | "encode" | "maketrans" | "__format__" => Until::V3_6,
        "insert" | "pop" if owner == "bytearray" => Until::V3_6,
        _ => Until::Never,
    }
}

fn of_container(owner: &str, name: &str) -> Until {
    match (owner, name) {
        ("list", "index" | "insert" | "pop" | "sort") | ("tuple", "index") => Until::V3_6,
        ("dict", "fromkeys" | "get" | "setdefault") => Until::V3_6,
        ("dict", "pop") => Until::V3_7,
        ("dict" | "OrderedDict", "update") => Until::Still,
        ("OrderedDict", "pop") => Until::V3_9,
        ("OrderedDict", "fromkeys" | "move_to_end" | "popitem" | "setdefault") => Until::V3_6,
        ("deque", "index" | "insert" | "rotate") => Until::V3_6,
        // From 3.13 on the tuple is made by the function itself (Objects/clinic/setobject.c.h).
        ("set" | "frozenset", "difference" | "intersection" | "union") => Until::Still,
        ("set", "difference_update" | "intersection_update" | "update") => Until::Still,
        _ => Until::Never,
    }
}

fn of_module(name: &str) -> Until {
    match name {
        "collect" | "set_debug" => Until::V3_6,
        "_getframe" | "excepthook" | "exit" | "setdlopenflags" | "setrecursionlimit" | "call_tracing" | "intern"
        | "setswitchinterval" => Until::V3_7,
        "proxy" => Until::V3_10,
        "cmp_to_key" => Until::V3_11,
        // From 3.13 on the tuple is made by the function itself (Modules/clinic/gcmodule.c.h).
        "get_referents" | "get_referrers" | "set_threshold" | "getsizeof" | "register" | "reduce" => Until::Still,
        _ => Until::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_packed_as_long_as_cpython_did() {
        let packed = |version, owner, name| passing(version, owner, name) == Passing::Packed;
        assert!(packed(Version::V3_6, "builtins", "isinstance") && !packed(Version::V3_7, "builtins", "isinstance"));
        assert!(packed(Version::V3_10, "generator", "throw") && !packed(Version::V3_11, "generator", "throw"));
        assert!(packed(Version::V3_13, "builtins", "dir") && !packed(Version::V3_12, "builtins", "dir"));
        assert!(packed(Version::V3_14_5, "str", "format") && !packed(Version::V2_7, "list", "append"));
    }
}
