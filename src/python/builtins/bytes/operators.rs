//! Operators of bytes and bytearray: comparison, items and slices, concatenation, repetition, iteration.

use std::cmp::Ordering;

use super::{like, same_or_like};
use crate::memory::{Body, Ref};
use crate::python::builtins::support::{not_implemented, slice_of, truth_value};
use crate::python::text::slice::position;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn compare(vm: &mut Vm, args: Args, test: fn(Ordering) -> bool) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    let (Some(left), Some(right)) = (vm.as_bytes(a), vm.as_bytes(b)) else { return not_implemented(vm) };
    let result = test(left.cmp(right));
    truth_value(vm, result)
}

pub(super) fn len(vm: &mut Vm, args: Args) -> Res {
    let length = vm.as_bytes(args.at(vm, 0)).unwrap_or_default().len();
    Ok(vm.usize(length))
}

pub(super) fn iterate(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let class = if is_bytearray(vm, x) { types::BYTEARRAY_ITERATOR } else { types::BYTES_ITERATOR };
    vm.incref(x);
    Ok(vm.container(class, Body::SequenceIterator { sequence: x, index: 0 }))
}

pub(super) fn is_bytearray(vm: &Vm, x: Ref) -> bool {
    matches!(vm.body(x), Body::ByteArray(_))
}

/// The place that an index names, or the error.
pub(super) fn place_of(vm: &mut Vm, x: Ref, key: Ref) -> Res<usize> {
    let bytearray = is_bytearray(vm, x);
    if vm.as_integer(key).is_none() && vm.lookup_special(key, names::INDEX).is_none() {
        let (name, kind) = (vm.type_name(key), if bytearray { "bytearray" } else { "byte" });
        return Err(vm.type_error(format!("{kind} indices must be integers or slices, not {name}")));
    }
    let index = vm.index(key)?;
    let length = vm.as_bytes(x).unwrap_or_default().len();
    match position(index, length) {
        Some(place) => Ok(place),
        None => Err(vm.index_error(if bytearray { "bytearray index out of range" } else { "index out of range" })),
    }
}

pub(super) fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (x, key) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(key, types::SLICE) {
        let place = place_of(vm, x, key)?;
        let byte = vm.as_bytes(x).and_then(|bytes| bytes.get(place).copied()).unwrap_or(0);
        return Ok(vm.int(i64::from(byte)));
    }
    let length = vm.as_bytes(x).unwrap_or_default().len();
    let fitted = slice_of(vm, key, length)?;
    let bytes = vm.as_bytes(x).unwrap_or_default();
    let part: Vec<u8> = fitted.indexes().filter_map(|i| bytes.get(i).copied()).collect();
    // The whole of a bytes object is that object.
    Ok(if fitted.step == 1 { same_or_like(vm, x, part) } else { like(vm, x, part) })
}

pub(super) fn contains(vm: &mut Vm, args: Args) -> Res {
    let (x, wanted) = (args.at(vm, 0), args.at(vm, 1));
    if vm.as_bytes(wanted).is_none()
        && (vm.as_integer(wanted).is_some() || vm.lookup_special(wanted, names::INDEX).is_some())
    {
        let byte = super::byte_of(vm, wanted, "byte must be in range(0, 256)")?;
        let found = vm.as_bytes(x).unwrap_or_default().contains(&byte);
        return truth_value(vm, found);
    }
    let needle = super::wanted(vm, wanted)?;
    let found = crate::python::text::strmethods::bytes::find_in(vm.as_bytes(x).unwrap_or_default(), &needle);
    truth_value(vm, found.is_some())
}

pub(super) fn add(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    let (Some(left), Some(right)) = (vm.as_bytes(a), vm.as_bytes(b)) else { return not_implemented(vm) };
    if left.is_empty() && vm.is_exact(a, types::BYTES) && vm.is_exact(b, types::BYTES) {
        return Ok(vm.incref(b));
    }
    if right.is_empty() && vm.is_exact(a, types::BYTES) && vm.is_exact(b, types::BYTES) {
        return Ok(vm.incref(a));
    }
    let bytes = left.len() + right.len();
    vm.afford(bytes)?;
    let joined = [a, b].map(|x| vm.as_bytes(x).unwrap_or_default()).concat();
    Ok(like(vm, a, joined))
}

pub(super) fn multiply(vm: &mut Vm, args: Args) -> Res {
    let (x, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(count) = crate::python::builtins::str::repeat_count(vm, times)? else { return not_implemented(vm) };
    let repeated = repeated(vm, x, count)?;
    Ok(same_or_like(vm, x, repeated))
}

/// The bytes of `x`, `count` times over; none for a negative count.
///
/// # Errors
/// MemoryError.
pub(super) fn repeated(vm: &mut Vm, x: Ref, count: i64) -> Res<Vec<u8>> {
    let count = usize::try_from(count).unwrap_or(0);
    let length = vm.as_bytes(x).unwrap_or_default().len().saturating_mul(count);
    if length > super::MOST_BYTES {
        return Err(vm.raise(types::MEMORY_ERROR, ""));
    }
    vm.afford(length)?;
    Ok(vm.as_bytes(x).unwrap_or_default().repeat(count))
}
