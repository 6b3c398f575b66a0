//! `count`, `cycle`, `repeat`.

use super::super::iterators::next_native;
use super::super::{generic_new, list};
use super::{exactly, iterator_type};
use crate::memory::{Body, Ref};
use crate::python::code::BinaryOp;
use crate::python::vm::native::{Args, Arity, Native, Param};
use crate::python::vm::{Res, Vm};

iterator_type!(
    COUNT,
    COUNTER,
    Native::new_of_type(Arity::Named(COUNT_PARAMS), new_count),
    next_count,
    [Native::slot("__repr__", 0, repr_count)]
);
iterator_type!(CYCLE, CYCLE, Native::new_of_type(Arity::Raw, new_cycle), next_cycle, []);
iterator_type!(
    REPEAT,
    REPEAT,
    Native::new_of_type(Arity::Named(REPEAT_PARAMS), new_repeat),
    next_repeat,
    [Native::slot("__repr__", 0, repr_repeat), Native::method("__length_hint__", Arity::Zero, hint_repeat)]
);

const COUNT_PARAMS: &[Param] = &[Param::optional("start"), Param::optional("step")];
const REPEAT_PARAMS: &[Param] = &[Param::required("object"), Param::optional("times")];

next_native!(next_count = step_count);
next_native!(next_cycle = step_cycle);
next_native!(next_repeat = step_repeat);

// count: the number to come, the step.

fn new_count(vm: &mut Vm, args: Args) -> Res {
    let (class, start, step) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    for number in [start, step] {
        if !number.is_null() && vm.as_f64(number).is_none() && vm.as_integer(number).is_none() && !is_number(vm, number)
        {
            return Err(vm.type_error("a number is required"));
        }
    }
    let start = if start.is_null() { vm.int(0) } else { vm.incref(start) };
    let step = if step.is_null() { vm.int(1) } else { vm.incref(step) };
    Ok(generic_new(vm, class, Body::record(&[start, step], &[])))
}

fn is_number(vm: &Vm, object: Ref) -> bool {
    use crate::python::vm::known::names;
    [names::INDEX, names::INT, names::FLOAT, names::COMPLEX].iter().any(|n| vm.lookup_special(object, *n).is_some())
        || matches!(vm.body(object), Body::Complex(_))
}

pub(super) fn step_count(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (number, step) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let next = vm.binary(BinaryOp::Add, number, step)?;
    vm.incref(number);
    vm.record_put(id, 0, next);
    Ok(Some(number))
}

fn repr_count(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let (number, step) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let number = vm.repr_text(number)?;
    if vm.as_int(step) == Some(1) {
        return Ok(vm.string(format!("count({number})")));
    }
    let step = vm.repr_text(step)?;
    Ok(vm.string(format!("count({number}, {step})")))
}

// cycle: the iterator (NULL once it ended), the list of what it gave; numbers: place in the list, whether the iterator
// walks this list already.

fn new_cycle(vm: &mut Vm, args: Args) -> Res {
    exactly(vm, args, "cycle", 1)?;
    let (class, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = vm.iter(iterable)?;
    let saved = vm.list(Vec::new());
    Ok(generic_new(vm, class, Body::record(&[iterator, saved], &[0, 0])))
}

pub(super) fn step_cycle(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterator, saved) = (vm.record_at(id, 0), vm.record_at(id, 1));
    if !iterator.is_null() {
        if let Some(item) = vm.next(iterator)? {
            if vm.record_number(id, 1) == 0 {
                vm.incref(item);
                list::append(vm, saved, item);
            }
            return Ok(Some(item));
        }
        vm.record_put(id, 0, Ref::NULL);
    }
    let length = list::items(vm, saved).len();
    if length == 0 {
        return Ok(None);
    }
    let at = usize::try_from(vm.record_number(id, 0)).unwrap_or(0);
    let item = list::items(vm, saved).get(at).copied();
    vm.set_record_number(id, 0, if at + 1 >= length { 0 } else { at as i64 + 1 });
    Ok(item.map(|i| vm.incref(i)))
}

// repeat: the object; number: how often still, -1 for ever.

fn new_repeat(vm: &mut Vm, args: Args) -> Res {
    let (class, object, times) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let times = if times.is_null() { -1 } else { vm.index(times)?.max(0) };
    vm.incref(object);
    Ok(generic_new(vm, class, Body::record(&[object], &[times])))
}

pub(super) fn step_repeat(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let times = vm.record_number(id, 0);
    if times == 0 {
        return Ok(None);
    }
    if times > 0 {
        vm.set_record_number(id, 0, times - 1);
    }
    let object = vm.record_at(id, 0);
    Ok(Some(vm.incref(object)))
}

fn repr_repeat(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let (object, times) = (vm.record_at(id, 0), vm.record_number(id, 0));
    let object = vm.repr_text(object)?;
    Ok(if times < 0 { vm.string(format!("repeat({object})")) } else { vm.string(format!("repeat({object}, {times})")) })
}

fn hint_repeat(vm: &mut Vm, args: Args) -> Res {
    let times = vm.record_number(args.at(vm, 0), 0);
    if times < 0 {
        return Err(vm.type_error("len() of unsized object"));
    }
    Ok(vm.int(times))
}
