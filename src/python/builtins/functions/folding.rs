//! Functions that fold an iterable into one value: `all`, `any`, `sum`, `min`, `max`.

use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::support::{keyword, only_keywords, truth_value, with_arguments_tuple};
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::dialect::builtins::{FloatSum, Packing};
use crate::python::vm::known::{NONE, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

pub(super) fn all(vm: &mut Vm, args: Args) -> Res {
    until(vm, args, false)
}

pub(super) fn any(vm: &mut Vm, args: Args) -> Res {
    until(vm, args, true)
}

/// Stops at the first item with this truth.
fn until(vm: &mut Vm, args: Args, stop: bool) -> Res {
    let iterator = vm.iter(args.at(vm, 0))?;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let truth = vm.truth(item);
                vm.decref(item);
                match truth {
                    Ok(truth) if truth == stop => break Ok(stop),
                    Ok(_) => {}
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(!stop),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    let result = result?;
    truth_value(vm, result)
}

/// What was summed so far. Ints and floats are added without making objects.
enum Total {
    Int(i64),
    Float {
        sum: f64,
        lost: f64,
    },
    /// Owned.
    Object(Ref),
}

pub(super) fn sum(vm: &mut Vm, args: Args) -> Res {
    let start = args.at(vm, 1);
    let iterator = vm.iter(args.at(vm, 0))?;
    if let Some(raised) = refused_start(vm, start) {
        vm.decref(iterator);
        return Err(raised);
    }
    let mut total = match start.some() {
        None => Total::Int(0),
        Some(start) => Total::Object(vm.incref(start)),
    };
    let result = loop {
        // An exact int or float goes on without objects.
        if let Total::Object(object) = total {
            total = unboxed(vm, object);
        }
        match vm.next(iterator) {
            Ok(Some(item)) => match add(vm, total, item) {
                Ok(sum) => total = sum,
                Err(raised) => {
                    vm.decref(iterator);
                    return Err(raised);
                }
            },
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    let total = boxed(vm, total);
    if let Err(raised) = result {
        vm.decref(total);
        return Err(raised);
    }
    Ok(total)
}

fn refused_start(vm: &mut Vm, start: Ref) -> Option<Raised> {
    let start = start.some()?;
    let message = match vm.body(start) {
        Body::Str(_) => "sum() can't sum strings [use ''.join(seq) instead]",
        Body::Bytes(_) => "sum() can't sum bytes [use b''.join(seq) instead]",
        Body::ByteArray(_) => "sum() can't sum bytearray [use b''.join(seq) instead]",
        _ => return None,
    };
    Some(vm.type_error(message))
}

fn unboxed(vm: &mut Vm, object: Ref) -> Total {
    let total = match *vm.body(object) {
        Body::Int(value) if vm.is_exact(object, types::INT) => Total::Int(value),
        Body::Float(value) if vm.is_exact(object, types::FLOAT) => Total::Float { sum: value, lost: 0.0 },
        _ => return Total::Object(object),
    };
    vm.decref(object);
    total
}

fn boxed(vm: &mut Vm, total: Total) -> Ref {
    match total {
        Total::Int(value) => vm.int(value),
        Total::Float { sum, lost } => {
            let correction = if lost != 0.0 && lost.is_finite() { lost } else { 0.0 };
            vm.float(sum + correction)
        }
        Total::Object(object) => object,
    }
}

/// Adds an item, which is stolen; so is the object of the total when the sum fails.
fn add(vm: &mut Vm, total: Total, item: Ref) -> Res<Total> {
    let quick = match (&total, vm.body(item)) {
        (Total::Int(sum), Body::Int(value)) if is_plain_int(vm, item) => sum.checked_add(*value).map(Total::Int),
        (Total::Float { sum, lost }, Body::Float(value)) if vm.is_exact(item, types::FLOAT) => {
            Some(add_float(vm.dialect.builtins.float_sum, *sum, *lost, *value))
        }
        #[expect(clippy::cast_precision_loss, reason = "CPython converts to double here too")]
        (Total::Float { sum, lost }, Body::Int(value)) => Some(Total::Float { sum: sum + *value as f64, lost: *lost }),
        _ => None,
    };
    if let Some(total) = quick {
        vm.decref(item);
        return Ok(total);
    }
    let before = boxed(vm, total);
    let after = vm.binary(BinaryOp::Add, before, item);
    vm.decref(before);
    vm.decref(item);
    after.map(Total::Object)
}

fn is_plain_int(vm: &Vm, item: Ref) -> bool {
    vm.is_exact(item, types::INT) || vm.is_exact(item, types::BOOL)
}

/// Neumaier's compensated summation keeps what rounding loses.
fn add_float(choice: FloatSum, sum: f64, lost: f64, value: f64) -> Total {
    let next = sum + value;
    if choice == FloatSum::Plain {
        return Total::Float { sum: next, lost };
    }
    let more = if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
    Total::Float { sum: next, lost: lost + more }
}

/// Which extreme is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extreme {
    Min,
    Max,
}

impl Extreme {
    fn name(self) -> &'static str {
        if self == Self::Min { "min" } else { "max" }
    }
}

pub(super) fn min(vm: &mut Vm, args: Args) -> Res {
    let packing = vm.dialect.builtins.extreme_arguments;
    with_arguments_tuple(vm, args, 0, packing, |vm| iterated(vm, args, packing, Extreme::Min))
}

pub(super) fn max(vm: &mut Vm, args: Args) -> Res {
    let packing = vm.dialect.builtins.extreme_arguments;
    with_arguments_tuple(vm, args, 0, packing, |vm| iterated(vm, args, packing, Extreme::Max))
}

/// Several arguments in a tuple are gone through with an iterator.
fn iterated(vm: &mut Vm, args: Args, packing: Packing, which: Extreme) -> Res {
    let iterator = packing == Packing::Tuple && args.positional(vm) > 1;
    if !iterator {
        return extreme(vm, args, which);
    }
    alloc::count_allocation(vm);
    let result = extreme(vm, args, which);
    alloc::count_deallocation(&mut vm.heap);
    result
}

fn extreme(vm: &mut Vm, args: Args, which: Extreme) -> Res {
    let name = which.name();
    let count = args.positional(vm);
    if count == 0 {
        let message = vm.dialect.builtins.words.too_few.at_least_one(name);
        return Err(vm.type_error(message));
    }
    only_keywords(vm, args, name, &["key", "default"])?;
    let (key, default) = (keyword(vm, args, "key"), keyword(vm, args, "default"));
    let key = key.filter(|&key| key != NONE);
    if count > 1 && default.is_some() {
        return Err(vm.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments")));
    }
    let mut best = Best { which, key, item: Ref::NULL, value: Ref::NULL };
    let result = if count > 1 {
        (0..count).try_for_each(|i| {
            let item = args.at(vm, i);
            vm.incref(item);
            best.offer(vm, item)
        })
    } else {
        best.offer_all(vm, args.at(vm, 0))
    };
    vm.xdecref(best.value);
    if let Err(raised) = result {
        vm.xdecref(best.item);
        return Err(raised);
    }
    if let Some(found) = best.item.some() {
        return Ok(found);
    }
    match default {
        Some(default) => Ok(vm.incref(default)),
        None => {
            let words = vm.dialect.builtins.words.empty_iterable;
            Err(vm.value_error(format!("{name}() {words}")))
        }
    }
}

/// The best item so far and what its key function gave; both owned.
struct Best {
    which: Extreme,
    key: Option<Ref>,
    item: Ref,
    value: Ref,
}

impl Best {
    fn offer_all(&mut self, vm: &mut Vm, iterable: Ref) -> Res<()> {
        let iterator = vm.iter(iterable)?;
        let result = loop {
            match vm.next(iterator) {
                Ok(Some(item)) => {
                    if let Err(raised) = self.offer(vm, item) {
                        break Err(raised);
                    }
                }
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        vm.decref(iterator);
        result
    }

    /// Looks at an item, which is stolen.
    fn offer(&mut self, vm: &mut Vm, item: Ref) -> Res<()> {
        let value = match self.key {
            None => vm.incref(item),
            Some(key) => match vm.call(key, &[item]) {
                Ok(value) => value,
                Err(raised) => {
                    vm.decref(item);
                    return Err(raised);
                }
            },
        };
        let better = if self.item.is_null() { Ok(true) } else { self.is_better(vm, value) };
        if !matches!(better, Ok(true)) {
            vm.decref(value);
            vm.decref(item);
            return better.map(|_| ());
        }
        let before = (std::mem::replace(&mut self.value, value), std::mem::replace(&mut self.item, item));
        vm.xdecref(before.0);
        vm.xdecref(before.1);
        Ok(())
    }

    fn is_better(&self, vm: &mut Vm, value: Ref) -> Res<bool> {
        let op = if self.which == Extreme::Min { CompareOp::Lt } else { CompareOp::Gt };
        let result = vm.compare(op, value, self.value)?;
        let truth = vm.truth(result);
        vm.decref(result);
        truth
    }
}
