//! Functions of attributes: `getattr`, `setattr`, `delattr`, `hasattr`, `dir`, `vars`, `callable`.

use crate::memory::Ref;
use crate::python::builtins::support::truth_value;
use crate::python::dialect::builtins::HasAttr;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// The interned name that an argument is.
fn name_of(vm: &mut Vm, x: Ref, function: &str) -> Res {
    match vm.as_str(x).map(str::to_owned) {
        Some(name) => Ok(vm.intern(&name)),
        None => {
            let class = vm.type_name(x);
            let message = vm.dialect.builtins.words.attribute_name.of(function, &class);
            Err(vm.type_error(message))
        }
    }
}

pub(super) fn getattr(vm: &mut Vm, args: Args) -> Res {
    let (x, default) = (args.at(vm, 0), args.at(vm, 2));
    let name = name_of(vm, args.at(vm, 1), "getattr")?;
    let Some(default) = default.some() else { return vm.getattr(x, name) };
    match vm.getattr_opt(x, name)? {
        Some(value) => Ok(value),
        None => {
            // The error that was raised is compared with AttributeError.
            vm.count_class_check(types::ATTRIBUTE_ERROR);
            Ok(vm.incref(default))
        }
    }
}

pub(super) fn hasattr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let name = name_of(vm, args.at(vm, 1), "hasattr")?;
    let found = match vm.getattr_opt(x, name) {
        Ok(found) => found,
        // 2.7 takes any Exception for a no.
        Err(_) if vm.dialect.builtins.hasattr == HasAttr::HidesErrors && vm.catch(types::EXCEPTION) => None,
        Err(raised) => return Err(raised),
    };
    match found {
        Some(value) => vm.decref(value),
        None => vm.count_class_check(types::ATTRIBUTE_ERROR),
    }
    truth_value(vm, found.is_some())
}

pub(super) fn setattr(vm: &mut Vm, args: Args) -> Res {
    let (x, value) = (args.at(vm, 0), args.at(vm, 2));
    let name = name_of(vm, args.at(vm, 1), "setattr")?;
    vm.setattr(x, name, value)?;
    vm.done()
}

pub(super) fn delattr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let name = name_of(vm, args.at(vm, 1), "delattr")?;
    vm.delattr(x, name)?;
    vm.done()
}

pub(super) fn callable(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    if vm.is_classic_instance(x) {
        let found = vm.classic_getattr_unasked(x, names::CALL)?;
        found.into_iter().for_each(|method| vm.decref(method));
        return truth_value(vm, found.is_some());
    }
    let callable = vm.is_callable(x);
    truth_value(vm, callable)
}

pub(super) fn vars(vm: &mut Vm, args: Args) -> Res {
    let Some(x) = args.at(vm, 0).some() else { return super::code::locals(vm, args) };
    match vm.getattr_opt(x, names::DICT)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn dir(vm: &mut Vm, args: Args) -> Res {
    let list = match args.at(vm, 0).some() {
        None => {
            let namespace = super::code::locals(vm, args)?;
            let keys = vm.to_vec(namespace);
            vm.decref(namespace);
            let keys = keys?;
            vm.list(keys)
        }
        Some(x) => match vm.call_bound_special(x, names::DIR, &[]) {
            Some(names) => {
                let names = names?;
                let items = vm.to_vec(names).map(|items| vm.list(items));
                vm.decref(names);
                items?
            }
            None => crate::python::builtins::core::object::dir_of(vm, x)?,
        },
    };
    sort_names(vm, list);
    Ok(list)
}

/// Sorts a list of names in place.
fn sort_names(vm: &mut Vm, list: Ref) {
    let mut sorted = vm.items(list).unwrap_or_default().to_vec();
    sorted.sort_by(|a, b| vm.as_str(*a).cmp(&vm.as_str(*b)));
    if let Some(items) = vm.heap.list_mut(list) {
        *items = sorted;
    }
}
