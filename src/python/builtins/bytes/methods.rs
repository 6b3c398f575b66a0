//! Methods of bytes and bytearray, on top of [`crate::python::text::strmethods::bytes`].

use std::ops::Range;

use super::operators::is_bytearray;
use super::{like, same_or_like, wanted};
use crate::memory::Ref;
use crate::python::builtins::seq;
use crate::python::builtins::support::{argument_kind, given, list_of, reserve, text, truth_value, window};
use crate::python::text::strmethods::Window;
use crate::python::text::strmethods::bytes::{self as pure, End, LineEnds, Strip};
use crate::python::text::strmethods::pad::{self, Justify};
use crate::python::vm::known::{NONE, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// What a search without result gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Miss {
    MinusOne,
    Error,
}

fn receiver(vm: &Vm, args: Args) -> Vec<u8> {
    vm.as_bytes(args.at(vm, 0)).unwrap_or_default().to_vec()
}

/// A needle: bytes-like, or an int from 0 to 255.
fn needle(vm: &mut Vm, x: Ref) -> Res<Vec<u8>> {
    if let Some(bytes) = vm.as_bytes(x) {
        return Ok(bytes.to_vec());
    }
    if vm.as_integer(x).is_some() {
        return super::byte_of(vm, x, "byte must be in range(0, 256)").map(|byte| vec![byte]);
    }
    let name = vm.type_name(x);
    Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
}

type Search = fn(&[u8], &[u8], Window) -> Option<usize>;

fn searched(vm: &mut Vm, args: Args, miss: Miss, search: Search) -> Res {
    let window = window(vm, args, 2)?;
    let needle = needle(vm, args.at(vm, 1))?;
    let found = search(vm.as_bytes(args.at(vm, 0)).unwrap_or_default(), &needle, window);
    match (found, miss) {
        (Some(at), _) => Ok(vm.usize(at)),
        (None, Miss::MinusOne) => Ok(vm.int(-1)),
        (None, Miss::Error) => Err(vm.raise_text(pure::not_found())),
    }
}

pub(super) fn find(vm: &mut Vm, args: Args, miss: Miss) -> Res {
    searched(vm, args, miss, pure::find)
}

pub(super) fn rfind(vm: &mut Vm, args: Args, miss: Miss) -> Res {
    searched(vm, args, miss, pure::rfind)
}

pub(super) fn count(vm: &mut Vm, args: Args) -> Res {
    let window = window(vm, args, 2)?;
    let needle = needle(vm, args.at(vm, 1))?;
    let count = pure::count(vm.as_bytes(args.at(vm, 0)).unwrap_or_default(), &needle, window);
    Ok(vm.usize(count))
}

pub(super) fn startswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "startswith", pure::startswith)
}

pub(super) fn endswith(vm: &mut Vm, args: Args) -> Res {
    affix(vm, args, "endswith", pure::endswith)
}

fn affix(vm: &mut Vm, args: Args, function: &str, holds: fn(&[u8], &[u8], Window) -> bool) -> Res {
    let affix = args.at(vm, 1);
    let window = window(vm, args, 2)?;
    let choices = if vm.isinstance_of(affix, types::TUPLE) {
        vm.items(affix).unwrap_or_default().to_vec()
    } else if vm.as_bytes(affix).is_some() {
        vec![affix]
    } else {
        let name = vm.type_name(affix);
        return Err(vm.type_error(format!("{function} first arg must be bytes or a tuple of bytes, not {name}")));
    };
    for choice in choices {
        let choice = wanted(vm, choice)?;
        if holds(vm.as_bytes(args.at(vm, 0)).unwrap_or_default(), &choice, window) {
            return truth_value(vm, true);
        }
    }
    truth_value(vm, false)
}

pub(super) fn replace(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let (old, new) = (wanted(vm, args.at(vm, 1))?, wanted(vm, args.at(vm, 2))?);
    let count = match args.at(vm, 3).some() {
        None => -1,
        Some(count) => vm.index(count)?,
    };
    let hay = vm.as_bytes(x).unwrap_or_default();
    let grown = pure::replaced_length(hay, &old, &new, count);
    vm.afford(grown)?;
    let result = pure::replace(vm.as_bytes(x).unwrap_or_default(), &old, &new, count);
    Ok(same_or_like(vm, x, result))
}

pub(super) fn removeprefix(vm: &mut Vm, args: Args) -> Res {
    let (x, prefix) = (args.at(vm, 0), wanted(vm, args.at(vm, 1))?);
    let bytes = receiver(vm, args);
    let rest = bytes.strip_prefix(prefix.as_slice()).unwrap_or(&bytes).to_vec();
    Ok(same_or_like(vm, x, rest))
}

pub(super) fn removesuffix(vm: &mut Vm, args: Args) -> Res {
    let (x, suffix) = (args.at(vm, 0), wanted(vm, args.at(vm, 1))?);
    let bytes = receiver(vm, args);
    let rest = bytes.strip_suffix(suffix.as_slice()).unwrap_or(&bytes).to_vec();
    Ok(same_or_like(vm, x, rest))
}

pub(super) fn strip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, Strip::Both)
}

pub(super) fn lstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, Strip::Left)
}

pub(super) fn rstrip(vm: &mut Vm, args: Args) -> Res {
    stripped(vm, args, Strip::Right)
}

fn stripped(vm: &mut Vm, args: Args, which: Strip) -> Res {
    let x = args.at(vm, 0);
    let set = match given(vm, args, 1) {
        None => None,
        Some(set) => Some(wanted(vm, set)?),
    };
    let rest = pure::strip(vm.as_bytes(x).unwrap_or_default(), set.as_deref(), which).to_vec();
    Ok(same_or_like(vm, x, rest))
}

pub(super) fn split(vm: &mut Vm, args: Args) -> Res {
    split_from(vm, args, End::Front)
}

pub(super) fn rsplit(vm: &mut Vm, args: Args) -> Res {
    split_from(vm, args, End::Back)
}

fn split_from(vm: &mut Vm, args: Args, from: End) -> Res {
    let x = args.at(vm, 0);
    let most = match args.at(vm, 2).some() {
        None => -1,
        Some(most) => vm.index(most)?,
    };
    let separator = match given(vm, args, 1) {
        None => None,
        Some(separator) => Some(wanted(vm, separator)?),
    };
    let bytes = receiver(vm, args);
    let ranges = match (&separator, from) {
        (None, _) => Ok(pure::split_whitespace(&bytes, most, from)),
        (Some(separator), End::Front) => pure::split_at(&bytes, separator, most),
        (Some(separator), End::Back) => pure::rsplit_at(&bytes, separator, most),
    };
    let ranges = text(vm, ranges)?;
    let rules = vm.dialect.builtins.text.list;
    let room = rules.split_bytes(ranges.len(), usize::try_from(most).ok());
    Ok(parts(vm, x, &bytes, ranges, room))
}

pub(super) fn splitlines(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let keep = match args.at(vm, 1).some() {
        None => false,
        Some(keep) => vm.truth(keep)?,
    };
    let bytes = receiver(vm, args);
    let ranges = pure::splitlines(&bytes, if keep { LineEnds::Kept } else { LineEnds::Dropped });
    let room = vm.dialect.builtins.text.list.appended(0, 0, ranges.len());
    Ok(parts(vm, x, &bytes, ranges, room))
}

/// A list of the parts of `x`, which has room for so many.
fn parts(vm: &mut Vm, x: Ref, bytes: &[u8], ranges: Vec<Range<usize>>, room: usize) -> Ref {
    let items = ranges.into_iter().map(|range| {
        let part = bytes.get(range).unwrap_or_default().to_vec();
        same_or_like(vm, x, part)
    });
    let items = items.collect();
    let list = vm.list(items);
    reserve(vm, list, room);
    list
}

pub(super) fn partition(vm: &mut Vm, args: Args) -> Res {
    cut(vm, args, End::Front)
}

pub(super) fn rpartition(vm: &mut Vm, args: Args) -> Res {
    cut(vm, args, End::Back)
}

fn cut(vm: &mut Vm, args: Args, from: End) -> Res {
    let (x, separator) = (args.at(vm, 0), args.at(vm, 1));
    let needle = wanted(vm, separator)?;
    if needle.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let bytes = receiver(vm, args);
    let found = match from {
        End::Front => pure::find_in(&bytes, &needle),
        End::Back => pure::rfind_in(&bytes, &needle),
    };
    let parts = match (found, from) {
        (Some(at), _) => [&bytes[..at], &needle[..], &bytes[at + needle.len()..]],
        (None, End::Front) => [&bytes[..], &[][..], &[][..]],
        (None, End::Back) => [&[][..], &[][..], &bytes[..]],
    };
    let before = same_or_like(vm, x, parts[0].to_vec());
    let middle = if found.is_some() && vm.is_exact(separator, types::BYTES) && !is_bytearray(vm, x) {
        vm.incref(separator)
    } else {
        like(vm, x, parts[1].to_vec())
    };
    let after = same_or_like(vm, x, parts[2].to_vec());
    Ok(vm.filled_tuple(&[before, middle, after]))
}

pub(super) fn join(vm: &mut Vm, args: Args) -> Res {
    let (x, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let list = if vm.is_exact(iterable, types::LIST) || vm.is_exact(iterable, types::TUPLE) {
        vm.incref(iterable)
    } else {
        list_of(vm, iterable, "can only join an iterable")?
    };
    let items = vm.items(list).unwrap_or_default().to_vec();
    let result = joined(vm, x, &items);
    vm.decref(list);
    result
}

fn joined(vm: &mut Vm, x: Ref, items: &[Ref]) -> Res {
    if let [only] = items
        && vm.is_exact(*only, types::BYTES)
        && !is_bytearray(vm, x)
    {
        return Ok(vm.incref(*only));
    }
    let glue = vm.as_bytes(x).unwrap_or_default().to_vec();
    seq::afford_joined(vm, items, glue.len())?;
    let mut out = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let Some(piece) = vm.as_bytes(*item) else {
            let name = vm.type_name(*item);
            return Err(vm.type_error(format!("sequence item {place}: expected a bytes-like object, {name} found")));
        };
        if place > 0 {
            out.extend_from_slice(&glue);
        }
        out.extend_from_slice(piece);
    }
    Ok(like(vm, x, out))
}

pub(super) fn mapped(vm: &mut Vm, args: Args, map: fn(&[u8]) -> Vec<u8>) -> Res {
    let x = args.at(vm, 0);
    let result = map(vm.as_bytes(x).unwrap_or_default());
    Ok(like(vm, x, result))
}

pub(super) fn test(vm: &mut Vm, args: Args, holds: fn(&[u8]) -> bool) -> Res {
    let result = holds(vm.as_bytes(args.at(vm, 0)).unwrap_or_default());
    truth_value(vm, result)
}

/// Padding works on characters: the bytes as Latin-1.
fn padded(vm: &mut Vm, args: Args, pad: impl FnOnce(&str) -> crate::python::text::TextResult<String>) -> Res {
    let x = args.at(vm, 0);
    let shown: String = vm.as_bytes(x).unwrap_or_default().iter().map(|b| char::from(*b)).collect();
    let padded = text(vm, pad(&shown))?;
    let bytes = padded.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    Ok(same_or_like(vm, x, bytes))
}

fn justified(vm: &mut Vm, args: Args, function: &str, to: Justify) -> Res {
    let width = vm.index(args.at(vm, 1))?;
    let fill = match args.at(vm, 2).some() {
        None => b' ',
        Some(fill) => match vm.as_bytes(fill) {
            Some([byte]) => *byte,
            _ => {
                let name = vm.type_name(fill);
                return Err(
                    vm.type_error(format!("{function}() argument 2 must be a byte string of length 1, not {name}"))
                );
            }
        },
    };
    padded(vm, args, |shown| pad::justify(shown, width, char::from(fill), to))
}

pub(super) fn ljust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "ljust", Justify::Left)
}

pub(super) fn rjust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "rjust", Justify::Right)
}

pub(super) fn center(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, "center", Justify::Center)
}

pub(super) fn zfill(vm: &mut Vm, args: Args) -> Res {
    let width = vm.index(args.at(vm, 1))?;
    padded(vm, args, |shown| pad::zfill(shown, width))
}

pub(super) fn expandtabs(vm: &mut Vm, args: Args) -> Res {
    let size = match args.at(vm, 1).some() {
        None => 8,
        Some(size) => vm.index(size)?,
    };
    let x = args.at(vm, 0);
    let shown: String = vm.as_bytes(x).unwrap_or_default().iter().map(|b| char::from(*b)).collect();
    let expanded = text(vm, pad::expandtabs(&shown, size))?;
    let bytes = expanded.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    Ok(like(vm, x, bytes))
}

pub(super) fn hex(vm: &mut Vm, args: Args) -> Res {
    let bytes = receiver(vm, args);
    let separator = match args.at(vm, 1).some() {
        None => None,
        Some(separator) => match (vm.as_str(separator), vm.as_bytes(separator)) {
            (Some(text), _) if text.chars().count() == 1 => text.chars().next(),
            (_, Some([byte])) => Some(char::from(*byte)),
            _ => {
                let length = vm.len(separator)?;
                return Err(match length {
                    1 => vm.type_error("sep must be str or bytes."),
                    _ => vm.value_error("sep must be length 1."),
                });
            }
        },
    };
    let group = match args.at(vm, 2).some() {
        None => 1,
        Some(group) => vm.index(group)?,
    };
    let mut out = String::with_capacity(bytes.len() * 3);
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(0);
    for (place, byte) in bytes.iter().enumerate() {
        if let Some(separator) = separator
            && size > 0
            && place > 0
        {
            // Positive groups are counted from the end, negative ones from the start.
            let from = if group > 0 { bytes.len() - place } else { place };
            if from % size == 0 {
                out.push(separator);
            }
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(vm.string(out))
}

pub(super) fn fromhex(vm: &mut Vm, args: Args) -> Res {
    let (class, source) = (args.at(vm, 0), args.at(vm, 1));
    let Some(digits) = vm.as_str(source).map(str::to_owned) else {
        let name = argument_kind(vm, source);
        return Err(vm.type_error(format!("fromhex() argument must be str, not {name}")));
    };
    let mut bytes = Vec::new();
    let chars: Vec<char> = digits.chars().collect();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        if c.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(16));
        let bad = match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(0));
                at += 2;
                continue;
            }
            (None, _) => at,
            (Some(_), None) => at + 1,
        };
        return Err(vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {bad}")));
    }
    if class == types::BYTES {
        return Ok(vm.bytes(&bytes));
    }
    let made = vm.bytes(&bytes);
    let object = vm.call(class, &[made]);
    vm.decref(made);
    object
}

pub(super) fn translate(vm: &mut Vm, args: Args) -> Res {
    let (x, table) = (args.at(vm, 0), args.at(vm, 1));
    let table = if table == NONE {
        None
    } else {
        let table = wanted(vm, table)?;
        if table.len() != 256 {
            return Err(vm.value_error("translation table must be 256 characters long"));
        }
        Some(table)
    };
    let deleted = match args.at(vm, 2).some() {
        None => Vec::new(),
        Some(deleted) => wanted(vm, deleted)?,
    };
    let kept = receiver(vm, args).into_iter().filter(|b| !deleted.contains(b));
    let result: Vec<u8> = match &table {
        None => kept.collect(),
        Some(table) => kept.map(|b| table.get(usize::from(b)).copied().unwrap_or(b)).collect(),
    };
    Ok(same_or_like(vm, x, result))
}

pub(super) fn maketrans(vm: &mut Vm, args: Args) -> Res {
    let (from, to) = (wanted(vm, args.at(vm, 0))?, wanted(vm, args.at(vm, 1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&to) {
        if let Some(place) = table.get_mut(usize::from(*from)) {
            *place = *to;
        }
    }
    Ok(vm.bytes(&table))
}
