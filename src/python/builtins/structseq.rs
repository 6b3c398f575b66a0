//! Tuples with named fields that only the interpreter makes: `sys.version_info` and its kin.

use crate::memory::{Body, Ref};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

/// A struct sequence type: its name in reprs, its fields in order.
struct Fields {
    id: Ref,
    name: &'static str,
    fields: &'static [&'static str],
}

macro_rules! sequences {
    ($($constant:ident = $id:ident, $name:literal, [$($field:literal $index:literal),+];)+) => {
        $(pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[Native::slot("__repr__", 0, repr)],
            attributes: &[$(GetSet::member($field, |vm, s| Ok(field(vm, s, $index)))),+],
        };)+
        /// All of these types.
        pub const TYPES: &[&TypeDef] = &[$(&$constant),+];
        const FIELDS: &[Fields] = &[$(Fields { id: types::$id, name: $name, fields: &[$($field),+] }),+];
    };
}

sequences! {
    VERSION_INFO = VERSION_INFO, "sys.version_info",
        ["major" 0, "minor" 1, "micro" 2, "releaselevel" 3, "serial" 4];
    FLAGS = SYS_FLAGS, "sys.flags",
        ["debug" 0, "inspect" 1, "interactive" 2, "optimize" 3, "dont_write_bytecode" 4, "no_user_site" 5, "no_site" 6,
         "ignore_environment" 7, "verbose" 8, "bytes_warning" 9, "quiet" 10, "hash_randomization" 11, "isolated" 12,
         "dev_mode" 13, "utf8_mode" 14, "warn_default_encoding" 15, "safe_path" 16, "int_max_str_digits" 17];
    FLOAT_INFO = FLOAT_INFO, "sys.float_info",
        ["max" 0, "max_exp" 1, "max_10_exp" 2, "min" 3, "min_exp" 4, "min_10_exp" 5, "dig" 6, "mant_dig" 7,
         "epsilon" 8, "radix" 9, "rounds" 10];
    INT_INFO = INT_INFO, "sys.int_info",
        ["bits_per_digit" 0, "sizeof_digit" 1, "default_max_str_digits" 2, "str_digits_check_threshold" 3];
    HASH_INFO = HASH_INFO, "sys.hash_info",
        ["width" 0, "modulus" 1, "inf" 2, "nan" 3, "imag" 4, "algorithm" 5, "hash_bits" 6, "seed_bits" 7, "cutoff" 8];
    UNRAISABLE_ARGS = UNRAISABLE_ARGS, "UnraisableHookArgs",
        ["exc_type" 0, "exc_value" 1, "exc_traceback" 2, "err_msg" 3, "object" 4];
    STRUCT_TIME = STRUCT_TIME, "time.struct_time",
        ["tm_year" 0, "tm_mon" 1, "tm_mday" 2, "tm_hour" 3, "tm_min" 4, "tm_sec" 5, "tm_wday" 6, "tm_yday" 7,
         "tm_isdst" 8];
}

/// A new sequence of this type; steals the items.
pub fn make(vm: &mut Vm, class: Ref, items: &[Ref]) -> Ref {
    vm.new_of(class, Body::tuple(items))
}

fn field(vm: &mut Vm, sequence: Ref, index: usize) -> Ref {
    match vm.items(sequence).and_then(|items| items.get(index).copied()) {
        Some(value) => vm.incref(value),
        None => vm.none(),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let sequence = args.at(vm, 0);
    let class = vm.type_of(sequence);
    let (name, fields) = FIELDS.iter().find(|f| f.id == class).map_or(("", [].as_slice()), |f| (f.name, f.fields));
    let mut parts = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let Some(value) = vm.items(sequence).and_then(|items| items.get(index).copied()) else { break };
        parts.push(format!("{field}={}", vm.repr_text(value)?));
    }
    Ok(vm.string(format!("{name}({})", parts.join(", "))))
}
