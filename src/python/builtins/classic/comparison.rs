//! Comparisons and hashes of classic instances: `__lt__` and its kin on both sides, then `__coerce__` and `__cmp__`
//! (`instance_richcompare` and `instance_compare` in `Objects/classobj.c`).

use std::cmp::Ordering;

use crate::memory::{Body, Ref};
use crate::python::builtins::support::not_implemented;
use crate::python::vm::classic::{class_part, instance_part};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Native, TypeDef};
use crate::python::vm::{Res, Vm};

use super::{call_opt, call_unasked};

macro_rules! rich {
    ($text:literal, $own:ident, $swapped:ident) => {
        Native::slot($text, 1, |vm, args| compare(vm, args, names::$own, names::$swapped))
    };
}

pub const TYPE: TypeDef = TypeDef {
    id: types::INSTANCE,
    methods: &[
        rich!("__lt__", LT, GT),
        rich!("__le__", LE, GE),
        rich!("__eq__", EQ, EQ),
        rich!("__ne__", NE, NE),
        rich!("__gt__", GT, LT),
        rich!("__ge__", GE, LE),
        Native::slot("__hash__", 0, |vm, args| hash(vm, args.at(vm, 0))),
    ],
    attributes: &[],
};

fn compare(vm: &mut Vm, args: Args, own: Ref, swapped: Ref) -> Res {
    let (left, right) = (args.at(vm, 0), args.at(vm, 1));
    for (instance, other, name) in [(left, right, own), (right, left, swapped)] {
        if !vm.is_classic_instance(instance) {
            continue;
        }
        let class = vm.record_at(instance, instance_part::CLASS);
        // Without a hook the lookup sets no error.
        let hooked = !vm.record_at(class, class_part::GETATTR).is_null();
        let called = if hooked { call_opt } else { call_unasked }(vm, instance, name, &[other])?;
        match called {
            Some(known::NOT_IMPLEMENTED) => vm.decref(known::NOT_IMPLEMENTED),
            Some(result) => return Ok(result),
            None => {}
        }
    }
    not_implemented(vm)
}

fn hash(vm: &mut Vm, instance: Ref) -> Res {
    if let Some(result) = call_opt(vm, instance, names::HASH, &[])? {
        if matches!(vm.body(result), Body::Int(_) | Body::BigInt(_)) {
            return Ok(result);
        }
        vm.decref(result);
        return Err(vm.type_error("__hash__() should return an int"));
    }
    for name in [names::EQ, names::CMP] {
        if let Some(method) = vm.classic_getattr_opt(instance, name)? {
            vm.decref(method);
            return Err(vm.type_error("unhashable instance"));
        }
    }
    let hash = vm.identity_hash(instance);
    Ok(vm.int(hash))
}

/// `cmp(left, right)` by `__cmp__`, where one of the two is a classic instance; `None` when neither can tell.
///
/// # Errors
/// What the methods raise; TypeError when they give something else than a number.
pub fn three_way(vm: &mut Vm, left: Ref, right: Ref) -> Res<Option<Ordering>> {
    let Some((left, right)) = coerced(vm, left, right)? else { return by_cmp(vm, left, right) };
    let result = if vm.is_classic_instance(left) || vm.is_classic_instance(right) {
        by_cmp(vm, left, right)
    } else {
        vm.order_python2(left, right).map(Some)
    };
    vm.decref(left);
    vm.decref(right);
    result
}

fn by_cmp(vm: &mut Vm, left: Ref, right: Ref) -> Res<Option<Ordering>> {
    for (instance, other) in [(left, right), (right, left)] {
        if !vm.is_classic_instance(instance) {
            continue;
        }
        let Some(result) = call_unasked(vm, instance, names::CMP, &[other])? else { continue };
        if result == known::NOT_IMPLEMENTED {
            vm.decref(result);
            continue;
        }
        let order = vm.as_int(result).map(|n| n.cmp(&0));
        vm.decref(result);
        let Some(order) = order else { return Err(vm.type_error("comparison did not return an int")) };
        return Ok(Some(if instance == left { order } else { order.reverse() }));
    }
    Ok(None)
}

/// What `__coerce__` of one of the two makes of them (new references); `None` when there is none, or it declines.
///
/// # Errors
/// What the method raises; TypeError when it gives something else than a pair.
pub fn coerced(vm: &mut Vm, left: Ref, right: Ref) -> Res<Option<(Ref, Ref)>> {
    for (instance, other) in [(left, right), (right, left)] {
        if !vm.is_classic_instance(instance) {
            continue;
        }
        let Some(pair) = call_opt(vm, instance, names::COERCE, &[other])? else { continue };
        if pair == known::NONE || pair == known::NOT_IMPLEMENTED {
            vm.decref(pair);
            continue;
        }
        let [a, b] = *vm.items(pair).unwrap_or(&[]) else {
            vm.decref(pair);
            return Err(vm.type_error("coercion should return None or 2-tuple"));
        };
        vm.incref(a);
        vm.incref(b);
        vm.decref(pair);
        return Ok(Some(if instance == left { (a, b) } else { (b, a) }));
    }
    Ok(None)
}
