//! 2.7's types `classobj` and `instance`: what classic classes and their instances can do. Attributes are the machine's
//! (`vm/classic.rs`).

mod class;
mod comparison;
mod instance;
mod numbers;

use crate::memory::Ref;
use crate::python::vm::known::types;
use crate::python::vm::native::TypeDef;
use crate::python::vm::{Res, Vm};

pub use comparison::{coerced, three_way};

pub const TYPES: &[&TypeDef] = &[&class::TYPE, &instance::TYPE, &numbers::TYPE, &comparison::TYPE];

/// `instance.name`, which must be there.
///
/// # Errors
/// AttributeError in the words for classic instances, and what a hook raises.
pub fn method(vm: &mut Vm, instance: Ref, name: Ref) -> Res {
    match vm.classic_getattr(instance, name)? {
        Some(method) => Ok(method),
        None => Err(vm.attribute_error(instance, name)),
    }
}

/// Calls `instance.name(args…)`, which must be there.
fn call(vm: &mut Vm, instance: Ref, name: Ref, args: &[Ref]) -> Res {
    let method = method(vm, instance, name)?;
    let result = vm.call(method, args);
    vm.decref(method);
    result
}

/// Calls `instance.name(args…)`; `None` where it is not there.
fn call_opt(vm: &mut Vm, instance: Ref, name: Ref, args: &[Ref]) -> Res<Option<Ref>> {
    let Some(method) = vm.classic_getattr_opt(instance, name)? else { return Ok(None) };
    let result = vm.call(method, args);
    vm.decref(method);
    result.map(Some)
}

/// As [`call_opt`], where CPython drops the error of a missing attribute without asking what it is.
fn call_unasked(vm: &mut Vm, instance: Ref, name: Ref, args: &[Ref]) -> Res<Option<Ref>> {
    let Some(method) = vm.classic_getattr_unasked(instance, name)? else { return Ok(None) };
    let result = vm.call(method, args);
    vm.decref(method);
    result.map(Some)
}

/// As [`call_opt`], for an object that may be anything else.
fn call_any_opt(vm: &mut Vm, object: Ref, name: Ref, args: &[Ref]) -> Res<Option<Ref>> {
    if vm.is_exact(object, types::INSTANCE) {
        return call_opt(vm, object, name, args);
    }
    let Some(method) = vm.getattr_opt(object, name)? else { return Ok(None) };
    let result = vm.call(method, args);
    vm.decref(method);
    result.map(Some)
}
