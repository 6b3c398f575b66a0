//! Unicode errors: what could not be encoded, decoded or translated, and where.

use super::{field, field_attribute, positional, set_args, set_field};
use crate::memory::Ref;
use crate::python::builtins::support::unshared_str;
use crate::python::dialect::builtins::Strings;
use crate::python::text::quote;
use crate::python::vm::known::{EMPTY_STR, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

const ENCODING: usize = 0;
const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

const ATTRIBUTES: &[GetSet] = &[
    field_attribute!("encoding", ENCODING),
    field_attribute!("object", OBJECT),
    field_attribute!("start", START),
    field_attribute!("end", END),
    field_attribute!("reason", REASON),
];

pub(super) const DECODE_ERROR: TypeDef = TypeDef {
    id: types::UNICODE_DECODE_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, init_coding), Native::slot("__str__", 0, decode_text)],
    attributes: ATTRIBUTES,
};

pub(super) const ENCODE_ERROR: TypeDef = TypeDef {
    id: types::UNICODE_ENCODE_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, init_coding), Native::slot("__str__", 0, encode_text)],
    attributes: ATTRIBUTES,
};

pub(super) const TRANSLATE_ERROR: TypeDef = TypeDef {
    id: types::UNICODE_TRANSLATE_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, init_translating), Native::slot("__str__", 0, encode_text)],
    attributes: ATTRIBUTES,
};

fn init_coding(vm: &mut Vm, args: Args) -> Res {
    init(vm, args, &[ENCODING, OBJECT, START, END, REASON])
}

fn init_translating(vm: &mut Vm, args: Args) -> Res {
    init(vm, args, &[OBJECT, START, END, REASON])
}

fn init(vm: &mut Vm, args: Args, places: &[usize]) -> Res {
    let items = positional(vm, args);
    let x = args.at(vm, 0);
    set_args(vm, x, &items);
    if items.len() != places.len() {
        let (wanted, given) = (places.len(), items.len());
        return Err(vm.type_error(format!("function takes exactly {wanted} arguments ({given} given)")));
    }
    for (number, (place, item)) in places.iter().zip(&items).enumerate() {
        let (fits, wanted) = match *place {
            ENCODING | REASON => (vm.as_str(*item).is_some(), "str"),
            START | END => (vm.as_integer(*item).is_some(), "int"),
            _ => (vm.as_str(*item).is_some() || vm.as_bytes(*item).is_some(), "str"),
        };
        if !fits {
            let (number, name) = (number + 1, vm.type_name(*item));
            return Err(vm.type_error(if wanted == "int" {
                format!("'{name}' object cannot be interpreted as an integer")
            } else {
                format!("argument {number} must be {wanted}, not {name}")
            }));
        }
    }
    for (place, item) in places.iter().zip(items) {
        let item = vm.incref(item);
        set_field(vm, x, *place, item);
    }
    vm.done()
}

/// The fields as text and numbers; `None` when the exception was never initialised.
fn details(vm: &mut Vm, x: Ref) -> Res<Option<(String, usize, usize, String)>> {
    let Some(object) = field(vm, x, OBJECT).some() else { return Ok(None) };
    let encoding = match field(vm, x, ENCODING).some() {
        Some(encoding) => vm.str_text(encoding)?,
        None => String::new(),
    };
    let reason = match field(vm, x, REASON).some() {
        Some(reason) => vm.str_text(reason)?,
        None => String::new(),
    };
    let length = match vm.as_str(object) {
        Some(text) => text.chars().count(),
        None => vm.as_bytes(object).map_or(0, <[u8]>::len),
    };
    // Both ends are kept inside the object.
    let number = |index| field(vm, x, index).some().and_then(|n| vm.as_int(n)).unwrap_or(0);
    let start = usize::try_from(number(START)).unwrap_or(0).min(length.saturating_sub(1));
    let end = usize::try_from(number(END)).unwrap_or(0).clamp(1, length.max(1));
    Ok(Some((encoding, start, end, reason)))
}

fn decode_text(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let Some((encoding, start, end, reason)) = details(vm, x)? else { return Ok(vm.incref(EMPTY_STR)) };
    let object = field(vm, x, OBJECT);
    let byte = match vm.as_str(object) {
        // 2.7's str.
        Some(text) => text.chars().nth(start).and_then(|c| u8::try_from(u32::from(c)).ok()),
        None => vm.as_bytes(object).and_then(|bytes| bytes.get(start).copied()),
    };
    let shown = match byte {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end.saturating_sub(1)),
    };
    Ok(unshared_str(vm, shown))
}

fn encode_text(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let Some((encoding, start, end, reason)) = details(vm, x)? else { return Ok(vm.incref(EMPTY_STR)) };
    let what = if field(vm, x, ENCODING).is_null() {
        "can't translate".to_owned()
    } else {
        format!("'{encoding}' codec can't encode")
    };
    let bad = vm.as_str(field(vm, x, OBJECT)).and_then(|text| text.chars().nth(start));
    let shown = match bad {
        Some(c) if end == start + 1 => {
            let prefix = if vm.dialect.builtins.strings == Strings::StrAndUnicode { "u" } else { "" };
            format!("{what} character {prefix}'{}' in position {start}: {reason}", escaped(c))
        }
        _ => format!("{what} characters in position {start}-{}: {reason}", end.saturating_sub(1)),
    };
    Ok(unshared_str(vm, shown))
}

/// `\xe9`, `\u20ac`, `\U0001f600`; ASCII too is shown as `\x61`.
fn escaped(c: char) -> String {
    if c.is_ascii() {
        return format!("\\x{:02x}", u32::from(c));
    }
    quote::ascii_str(&c.to_string()).trim_matches('\'').to_owned()
}
