//! Methods of str that take it apart or put it together: `split`, `splitlines`, `partition`, `join`.

use ecow::EcoString;

use crate::memory::Ref;
use crate::python::builtins::seq;
use crate::python::builtins::support::{
    given, is_unicode_2, list_of, reserve, text, text_like, unicode_2, unshared_str,
};
use crate::python::text::TextResult;
use crate::python::text::strmethods::bytes::{End, LineEnds};
use crate::python::text::strmethods::split as splitting;
use crate::python::vm::known::{EMPTY_STR, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// A part of `x` as an object: `x` itself when it is all of it and an exact str.
fn part(vm: &mut Vm, x: Ref, part: &str) -> Ref {
    if vm.as_str(x).is_some_and(|all| all.len() == part.len()) && vm.is_exact(x, types::STR) {
        return vm.incref(x);
    }
    text_like(vm, x, part)
}

fn parts(vm: &mut Vm, x: Ref, pieces: Vec<&str>) -> Ref {
    let items = pieces.into_iter().map(|piece| part(vm, x, piece)).collect();
    vm.list(items)
}

pub(super) fn split(vm: &mut Vm, args: Args) -> Res {
    split_from(vm, args, End::Front)
}

pub(super) fn rsplit(vm: &mut Vm, args: Args) -> Res {
    split_from(vm, args, End::Back)
}

fn split_from(vm: &mut Vm, args: Args, from: End) -> Res {
    let x = args.at(vm, 0);
    let separator = match given(vm, args, 1) {
        None => None,
        Some(separator) => match vm.as_str(separator) {
            Some(separator) => Some(separator.to_owned()),
            None => {
                let name = vm.type_name(separator);
                return Err(vm.type_error(format!("must be str or None, not {name}")));
            }
        },
    };
    let most = match args.at(vm, 2).some() {
        None => -1,
        Some(most) => vm.index(most)?,
    };
    let whole = vm.shared_text(x);
    let pieces = splitting::split(&whole, separator.as_deref(), most, from);
    let pieces = text(vm, pieces)?;
    let (found, length) = (pieces.len(), whole.chars().count());
    let separator = separator.map(|separator| separator.chars().count());
    let list = parts(vm, x, pieces);
    // A text that is shorter than the separator is a list of one at once.
    if vm.dialect.python2 || separator.is_none_or(|separator| separator <= length) {
        let rules = vm.dialect.builtins.text.list;
        reserve(vm, list, rules.split(found, length, separator, usize::try_from(most).ok()));
    }
    Ok(list)
}

pub(super) fn splitlines(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let keep = match args.at(vm, 1).some() {
        None => false,
        Some(keep) => vm.truth(keep)?,
    };
    let ends = if keep { LineEnds::Kept } else { LineEnds::Dropped };
    let whole = vm.shared_text(x);
    let pieces = splitting::splitlines(&whole, ends);
    let found = pieces.len();
    let list = parts(vm, x, pieces);
    let rules = vm.dialect.builtins.text.list;
    reserve(vm, list, rules.appended(0, 0, found));
    Ok(list)
}

type Cut = for<'a> fn(&'a str, &str) -> TextResult<(&'a str, &'a str, &'a str)>;

pub(super) fn partition(vm: &mut Vm, args: Args) -> Res {
    cut(vm, args, splitting::partition)
}

pub(super) fn rpartition(vm: &mut Vm, args: Args) -> Res {
    cut(vm, args, splitting::rpartition)
}

/// Three parts; the middle one is the separator object itself when it was found.
fn cut(vm: &mut Vm, args: Args, cut: Cut) -> Res {
    let (x, separator) = (args.at(vm, 0), args.at(vm, 1));
    if vm.as_str(separator).is_none() {
        let name = vm.type_name(separator);
        return Err(vm.type_error(format!("must be str, not {name}")));
    }
    let all = vm.shared_text(x);
    let pieces = cut(&all, vm.as_str(separator).unwrap_or_default());
    let (before, between, after) = text(vm, pieces)?;
    let found = !between.is_empty();
    let middle = vm.incref(if found { separator } else { EMPTY_STR });
    let whole = |vm: &mut Vm, piece: &str| {
        // Not found: the receiver itself, whatever its class.
        if found || piece.is_empty() { part(vm, x, piece) } else { vm.incref(x) }
    };
    let before = whole(vm, before);
    let after = whole(vm, after);
    Ok(vm.filled_tuple(&[before, middle, after]))
}

/// `sep.join(iterable)`: one exact str alone comes back as itself.
pub(super) fn join(vm: &mut Vm, args: Args) -> Res {
    let (separator, iterable) = (args.at(vm, 0), args.at(vm, 1));
    if vm.is_exact(iterable, types::LIST) || vm.is_exact(iterable, types::TUPLE) {
        let items = vm.items(iterable).unwrap_or_default().to_vec();
        return joined(vm, separator, &items);
    }
    let list = list_of(vm, iterable, "can only join an iterable")?;
    let items = vm.items(list).unwrap_or_default().to_vec();
    let result = joined(vm, separator, &items);
    vm.decref(list);
    result
}

fn joined(vm: &mut Vm, separator: Ref, items: &[Ref]) -> Res {
    if let [only] = items
        && vm.is_exact(*only, types::STR)
    {
        return Ok(vm.incref(*only));
    }
    let glue = vm.shared_text(separator);
    seq::afford_joined(vm, items, glue.len())?;
    let mut out = EcoString::new();
    let mut unicode = is_unicode_2(vm, separator);
    for (place, item) in items.iter().enumerate() {
        let Some(piece) = vm.as_str(*item) else {
            let name = vm.type_name(*item);
            let wanted = vm.dialect.builtins.words.join_item;
            return Err(vm.type_error(format!("sequence item {place}: expected {wanted}, {name} found")));
        };
        if place > 0 {
            out.push_str(&glue);
        }
        out.push_str(piece);
        unicode |= is_unicode_2(vm, *item);
    }
    if !unicode {
        return Ok(unshared_str(vm, out));
    }
    for piece in items.iter().chain([&separator]) {
        super::python2::as_unicode(vm, *piece)?;
    }
    Ok(unicode_2(vm, out))
}
