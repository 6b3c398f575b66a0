//! Functions of characters and formatting: `chr`, `ord`, `format`.

use crate::python::builtins::str::index::length;
use crate::python::builtins::support::{argument_kind, int_parameter};
use crate::python::dialect::builtins::Strings;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn chr(vm: &mut Vm, args: Args) -> Res {
    let limit = if vm.dialect.builtins.strings == Strings::StrAndUnicode { 0x100 } else { 0x11_0000 };
    character(vm, args, "chr", limit)
}

/// The one-character str of a code point below `limit`.
pub(super) fn character(vm: &mut Vm, args: Args, function: &str, limit: u32) -> Res {
    let value = int_parameter(vm, args.at(vm, 0))?;
    let code = value.to_i64().and_then(|n| u32::try_from(n).ok()).filter(|code| *code < limit);
    let Some(code) = code else {
        let wide = if vm.dialect.python2 { " (wide Python build)" } else { "" };
        let limit = if limit == 0x100 { "256".to_owned() } else { format!("{limit:#x}") };
        let wide = if limit == "256" { "" } else { wide };
        return Err(vm.value_error(format!("{function}() arg not in range({limit}){wide}")));
    };
    // Lone surrogates have no place in our text.
    let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    Ok(vm.string(c.to_string()))
}

pub(super) fn ord(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let (code, count) = if let Some(text) = vm.as_str(x) {
        (text.chars().next().map(u32::from), length(vm, x))
    } else if let Some(bytes) = vm.as_bytes(x) {
        (bytes.first().map(|b| u32::from(*b)), bytes.len())
    } else {
        let name = vm.type_name(x);
        return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
    };
    match (code, count) {
        (Some(code), 1) => Ok(vm.int(i64::from(code))),
        _ => Err(vm.type_error(format!("ord() expected a character, but string of length {count} found"))),
    }
}

pub(super) fn format(vm: &mut Vm, args: Args) -> Res {
    let (x, spec) = (args.at(vm, 0), args.at(vm, 1));
    let Some(spec) = spec.some() else { return vm.format(x, "") };
    if vm.as_str(spec).is_none() {
        let name = argument_kind(vm, spec);
        return Err(vm.type_error(format!("format() argument 2 must be str, not {name}")));
    }
    vm.format_with(x, spec)
}
