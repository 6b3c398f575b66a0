//! `range` and its iterators. A record: start, stop, step, length (ints of any size); iterators over small ranges
//! count machine integers.

use super::iterators::{itself, next_native};
use super::{seq, slice};
use crate::memory::{Body, Ref};
use crate::python::text::int::Integer;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::RANGE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__hash__", 0, hash),
        Native::slot("__len__", 0, len),
        Native::slot("__bool__", 0, bool),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__contains__", 1, contains),
        Native::slot("__iter__", 0, iter),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::method("__reversed__", Arity::Zero, reversed),
        Native::method("count", Arity::One, count),
        Native::method("index", Arity::One, index),
    ],
    attributes: &[
        GetSet::member("start", |vm, r| Ok(vm.record_ref(r, 0))),
        GetSet::member("stop", |vm, r| Ok(vm.record_ref(r, 1))),
        GetSet::member("step", |vm, r| Ok(vm.record_ref(r, 2))),
    ],
};

macro_rules! iterator_type {
    ($constant:ident, $id:ident) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__iter__", 0, itself),
                Native::slot("__next__", 0, next),
                Native::method("__length_hint__", Arity::Zero, length_hint),
            ],
            attributes: &[],
        };
    };
}

iterator_type!(ITERATOR, RANGE_ITERATOR);
iterator_type!(LONG_ITERATOR, LONG_RANGE_ITERATOR);

next_native!(next = step);

/// A range's numbers.
#[derive(Clone, Debug)]
struct Numbers {
    start: Integer,
    stop: Integer,
    step: Integer,
    length: Integer,
}

fn integer(vm: &Vm, id: Ref) -> Integer {
    vm.as_integer(id).unwrap_or(Integer::Small(0))
}

fn numbers(vm: &Vm, range: Ref) -> Numbers {
    let at = |i| integer(vm, vm.record_at(range, i));
    Numbers { start: at(0), stop: at(1), step: at(2), length: at(3) }
}

fn less(a: &Integer, b: &Integer) -> bool {
    a.sub(b).is_negative()
}

/// How many numbers from `start` to before `stop`.
fn length_of(start: &Integer, stop: &Integer, step: &Integer) -> Integer {
    let (low, high, step) = if step.is_negative() { (stop, start, step.neg()) } else { (start, stop, step.clone()) };
    if !less(low, high) {
        return Integer::Small(0);
    }
    let span = high.sub(low).sub(&Integer::Small(1));
    span.floordiv(&step).unwrap_or(Integer::Small(0)).add(&Integer::Small(1))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    seq::no_keywords(vm, args, "range")?;
    let given = args.count - 1;
    let (start, stop, step) = match given {
        0 => {
            let message = vm.dialect.builtins.words.too_few.at_least_one("range");
            return Err(vm.type_error(message));
        }
        1 => (Ref::NULL, args.at(vm, 1), Ref::NULL),
        2 => (args.at(vm, 1), args.at(vm, 2), Ref::NULL),
        3 => (args.at(vm, 1), args.at(vm, 2), args.at(vm, 3)),
        n => return Err(vm.type_error(format!("range expected at most 3 arguments, got {n}"))),
    };
    let start = bound(vm, start, 0)?;
    let stop = match bound(vm, stop, 0) {
        Ok(stop) => stop,
        Err(raised) => {
            vm.decref(start);
            return Err(raised);
        }
    };
    let step = match bound(vm, step, 1) {
        Ok(step) => step,
        Err(raised) => {
            vm.decref_all(&[start, stop]);
            return Err(raised);
        }
    };
    if integer(vm, step).is_zero() {
        vm.decref_all(&[start, stop, step]);
        let name = if vm.dialect.python2 { "xrange" } else { "range" };
        return Err(vm.value_error(format!("{name}() arg 3 must not be zero")));
    }
    Ok(of(vm, start, stop, step))
}

/// The numbers from `start` to before `stop`, as 2.7's `range` lists them; counted. `None`: more than a list holds.
pub fn listed(vm: &mut Vm, start: &Integer, stop: &Integer, step: &Integer) -> Option<Vec<Ref>> {
    let length = usize::try_from(length_of(start, stop, step).to_i64()?).ok()?;
    if length > seq::MOST_ITEMS {
        return None;
    }
    let mut items = Vec::with_capacity(length.min(seq::MOST_RESERVED));
    let mut at = start.clone();
    for _ in 0..length {
        let next = at.add(step);
        items.push(vm.integer(std::mem::replace(&mut at, next)));
    }
    Some(items)
}

/// A range of three int objects, stolen.
fn of(vm: &mut Vm, start: Ref, stop: Ref, step: Ref) -> Ref {
    let length = length_of(&integer(vm, start), &integer(vm, stop), &integer(vm, step));
    let length = vm.integer(length);
    vm.record(types::RANGE, &[start, stop, step, length], &[])
}

fn of_integers(vm: &mut Vm, start: Integer, stop: Integer, step: Integer) -> Ref {
    let (start, stop, step) = (vm.integer(start), vm.integer(stop), vm.integer(step));
    of(vm, start, stop, step)
}

/// An argument as an int object, counted.
fn bound(vm: &mut Vm, value: Ref, default: i64) -> Res {
    if value.is_null() {
        return Ok(vm.int(default));
    }
    if vm.is_exact(value, types::INT) {
        return Ok(vm.incref(value));
    }
    if vm.dialect.python2 {
        return c_long(vm, value);
    }
    index_object(vm, value)
}

/// 2.7's `xrange` takes what fits into C's `long`.
fn c_long(vm: &mut Vm, value: Ref) -> Res {
    if let Some(number) = vm.as_integer(value) {
        return match number.to_i64() {
            Some(small) => Ok(vm.int(small)),
            None => Err(vm.overflow_error("Python int too large to convert to C long")),
        };
    }
    if matches!(vm.body(value), Body::Float(_)) {
        return Err(vm.type_error("integer argument expected, got float"));
    }
    match vm.call_special(value, known::names::INT, &[]) {
        Some(result) => result,
        None => Err(vm.type_error("an integer is required")),
    }
}

/// `operator.index(value)`, counted.
///
/// # Errors
/// TypeError.
pub fn index_object(vm: &mut Vm, value: Ref) -> Res {
    if let Some(number) = vm.as_integer(value) {
        return Ok(vm.integer(number));
    }
    match vm.call_special(value, known::names::INDEX, &[]) {
        Some(result) => result,
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let range = args.at(vm, 0);
    let (start, stop, step) = (vm.record_at(range, 0), vm.record_at(range, 1), vm.record_at(range, 2));
    if vm.dialect.python2 {
        return Ok(repr_python2(vm, range));
    }
    let (first, last) = (vm.repr_text(start)?, vm.repr_text(stop)?);
    if vm.as_int(step) == Some(1) {
        return Ok(vm.string(format!("range({first}, {last})")));
    }
    let step = vm.repr_text(step)?;
    Ok(vm.string(format!("range({first}, {last}, {step})")))
}

/// 2.7's `xrange`, which knows its start, step and length: a stop that is not met shows as the next number.
fn repr_python2(vm: &mut Vm, range: Ref) -> Ref {
    let n = numbers(vm, range);
    let stop = n.start.add(&n.length.mul(&n.step));
    let number = |n: &Integer| n.to_i64().unwrap_or(0);
    let text = match (number(&n.start), number(&n.step)) {
        (0, 1) => format!("xrange({})", number(&stop)),
        (start, 1) => format!("xrange({start}, {})", number(&stop)),
        (start, step) => format!("xrange({start}, {}, {step})", number(&stop)),
    };
    vm.string(text)
}

/// As the tuple (length, start, step), with None where it does not matter.
fn hash(vm: &mut Vm, args: Args) -> Res {
    let range = args.at(vm, 0);
    let n = numbers(vm, range);
    let length = vm.record_ref(range, 3);
    let start = if n.length.is_zero() { vm.none() } else { vm.record_ref(range, 0) };
    let step = if less(&n.length, &Integer::Small(2)) { vm.none() } else { vm.record_ref(range, 2) };
    let tuple = vm.tuple(&[length, start, step]);
    let hash = vm.hash(tuple);
    vm.decref(tuple);
    let hash = hash?;
    Ok(vm.int(hash))
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let range = args.at(vm, 0);
    if numbers(vm, range).length.to_i64().is_none() {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    }
    Ok(vm.record_ref(range, 3))
}

fn bool(vm: &mut Vm, args: Args) -> Res {
    let empty = numbers(vm, args.at(vm, 0)).length.is_zero();
    Ok(vm.bool(!empty))
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (range, key) = (args.at(vm, 0), args.at(vm, 1));
    if vm.dialect.python2 && !seq::is_index(vm, key) {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    }
    if vm.is_exact(key, types::SLICE) {
        return sliced(vm, range, key);
    }
    if !seq::is_index(vm, key) {
        return Err(seq::bad_index(vm, "range", key));
    }
    let index = index_object(vm, key)?;
    let at = integer(vm, index);
    vm.decref(index);
    let n = numbers(vm, range);
    let at = if at.is_negative() { at.add(&n.length) } else { at };
    if at.is_negative() || !less(&at, &n.length) {
        let name = if vm.dialect.python2 { "xrange" } else { "range" };
        return Err(vm.index_error(format!("{name} object index out of range")));
    }
    Ok(vm.integer(n.start.add(&at.mul(&n.step))))
}

fn sliced(vm: &mut Vm, range: Ref, key: Ref) -> Res {
    let n = numbers(vm, range);
    let unpacked = slice::unpack(vm, key)?;
    let length = n.length.saturating_i64();
    let bounds = unpacked.adjust(usize::try_from(length).unwrap_or(0));
    let place = |at: i64| n.start.add(&Integer::Small(at).mul(&n.step));
    let (start, stop) = (place(bounds.start), place(bounds.stop));
    let step = n.step.mul(&Integer::Small(bounds.step));
    Ok(of_integers(vm, start, stop, step))
}

/// Where an integer stands in the range.
fn position(vm: &Vm, range: Ref, value: &Integer) -> Option<Integer> {
    let n = numbers(vm, range);
    let distance = value.sub(&n.start);
    let inside = if n.step.is_negative() {
        !less(&n.start, value) && less(&n.stop, value)
    } else {
        !less(value, &n.start) && less(value, &n.stop)
    };
    if !inside || !distance.modulo(&n.step).ok()?.is_zero() {
        return None;
    }
    distance.floordiv(&n.step).ok()
}

/// Exact ints are found by arithmetic, everything else by comparing one by one.
fn find(vm: &mut Vm, range: Ref, value: Ref) -> Res<Option<Integer>> {
    if (vm.is_exact(value, types::INT) || vm.is_exact(value, types::BOOL))
        && let Some(number) = vm.as_integer(value)
    {
        return Ok(position(vm, range, &number));
    }
    let iterator = iterator_of(vm, range);
    let mut at = 0;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let same = vm.eq(item, value);
                vm.decref(item);
                match same {
                    Ok(true) => break Ok(Some(Integer::Small(at))),
                    Ok(false) => at += 1,
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(None),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (range, value) = (args.at(vm, 0), args.at(vm, 1));
    let found = find(vm, range, value)?.is_some();
    Ok(vm.bool(found))
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (range, value) = (args.at(vm, 0), args.at(vm, 1));
    let found = find(vm, range, value)?.is_some();
    Ok(vm.int(i64::from(found)))
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (range, value) = (args.at(vm, 0), args.at(vm, 1));
    match find(vm, range, value)? {
        Some(at) => Ok(vm.integer(at)),
        None if vm.as_integer(value).is_some() => {
            let text = vm.repr_text(value)?;
            Err(vm.value_error(format!("{text} is not in range")))
        }
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

fn same(vm: &Vm, a: Ref, b: Ref) -> bool {
    let (a, b) = (numbers(vm, a), numbers(vm, b));
    let equal = |x: &Integer, y: &Integer| x.sub(y).is_zero();
    equal(&a.length, &b.length)
        && (a.length.is_zero()
            || equal(&a.start, &b.start) && (equal(&a.length, &Integer::Small(1)) || equal(&a.step, &b.step)))
}

fn eq(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::RANGE) {
        return Ok(seq::not_implemented(vm));
    }
    let same = same(vm, a, b);
    Ok(vm.bool(same))
}

fn ne(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::RANGE) {
        return Ok(seq::not_implemented(vm));
    }
    let same = same(vm, a, b);
    Ok(vm.bool(!same))
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    let range = args.at(vm, 0);
    Ok(iterator_of(vm, range))
}

/// A new iterator over a range.
pub fn iterator_of(vm: &mut Vm, range: Ref) -> Ref {
    let n = numbers(vm, range);
    iterate(vm, &n)
}

/// Steps of 1 count from `next` to `end`; others hold next, step and how many are left; beyond 64 bits ints.
fn iterate(vm: &mut Vm, n: &Numbers) -> Ref {
    if let (Some(start), Some(step), Some(length)) = (n.start.to_i64(), n.step.to_i64(), n.length.to_i64()) {
        let end = i128::from(start) + i128::from(step) * i128::from(length);
        if let Ok(end) = i64::try_from(end) {
            if step == 1 {
                return vm.heap.alloc(types::RANGE_ITERATOR, Body::RangeIterator { next: start, end });
            }
            return vm.heap.alloc(types::RANGE_ITERATOR, Body::record(&[], &[start, step, length]));
        }
    }
    let (start, step, length) = (vm.integer(n.start.clone()), vm.integer(n.step.clone()), vm.integer(n.length.clone()));
    vm.heap.alloc(types::LONG_RANGE_ITERATOR, Body::record(&[start, step, length], &[]))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let n = numbers(vm, args.at(vm, 0));
    let last = n.start.add(&n.length.sub(&Integer::Small(1)).mul(&n.step));
    let backwards = Numbers { start: last, stop: n.start.sub(&n.step), step: n.step.neg(), length: n.length.clone() };
    Ok(iterate(vm, &backwards))
}

pub(super) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    if let Body::RangeIterator { next, end } = vm.heap.body_mut(iterator) {
        if *next >= *end {
            return Ok(None);
        }
        let value = *next;
        *next += 1;
        return Ok(Some(vm.int(value)));
    }
    if vm.is_exact(iterator, types::RANGE_ITERATOR) {
        let left = vm.record_number(iterator, 2);
        if left <= 0 {
            return Ok(None);
        }
        let (value, step) = (vm.record_number(iterator, 0), vm.record_number(iterator, 1));
        vm.set_record_number(iterator, 0, value.wrapping_add(step));
        vm.set_record_number(iterator, 2, left - 1);
        return Ok(Some(vm.int(value)));
    }
    let left = integer(vm, vm.record_at(iterator, 2));
    if left.is_zero() {
        return Ok(None);
    }
    let value = integer(vm, vm.record_at(iterator, 0));
    let step = integer(vm, vm.record_at(iterator, 1));
    let next = vm.integer(value.add(&step));
    vm.record_put(iterator, 0, next);
    let left = vm.integer(left.sub(&Integer::Small(1)));
    vm.record_put(iterator, 2, left);
    Ok(Some(vm.integer(value)))
}

fn length_hint(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    if let Body::RangeIterator { next, end } = vm.body(iterator) {
        let left = end.saturating_sub(*next).max(0);
        return Ok(vm.int(left));
    }
    if vm.is_exact(iterator, types::RANGE_ITERATOR) {
        let left = vm.record_number(iterator, 2).max(0);
        return Ok(vm.int(left));
    }
    Ok(vm.record_ref(iterator, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_ranges() {
        let length = |a, b, c| length_of(&Integer::Small(a), &Integer::Small(b), &Integer::Small(c)).to_i64();
        assert_eq!(length(0, 10, 3), Some(4));
        assert_eq!(length(10, 0, -3), Some(4));
        assert_eq!(length(5, 5, 1), Some(0));
        assert_eq!(length(0, -1, 1), Some(0));
    }
}
