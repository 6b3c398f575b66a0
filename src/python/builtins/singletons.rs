//! `None`, `NotImplemented` and `Ellipsis`: one object each.

use super::support::{truth_value, unshared_str};
use crate::memory::Ref;
use crate::python::vm::known::{ELLIPSIS, NONE, NOT_IMPLEMENTED, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const NONE_TYPE: TypeDef = TypeDef {
    id: types::NONE_TYPE,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| only_one(vm, args, NONE)),
        Native::slot("__repr__", 0, |vm, _| name(vm, "None")),
        Native::slot("__hash__", 0, hash_none),
        Native::slot("__bool__", 0, |vm, _| truth_value(vm, false)),
        Native::slot("__nonzero__", 0, |vm, _| truth_value(vm, false)),
    ],
    attributes: &[],
};

pub const NOT_IMPLEMENTED_TYPE: TypeDef = TypeDef {
    id: types::NOT_IMPLEMENTED_TYPE,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| only_one(vm, args, NOT_IMPLEMENTED)),
        Native::slot("__repr__", 0, |vm, _| name(vm, "NotImplemented")),
        Native::method("__reduce__", Arity::Zero, |vm, _| name(vm, "NotImplemented")),
    ],
    attributes: &[],
};

pub const ELLIPSIS_TYPE: TypeDef = TypeDef {
    id: types::ELLIPSIS_TYPE,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| only_one(vm, args, ELLIPSIS)),
        Native::slot("__repr__", 0, |vm, _| name(vm, "Ellipsis")),
        Native::method("__reduce__", Arity::Zero, |vm, _| name(vm, "Ellipsis")),
    ],
    attributes: &[],
};

fn name(vm: &mut Vm, text: &str) -> Res {
    Ok(unshared_str(vm, text.to_owned()))
}

/// `type(None)()`
fn only_one(vm: &mut Vm, args: Args, object: Ref) -> Res {
    if args.count > 1 {
        let class = args.at(vm, 0);
        let class = vm.class_name(class).to_owned();
        return Err(vm.type_error(format!("{class} takes no arguments")));
    }
    Ok(vm.incref(object))
}

/// From 3.12 a constant; before, the address.
fn hash_none(vm: &mut Vm, _: Args) -> Res {
    let hash = vm.dialect.builtins.none_hash.of(vm.address_of(NONE));
    Ok(vm.int(hash))
}
