//! `BaseExceptionGroup` and `ExceptionGroup` as types; the splitting itself is in [`super::group`].

use super::base::made;
use super::group::{self, Condition};
use super::{field, set_field};
use crate::memory::Ref;
use crate::python::builtins::support::{pair, unshared_str};
use crate::python::vm::known::{NONE, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub(super) const MESSAGE: usize = 0;
pub(super) const EXCEPTIONS: usize = 1;

pub(super) const TYPE: TypeDef = TypeDef {
    id: types::BASE_EXCEPTION_GROUP,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__str__", 0, text),
        Native::method("derive", Arity::One, derive),
        Native::method("split", Arity::One, |vm, args| {
            let (x, condition) = (args.at(vm, 0), args.at(vm, 1));
            let condition = Condition::of(vm, condition)?;
            let parts = group::split(vm, x, condition)?;
            let matched = or_none(vm, parts.matched);
            let rest = or_none(vm, parts.rest);
            Ok(pair(vm, matched, rest))
        }),
        Native::method("subgroup", Arity::One, |vm, args| {
            let (x, condition) = (args.at(vm, 0), args.at(vm, 1));
            let condition = Condition::of(vm, condition)?;
            let parts = group::split(vm, x, condition)?;
            if let Some(rest) = parts.rest {
                vm.decref(rest);
            }
            Ok(or_none(vm, parts.matched))
        }),
    ],
    attributes: &[
        GetSet::member("message", |vm, x| super::field_or_none(vm, x, MESSAGE)),
        GetSet::member("exceptions", |vm, x| super::field_or_none(vm, x, EXCEPTIONS)),
    ],
};

fn or_none(vm: &mut Vm, x: Option<Ref>) -> Ref {
    x.unwrap_or_else(|| vm.none())
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let count = args.positional(vm).saturating_sub(1);
    if count != 2 {
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)")));
    }
    let (class, message, exceptions) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if vm.as_str(message).is_none() {
        let name = vm.type_name(message);
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {name}")));
    }
    if vm.lookup_special(exceptions, names::GETITEM).is_none() || vm.isinstance_of(exceptions, types::DICT) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = if vm.is_exact(exceptions, types::TUPLE) {
        vm.incref(exceptions)
    } else {
        let items = vm.to_vec(exceptions)?;
        vm.tuple(&items)
    };
    let class = match class_for(vm, class, members) {
        Ok(class) => class,
        Err(raised) => {
            vm.decref(members);
            return Err(raised);
        }
    };
    let tuple = vm.tuple_from(&[message, exceptions]);
    let x = made(vm, class, tuple);
    vm.incref(message);
    set_field(vm, x, MESSAGE, message);
    set_field(vm, x, EXCEPTIONS, members);
    Ok(x)
}

/// Checks the members; a plain BaseExceptionGroup of Exceptions becomes an ExceptionGroup.
fn class_for(vm: &mut Vm, class: Ref, members: Ref) -> Res {
    let items = vm.items(members).unwrap_or_default().to_vec();
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_exceptions = true;
    for (place, item) in items.into_iter().enumerate() {
        if !vm.isinstance_of(item, types::BASE_EXCEPTION) {
            return Err(vm.value_error(format!("Item {place} of second argument (exceptions) is not an exception")));
        }
        all_exceptions &= vm.isinstance_of(item, types::EXCEPTION);
    }
    if class == types::BASE_EXCEPTION_GROUP {
        return Ok(if all_exceptions { types::EXCEPTION_GROUP } else { class });
    }
    if !all_exceptions && vm.is_subtype(class, types::EXCEPTION) {
        let name = vm.class_name(class).to_owned();
        return Err(vm.type_error(if class == types::EXCEPTION_GROUP {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{name}'")
        }));
    }
    Ok(class)
}

fn text(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let message = field(vm, x, MESSAGE).some().unwrap_or(NONE);
    let message = vm.str_text(message)?;
    let count = vm.tuple_len(field(vm, x, EXCEPTIONS));
    let plural = if count > 1 { "s" } else { "" };
    Ok(unshared_str(vm, format!("{message} ({count} sub-exception{plural})")))
}

/// A group of the same message with other members; subclasses override it.
fn derive(vm: &mut Vm, args: Args) -> Res {
    let message = field(vm, args.at(vm, 0), MESSAGE).some().unwrap_or(NONE);
    vm.call(types::BASE_EXCEPTION_GROUP, &[message, args.at(vm, 1)])
}
