//! Exceptions as objects: construction, text, attributes, by class. Raising is the machine's.
//!
//! What a class adds stands in [`Exception::extra`], NULL where unset:
//! StopIteration `value`; SystemExit `code`; NameError `name`; AttributeError `obj`, `name`; ImportError `msg`,
//! `name`, `path`, `name_from`; OSError `errno`, `strerror`, `filename`, `filename2`, `characters_written`;
//! SyntaxError `msg`, `filename`, `lineno`, `offset`, `end_lineno`, `end_offset`, `text`, `print_file_and_line`;
//! Unicode errors `encoding`, `object`, `start`, `end`, `reason`; groups `message`, `exceptions`.

mod base;
mod fields;
pub mod group;
mod group_type;
mod os_error;
mod syntax;
mod unicode;

use crate::memory::object::Exception;
use crate::memory::{Body, Ref};
use crate::python::vm::known::NONE;
use crate::python::vm::native::{Args, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const TYPES: &[&TypeDef] = &[
    &base::BASE,
    &fields::KEY_ERROR,
    &fields::STOP_ITERATION,
    &fields::SYSTEM_EXIT,
    &fields::NAME_ERROR,
    &fields::ATTRIBUTE_ERROR,
    &fields::IMPORT_ERROR,
    &os_error::TYPE,
    &syntax::TYPE,
    &unicode::DECODE_ERROR,
    &unicode::ENCODE_ERROR,
    &unicode::TRANSLATE_ERROR,
    &group_type::TYPE,
];

/// The body of an exception object.
pub(crate) fn body(vm: &Vm, x: Ref) -> Option<&Exception> {
    match vm.body(x) {
        Body::Exception(exception) => Some(exception),
        _ => None,
    }
}

/// One of the fields that the class adds; borrowed, NULL where unset.
#[must_use]
pub fn field(vm: &Vm, x: Ref, index: usize) -> Ref {
    body(vm, x).and_then(|e| e.extra.get(index).copied()).unwrap_or(Ref::NULL)
}

/// Stores a field; steals the value, releases the old one.
pub fn set_field(vm: &mut Vm, x: Ref, index: usize, value: Ref) {
    let Body::Exception(exception) = vm.heap.body_mut(x) else {
        vm.xdecref(value);
        return;
    };
    while exception.extra.len() <= index {
        exception.extra.push(Ref::NULL);
    }
    let before = exception.extra.get_mut(index).map_or(Ref::NULL, |place| std::mem::replace(place, value));
    vm.xdecref(before);
}

/// A field as an attribute: None where unset.
pub(super) fn field_or_none(vm: &mut Vm, x: Ref, index: usize) -> Res {
    let value = field(vm, x, index).some().unwrap_or(NONE);
    Ok(vm.incref(value))
}

/// Assignment to (or deletion of) a field's attribute.
pub(super) fn assign_field(vm: &mut Vm, x: Ref, index: usize, value: Option<Ref>) -> Result<(), Raised> {
    let value = value.map_or(Ref::NULL, |value| vm.incref(value));
    set_field(vm, x, index, value);
    Ok(())
}

/// The items of `args`; borrowed.
pub(crate) fn arguments(vm: &Vm, x: Ref) -> Vec<Ref> {
    body(vm, x).and_then(|e| vm.items(e.args)).unwrap_or_default().to_vec()
}

/// The positional arguments of a raw call after the receiver; borrowed.
pub(super) fn positional(vm: &Vm, args: Args) -> Vec<Ref> {
    (1..args.positional(vm)).map(|i| args.at(vm, i)).collect()
}

/// Replaces `args`, unless they are these very objects.
pub(super) fn set_args(vm: &mut Vm, x: Ref, items: &[Ref]) {
    if arguments(vm, x) == items && body(vm, x).is_some_and(|e| !e.args.is_null()) {
        return;
    }
    let tuple = vm.tuple_from(items);
    put_args(vm, x, tuple);
}

/// Steals the tuple.
pub(super) fn put_args(vm: &mut Vm, x: Ref, tuple: Ref) {
    if let Body::Exception(exception) = vm.heap.body_mut(x) {
        let before = std::mem::replace(&mut exception.args, tuple);
        vm.xdecref(before);
    } else {
        vm.decref(tuple);
    }
}

/// A GetSet of a field that programs may change.
macro_rules! field_attribute {
    ($name:literal, $index:expr) => {
        $crate::python::vm::native::GetSet::new(
            $name,
            |vm, x| $crate::python::builtins::exceptions::field_or_none(vm, x, $index),
            |vm, x, value| $crate::python::builtins::exceptions::assign_field(vm, x, $index, value),
        )
    };
}
pub(super) use field_attribute;
