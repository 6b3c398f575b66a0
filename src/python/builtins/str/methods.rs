//! Methods of str that search, test, pad and change case. Each wraps [`crate::python::text::strmethods`]; what is
//! unchanged comes back as the same object where CPython does so.

use super::index::text_of;
use super::plain;
use crate::memory::Ref;
use crate::python::builtins::support::{
    argument_kind, given, int_parameter, text, text_like, truth_value, unshared_like, window,
};
use crate::python::text::strmethods::bytes::{self, Strip};
use crate::python::text::strmethods::pad::{self, Justify};
use crate::python::text::strmethods::{Text, Window, search, strip as stripping};
use crate::python::text::{TextResult, strmethods};
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// The text of an argument that must be a str.
pub(super) fn wanted(vm: &mut Vm, x: Ref, function: &str, place: &str) -> Res<String> {
    match vm.as_str(x) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let name = argument_kind(vm, x);
            Err(vm.type_error(format!("{function}argument{place} must be str, not {name}")))
        }
    }
}

/// The words before "must be str" changed from release to release: only 3.13 and later name the argument everywhere.
fn search_argument(vm: &mut Vm, x: Ref, function: &str) -> Res<String> {
    match vm.as_str(x) {
        Some(text) => Ok(text.to_owned()),
        None => {
            let named = vm.dialect.builtins.words.search_argument.named(function);
            let name = if named.is_empty() { vm.type_name(x) } else { argument_kind(vm, x) };
            Err(vm.type_error(format!("{named}must be str, not {name}")))
        }
    }
}

/// A result that is the receiver itself when nothing changed and it is an exact str.
fn same_or(vm: &mut Vm, x: Ref, result: String) -> Ref {
    if vm.as_str(x) == Some(result.as_str()) && vm.is_exact(x, types::STR) {
        return vm.incref(x);
    }
    text_like(vm, x, result)
}

pub(super) fn mapped(vm: &mut Vm, args: Args, map: fn(&str) -> String) -> Res {
    let x = args.at(vm, 0);
    let result = map(vm.as_str(x).unwrap_or_default());
    Ok(unshared_like(vm, x, result))
}

pub(super) fn capitalize(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let capital = vm.dialect.builtins.text.capital;
    let result = strmethods::case::capitalize(vm.as_str(x).unwrap_or_default(), capital);
    Ok(unshared_like(vm, x, result))
}

pub(super) fn test(vm: &mut Vm, args: Args, holds: fn(&str) -> bool) -> Res {
    let result = holds(vm.as_str(args.at(vm, 0)).unwrap_or_default());
    truth_value(vm, result)
}

fn searched(vm: &mut Vm, args: Args, function: &str) -> Res<(String, Window)> {
    let needle = search_argument(vm, args.at(vm, 1), function)?;
    let window = window(vm, args, 2)?;
    Ok((needle, window))
}

fn found_or_minus_one(vm: &mut Vm, found: Option<usize>) -> Res {
    Ok(match found {
        Some(at) => vm.usize(at),
        None => vm.int(-1),
    })
}

pub(super) fn find(vm: &mut Vm, args: Args) -> Res {
    let (needle, window) = searched(vm, args, "find")?;
    let found = search::find(text_of(vm, args.at(vm, 0)), &needle, window);
    found_or_minus_one(vm, found)
}

pub(super) fn rfind(vm: &mut Vm, args: Args) -> Res {
    let (needle, window) = searched(vm, args, "rfind")?;
    let found = search::rfind(text_of(vm, args.at(vm, 0)), &needle, window);
    found_or_minus_one(vm, found)
}

fn found_or_error(vm: &mut Vm, found: TextResult<usize>) -> Res {
    let found = text(vm, found)?;
    Ok(vm.usize(found))
}

pub(super) fn index(vm: &mut Vm, args: Args) -> Res {
    let (needle, window) = searched(vm, args, "index")?;
    let found = search::index(text_of(vm, args.at(vm, 0)), &needle, window);
    found_or_error(vm, found)
}

pub(super) fn rindex(vm: &mut Vm, args: Args) -> Res {
    let (needle, window) = searched(vm, args, "rindex")?;
    let found = search::rindex(text_of(vm, args.at(vm, 0)), &needle, window);
    found_or_error(vm, found)
}

pub(super) fn count(vm: &mut Vm, args: Args) -> Res {
    let (needle, window) = searched(vm, args, "count")?;
    let count = search::count(text_of(vm, args.at(vm, 0)), &needle, window);
    Ok(vm.usize(count))
}

type Tail = fn(Text<'_>, &str, Window) -> bool;

pub(super) fn startswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "startswith", search::startswith)
}

pub(super) fn endswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "endswith", search::endswith)
}

/// One str, or a tuple of which any may match.
fn affix(vm: &mut Vm, args: Args, function: &str, holds: Tail) -> Res {
    let (x, affix) = (args.at(vm, 0), args.at(vm, 1));
    let window = window(vm, args, 2)?;
    if !vm.isinstance_of(affix, types::TUPLE) {
        let Some(wanted) = vm.as_str(affix) else {
            let name = vm.type_name(affix);
            return Err(vm.type_error(format!("{function} first arg must be str or a tuple of str, not {name}")));
        };
        let result = holds(text_of(vm, x), wanted, window);
        return truth_value(vm, result);
    }
    let items = vm.items(affix).unwrap_or_default().to_vec();
    for item in items {
        let Some(wanted) = vm.as_str(item) else {
            let name = vm.type_name(item);
            return Err(vm.type_error(format!("tuple for {function} must only contain str, not {name}")));
        };
        if holds(text_of(vm, x), wanted, window) {
            return truth_value(vm, true);
        }
    }
    truth_value(vm, false)
}

pub(super) fn replace(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let old = wanted(vm, args.at(vm, 1), "replace() ", " 1")?;
    let new = wanted(vm, args.at(vm, 2), "replace() ", " 2")?;
    let count = match args.at(vm, 3).some() {
        None => -1,
        Some(count) => vm.index(count)?,
    };
    let hay = vm.as_str(x).unwrap_or_default();
    let grown = bytes::replaced_length(hay.as_bytes(), old.as_bytes(), new.as_bytes(), count);
    vm.afford(grown)?;
    let result = search::replace(vm.as_str(x).unwrap_or_default(), &old, &new, count);
    if vm.as_str(x) == Some(result.as_str()) {
        return plain(vm, x);
    }
    Ok(unshared_like(vm, x, result))
}

pub(super) fn removeprefix(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let prefix = wanted(vm, args.at(vm, 1), "removeprefix() ", "")?;
    let rest = search::removeprefix(vm.as_str(x).unwrap_or_default(), &prefix).to_owned();
    Ok(same_or(vm, x, rest))
}

pub(super) fn removesuffix(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let suffix = wanted(vm, args.at(vm, 1), "removesuffix() ", "")?;
    let rest = search::removesuffix(vm.as_str(x).unwrap_or_default(), &suffix).to_owned();
    Ok(same_or(vm, x, rest))
}

pub(super) fn strip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "strip", Strip::Both)
}

pub(super) fn lstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "lstrip", Strip::Left)
}

pub(super) fn rstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, "rstrip", Strip::Right)
}

fn stripped(vm: &mut Vm, args: Args, function: &str, which: Strip) -> Res {
    let x = args.at(vm, 0);
    let set = match given(vm, args, 1) {
        None => None,
        Some(set) => match vm.as_str(set) {
            Some(set) => Some(set.to_owned()),
            None => return Err(vm.type_error(format!("{function} arg must be None or str"))),
        },
    };
    let rest = stripping::strip(vm.as_str(x).unwrap_or_default(), set.as_deref(), which).to_owned();
    Ok(same_or(vm, x, rest))
}

pub(super) fn ljust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, Justify::Left)
}

pub(super) fn rjust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, Justify::Right)
}

pub(super) fn center(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, Justify::Center)
}

fn justified(vm: &mut Vm, args: Args, to: Justify) -> Res {
    let x = args.at(vm, 0);
    let width = vm.index(args.at(vm, 1))?;
    let fill = match args.at(vm, 2).some() {
        None => ' ',
        Some(fill) => match vm.as_str(fill) {
            Some(fill) => {
                let fill = pad::fill_character(fill);
                text(vm, fill)?
            }
            None => {
                let name = vm.type_name(fill);
                return Err(vm.type_error(format!("The fill character must be a unicode character, not {name}")));
            }
        },
    };
    let padded = pad::justify(vm.as_str(x).unwrap_or_default(), width, fill, to);
    let padded = text(vm, padded)?;
    Ok(same_or(vm, x, padded))
}

pub(super) fn zfill(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let width = vm.index(args.at(vm, 1))?;
    let padded = pad::zfill(vm.as_str(x).unwrap_or_default(), width);
    let padded = text(vm, padded)?;
    Ok(same_or(vm, x, padded))
}

pub(super) fn expandtabs(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let size = match args.at(vm, 1).some() {
        None => 8,
        Some(size) => int_parameter(vm, size)?.saturating_i64(),
    };
    let expanded = pad::expandtabs(vm.as_str(x).unwrap_or_default(), size);
    let expanded = text(vm, expanded)?;
    Ok(same_or(vm, x, expanded))
}
