//! `tee`: iterators that share a chain of blocks. A block: the source, the next block, values; an iterator: its block;
//! number: place in the block.

use super::super::generic_new;
use super::super::iterators::next_native;
use super::iterator_type;
use crate::memory::{Body, Ref};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

iterator_type!(
    TEE,
    TEE,
    Native::new_of_type(Arity::Range(1, 1), new_tee),
    next_tee,
    [Native::method("__copy__", Arity::Zero, copy)]
);

pub const TEE_DATA: TypeDef = TypeDef { id: types::TEE_DATA, methods: &[], attributes: &[] };

next_native!(next_tee = step_tee);

/// Values in a block.
const BLOCK: usize = 57;
const SOURCE: usize = 0;
const NEXT: usize = 1;
const VALUES: usize = 2;

/// `tee(iterable, n=2)`.
pub fn tee(vm: &mut Vm, args: Args) -> Res {
    let (iterable, count) = (args.at(vm, 0), args.at(vm, 1));
    let count = if count.is_null() { 2 } else { vm.index(count)? };
    let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("n must be >= 0")) };
    if count == 0 {
        return Ok(vm.tuple(&[]));
    }
    let iterator = vm.iter(iterable)?;
    let first = if vm.is_exact(iterator, types::TEE) { iterator } else { over(vm, iterator) };
    let mut copies = vec![first];
    for _ in 1..count {
        let copied = copy_of(vm, first);
        copies.push(copied);
    }
    Ok(vm.tuple(&copies))
}

/// A tee iterator over an iterator, which is stolen.
fn over(vm: &mut Vm, iterator: Ref) -> Ref {
    let data = vm.container(types::TEE_DATA, Body::record(&[iterator, Ref::NULL], &[]));
    vm.container(types::TEE, Body::record(&[data], &[0]))
}

fn new_tee(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = vm.iter(iterable)?;
    let data = vm.container(types::TEE_DATA, Body::record(&[iterator, Ref::NULL], &[]));
    Ok(generic_new(vm, class, Body::record(&[data], &[0])))
}

fn copy_of(vm: &mut Vm, tee: Ref) -> Ref {
    let (data, at) = (vm.record_at(tee, 0), vm.record_number(tee, 0));
    vm.incref(data);
    vm.container(types::TEE, Body::record(&[data], &[at]))
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let tee = args.at(vm, 0);
    Ok(copy_of(vm, tee))
}

pub(super) fn step_tee(vm: &mut Vm, tee: Ref) -> Res<Option<Ref>> {
    let mut at = usize::try_from(vm.record_number(tee, 0)).unwrap_or(0);
    if at >= BLOCK {
        let data = vm.record_at(tee, 0);
        let next = following(vm, data);
        vm.incref(next);
        vm.record_put(tee, 0, next);
        at = 0;
    }
    let data = vm.record_at(tee, 0);
    let found = vm.record_at(data, VALUES + at);
    let value = if found.is_null() {
        let source = vm.record_at(data, SOURCE);
        let Some(value) = vm.next(source)? else { return Ok(None) };
        if let Body::Record(record) = vm.heap.body_mut(data) {
            record.refs.push(value);
        }
        value
    } else {
        found
    };
    vm.set_record_number(tee, 0, at as i64 + 1);
    Ok(Some(vm.incref(value)))
}

/// The block behind this one, made when missing; borrowed.
fn following(vm: &mut Vm, data: Ref) -> Ref {
    let next = vm.record_at(data, NEXT);
    if !next.is_null() {
        return next;
    }
    let source = vm.record_at(data, SOURCE);
    vm.incref(source);
    let next = vm.container(types::TEE_DATA, Body::record(&[source, Ref::NULL], &[]));
    vm.record_put(data, NEXT, next);
    next
}
