//! `str.translate` and `str.maketrans`.

use crate::memory::Ref;
use crate::python::builtins::support::{argument_kind, is_unicode_2, text_like, unshared_like};
use crate::python::dialect::builtins::Strings;
use crate::python::text::strmethods::pad::{self, Translation};
use crate::python::vm::known::{NONE, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn translate(vm: &mut Vm, args: Args) -> Res {
    let (x, table) = (args.at(vm, 0), args.at(vm, 1));
    if vm.dialect.builtins.strings == Strings::StrAndUnicode && !is_unicode_2(vm, x) {
        return translate_bytes(vm, args);
    }
    if args.count > 2 {
        return Err(vm.type_error(format!("translate() takes exactly one argument ({} given)", args.count - 1)));
    }
    // The text grows by what the table says: room is asked for as it doubles.
    let (mut grown, mut afforded) = (0, 0);
    let out = pad::translate(&vm.shared_text(x), |c| {
        let said = look_up(vm, table, c)?;
        if let Translation::Replace(with) = &said {
            grown += with.len();
            if grown > afforded {
                afforded = grown * 2;
                vm.afford(afforded)?;
            }
        }
        Ok(said)
    })?;
    Ok(if out.chars().count() == 1 { text_like(vm, x, out) } else { unshared_like(vm, x, out) })
}

/// 2.7's `str.translate(table, deletechars)`: a table of 256 characters (None changes nothing), and what goes.
fn translate_bytes(vm: &mut Vm, args: Args) -> Res {
    let (x, table, gone) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let wanted = |vm: &mut Vm, x: Ref| match vm.as_str(x) {
        Some(text) => Ok(text.chars().collect::<Vec<char>>()),
        None => Err(vm.type_error("expected a string or other character buffer object")),
    };
    let table = if table == NONE { None } else { Some(wanted(vm, table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let gone = if gone.is_null() { Vec::new() } else { wanted(vm, gone)? };
    let kept = vm.shared_text(x);
    let kept = kept.chars().filter(|c| !gone.contains(c));
    let out: String = match table {
        None => kept.collect(),
        Some(table) => kept.map(|c| table.get(u32::from(c) as usize).copied().unwrap_or(c)).collect(),
    };
    if vm.as_str(x) == Some(out.as_str()) && vm.is_exact(x, types::STR) {
        return Ok(vm.incref(x));
    }
    Ok(vm.string(out))
}

/// What the table says of a character: a str, a code point, None; a LookupError keeps it.
fn look_up(vm: &mut Vm, table: Ref, c: char) -> Res<Translation> {
    let key = vm.int(i64::from(u32::from(c)));
    let found = vm.getitem(table, key);
    vm.decref(key);
    let found = match found {
        Ok(found) => found,
        Err(_) if vm.catch(types::LOOKUP_ERROR) => return Ok(Translation::Keep),
        Err(raised) => return Err(raised),
    };
    let result = if found == NONE {
        Ok(Translation::Delete)
    } else if let Some(text) = vm.as_str(found) {
        Ok(Translation::Replace(text.to_owned()))
    } else if let Some(code) = vm.as_integer(found) {
        match code.to_i64().and_then(|code| u32::try_from(code).ok()).and_then(char::from_u32) {
            Some(c) => Ok(Translation::Replace(c.to_string())),
            None => Err(vm.value_error("character mapping must be in range(0x110000)")),
        }
    } else {
        Err(vm.type_error("character mapping must return integer, None or str"))
    };
    vm.decref(found);
    result
}

/// One dict, or two texts of one length and a third of characters to delete: a new dict by code points.
pub(super) fn maketrans(vm: &mut Vm, args: Args) -> Res {
    let (x, y, z) = (args.at(vm, 0), args.at(vm, 1).some(), args.at(vm, 2).some());
    let table = vm.dict();
    let filled = match y {
        None => from_dict(vm, table, x),
        Some(y) => from_texts(vm, table, x, y, z),
    };
    match filled {
        Ok(()) => Ok(table),
        Err(raised) => {
            vm.decref(table);
            Err(raised)
        }
    }
}

fn from_dict(vm: &mut Vm, table: Ref, x: Ref) -> Res<()> {
    if !vm.is_exact(x, types::DICT) {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    }
    let mut at = 0;
    while let Some((next, key, value)) = vm.dict_next(x, at) {
        at = next;
        if vm.as_integer(key).is_some() {
            vm.dict_set(table, key, value)?;
            continue;
        }
        let Some(text) = vm.as_str(key) else {
            return Err(vm.type_error("keys in translate table must be strings or integers"));
        };
        let mut chars = text.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else {
            return Err(vm.value_error("string keys in translate table must be of length 1"));
        };
        put(vm, table, c, value)?;
    }
    Ok(())
}

fn put(vm: &mut Vm, table: Ref, c: char, value: Ref) -> Res<()> {
    let key = vm.int(i64::from(u32::from(c)));
    let result = vm.dict_set(table, key, value);
    vm.decref(key);
    result
}

fn from_texts(vm: &mut Vm, table: Ref, x: Ref, y: Ref, z: Option<Ref>) -> Res<()> {
    if vm.as_str(y).is_none() {
        let kind = argument_kind(vm, y);
        return Err(vm.type_error(format!("maketrans() argument 2 must be str, not {kind}")));
    }
    let Some(from) = vm.as_str(x).map(str::to_owned) else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let to = vm.text(y);
    if from.chars().count() != to.chars().count() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (c, d) in from.chars().zip(to.chars()) {
        let value = vm.int(i64::from(u32::from(d)));
        let result = put(vm, table, c, value);
        vm.decref(value);
        result?;
    }
    let Some(z) = z else { return Ok(()) };
    let Some(deleted) = vm.as_str(z).map(str::to_owned) else {
        let name = vm.type_name(z);
        return Err(vm.type_error(format!("maketrans() argument 3 must be str, not {name}")));
    };
    for c in deleted.chars() {
        put(vm, table, c, NONE)?;
    }
    Ok(())
}
