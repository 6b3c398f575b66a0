//! Parts of a str: characters, slices, iteration.

use std::ops::Range;

use crate::memory::heap::flag;
use crate::memory::{Body, Ref};
use crate::python::builtins::seq;
use crate::python::builtins::support::{slice_of, text, text_like, unshared_like};
use crate::python::dialect::builtins::StrIterators;
use crate::python::text::strmethods::Text;
use crate::python::vm::known::{EMPTY_STR, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// Whether every character is one byte.
pub(super) fn is_ascii(vm: &Vm, x: Ref) -> bool {
    vm.heap.has_flag(x, flag::ASCII) || vm.as_str(x).is_some_and(str::is_ascii)
}

/// A str with its number of characters, which is known at once for ASCII.
pub(super) fn text_of(vm: &Vm, x: Ref) -> Text<'_> {
    let text = vm.as_str(x).unwrap_or_default();
    if vm.heap.has_flag(x, flag::ASCII) { Text::with_len(text, text.len()) } else { Text::from(text) }
}

/// Characters in a str.
pub(crate) fn length(vm: &Vm, x: Ref) -> usize {
    text_of(vm, x).len()
}

/// `text[start:end]` as CPython's `PyUnicode_Substring`: the whole of an exact str is that str.
pub(super) fn substring(vm: &mut Vm, x: Ref, chars: Range<usize>) -> Ref {
    let all = length(vm, x);
    if chars.start == 0 && chars.end >= all && vm.is_exact(x, types::STR) {
        return vm.incref(x);
    }
    if chars.is_empty() {
        return vm.incref(EMPTY_STR);
    }
    let part = text_of(vm, x).between(chars.start, chars.end).to_owned();
    text_like(vm, x, part)
}

pub(super) fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key) = (args.at(vm, 0), args.at(vm, 1));
    if vm.is_exact(key, types::SLICE) {
        return slice(vm, x, key);
    }
    if vm.as_integer(key).is_none() && vm.lookup_special(key, crate::python::vm::known::names::INDEX).is_none() {
        let (name, words) = (vm.type_name(key), vm.dialect.builtins.words.string_index);
        return Err(vm.type_error(words.of(&name)));
    }
    let index = vm.index(key)?;
    let found = text_of(vm, x).item(index);
    let found = text(vm, found)?;
    Ok(text_like(vm, x, found.to_string()))
}

fn slice(vm: &mut Vm, x: Ref, key: Ref) -> Res {
    let length = length(vm, x);
    let fitted = slice_of(vm, key, length)?;
    if fitted.len == 0 {
        return Ok(text_like(vm, x, ""));
    }
    if fitted.step == 1 {
        let start = usize::try_from(fitted.start).unwrap_or(0);
        return Ok(substring(vm, x, start..start + fitted.len));
    }
    let part = text_of(vm, x).slice(fitted);
    Ok(unshared_like(vm, x, part))
}

/// 2.7's `s[i:j]`.
pub(super) fn getslice(vm: &mut Vm, args: Args) -> Res {
    let key = seq::between(vm, args)?;
    let part = slice(vm, args.at(vm, 0), key);
    vm.decref(key);
    part
}

pub(super) fn iterate(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    // An instance of a subclass has no compact text, as C calls it.
    let compact = vm.is_exact(x, types::STR) && is_ascii(vm, x);
    let class = if vm.dialect.builtins.str_iterators == StrIterators::AsciiApart && compact {
        types::STR_ASCII_ITERATOR
    } else {
        types::STR_ITERATOR
    };
    vm.incref(x);
    Ok(vm.container(class, Body::SequenceIterator { sequence: x, index: 0 }))
}
