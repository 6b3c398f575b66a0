//! `slice`: the object, and what it means for a sequence of some length.

use super::seq;
use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::SLICE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__hash__", 0, hash),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::slot("__lt__", 1, lt),
        Native::slot("__le__", 1, le),
        Native::slot("__gt__", 1, gt),
        Native::slot("__ge__", 1, ge),
        Native::method("indices", Arity::One, indices),
        Native::method("__reduce__", Arity::Zero, reduce),
    ],
    attributes: &[
        GetSet::member("start", |vm, s| Ok(field(vm, s, 0))),
        GetSet::member("stop", |vm, s| Ok(field(vm, s, 1))),
        GetSet::member("step", |vm, s| Ok(field(vm, s, 2))),
    ],
};

/// Start, stop and step as given, `None` replaced by the ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpacked {
    start: i64,
    stop: i64,
    step: i64,
}

/// A slice of a sequence whose length is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// How many items.
    pub length: usize,
}

impl Unpacked {
    /// `PySlice_AdjustIndices`.
    #[must_use]
    pub fn adjust(self, length: usize) -> Bounds {
        let length = length as i64;
        let Self { start, stop, step } = self;
        let low = if step < 0 { -1 } else { 0 };
        let high = if step < 0 { length - 1 } else { length };
        let place = |at: i64| if at < 0 { at.saturating_add(length).max(low) } else { at.min(high) };
        let (start, stop) = (place(start), place(stop));
        let count = match step {
            s if s < 0 && stop < start => (start - stop - 1) / s.saturating_neg() + 1,
            s if s > 0 && start < stop => (stop - start - 1) / s + 1,
            _ => 0,
        };
        Bounds { start, stop, step, length: usize::try_from(count).unwrap_or(0) }
    }
}

impl Bounds {
    /// The positions, in the slice's direction.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..self.length as i64).map(move |i| usize::try_from(self.start + i * self.step).unwrap_or(0))
    }

    #[must_use]
    pub fn start_position(self) -> usize {
        usize::try_from(self.start).unwrap_or(0)
    }

    /// Where a slice of step 1 ends: never before its start.
    #[must_use]
    pub fn stop_position(self) -> usize {
        usize::try_from(self.stop.max(self.start)).unwrap_or(0)
    }
}

/// The three parts, borrowed; `None` objects where left out.
#[must_use]
pub fn parts(vm: &Vm, slice: Ref) -> (Ref, Ref, Ref) {
    match vm.body(slice) {
        Body::Record(record) => match record.refs[..] {
            [start, stop, step, ..] => (start, stop, step),
            _ => (known::NONE, known::NONE, known::NONE),
        },
        _ => (known::NONE, known::NONE, known::NONE),
    }
}

/// `PySlice_Unpack`.
///
/// # Errors
/// TypeError for parts that are no integers; ValueError for step 0.
pub fn unpack(vm: &mut Vm, slice: Ref) -> Res<Unpacked> {
    let (start, stop, step) = parts(vm, slice);
    let step = if step == known::NONE {
        1
    } else {
        let step = part(vm, step)?;
        if step == 0 {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        step.max(-i64::MAX)
    };
    let start = match start {
        known::NONE => {
            if step < 0 {
                i64::MAX
            } else {
                0
            }
        }
        start => part(vm, start)?,
    };
    let stop = match stop {
        known::NONE => {
            if step < 0 {
                i64::MIN
            } else {
                i64::MAX
            }
        }
        stop => part(vm, stop)?,
    };
    Ok(Unpacked { start, stop, step })
}

fn part(vm: &mut Vm, value: Ref) -> Res<i64> {
    if let Some(value) = vm.as_int(value) {
        return Ok(value);
    }
    if seq::is_index(vm, value) {
        return vm.index_clamped(value);
    }
    Err(vm.type_error("slice indices must be integers or None or have an __index__ method"))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    seq::no_keywords(vm, args, "slice")?;
    let given = args.count.saturating_sub(1);
    let at = |i| args.at(vm, i);
    let (start, stop, step) = match given {
        0 => {
            let message = vm.dialect.builtins.words.too_few.at_least("slice");
            return Err(vm.type_error(message));
        }
        1 => (known::NONE, at(1), known::NONE),
        2 => (at(1), at(2), known::NONE),
        3 => (at(1), at(2), at(3)),
        n => return Err(vm.type_error(format!("slice expected at most 3 arguments, got {n}"))),
    };
    for part in [start, stop, step] {
        vm.incref(part);
    }
    Ok(vm.slice(start, stop, step))
}

fn field(vm: &mut Vm, slice: Ref, index: usize) -> Ref {
    let (start, stop, step) = parts(vm, slice);
    let value = [start, stop, step].get(index).copied().unwrap_or(known::NONE);
    vm.incref(value)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let (start, stop, step) = parts(vm, args.at(vm, 0));
    let (start, stop, step) = (vm.repr_text(start)?, vm.repr_text(stop)?, vm.repr_text(step)?);
    Ok(vm.string(format!("slice({start}, {stop}, {step})")))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    use crate::python::dialect::containers::SliceHash;
    let slice = args.at(vm, 0);
    if vm.dialect.containers.slice_hash == SliceHash::Unhashable {
        return Err(vm.type_error("unhashable type: 'slice'"));
    }
    let (start, stop, step) = parts(vm, slice);
    // The tuple's mixing of xxHash, without its length.
    let mut acc: u64 = 2_870_177_450_012_600_261;
    for part in [start, stop, step] {
        let lane = vm.hash(part)? as u64;
        acc = acc.wrapping_add(lane.wrapping_mul(14_029_467_366_897_019_727));
        acc = acc.rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
    }
    let hash = if acc == u64::MAX { 1_546_275_796 } else { acc as i64 };
    Ok(vm.int(hash))
}

macro_rules! comparisons {
    ($($name:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            compare(vm, args, CompareOp::$op)
        })+
    };
}

comparisons!(eq Eq, ne Ne, lt Lt, le Le, gt Gt, ge Ge);

/// As the tuples of the parts compare.
fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::SLICE) {
        return Ok(seq::not_implemented(vm));
    }
    if a == b {
        return Ok(vm.bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
    }
    let ((a0, a1, a2), (b0, b1, b2)) = (parts(vm, a), parts(vm, b));
    let left = vm.tuple_from(&[a0, a1, a2]);
    let right = vm.tuple_from(&[b0, b1, b2]);
    let result = seq::compare_items(vm, op, left, right);
    vm.decref(left);
    vm.decref(right);
    result
}

/// `slice.indices(length)`; lengths beyond 64 bits are not supported.
fn indices(vm: &mut Vm, args: Args) -> Res {
    let (slice, length) = (args.at(vm, 0), args.at(vm, 1));
    let length = vm.index(length)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length should not be negative"));
    };
    let bounds = unpack(vm, slice)?.adjust(length);
    let items = [vm.int(bounds.start), vm.int(bounds.stop), vm.int(bounds.step)];
    Ok(vm.tuple(&items))
}

fn reduce(vm: &mut Vm, args: Args) -> Res {
    let slice = args.at(vm, 0);
    let (start, stop, step) = parts(vm, slice);
    let inner = vm.tuple_from(&[start, stop, step]);
    let class = vm.incref(types::SLICE);
    Ok(vm.tuple(&[class, inner]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_clipped_in_both_directions() {
        let all = Unpacked { start: 0, stop: i64::MAX, step: 1 }.adjust(3);
        assert_eq!((all.start, all.stop, all.length), (0, 3, 3));
        let back = Unpacked { start: i64::MAX, stop: i64::MIN, step: -1 }.adjust(3);
        assert_eq!(back.positions().collect::<Vec<_>>(), [2, 1, 0]);
        let odd = Unpacked { start: 1, stop: -1, step: 2 }.adjust(6);
        assert_eq!(odd.positions().collect::<Vec<_>>(), [1, 3]);
    }
}
