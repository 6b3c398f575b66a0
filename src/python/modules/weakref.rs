//! `_weakref`: what `weakref` (Python source) builds on. The types are in `builtins/reference.rs` and
//! `builtins/proxy.rs`.

use crate::memory::{Body, Ref, weak};
use crate::python::builtins::{proxy, reference};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_weakref",
    functions: &[
        Native::function("proxy", Arity::Range(1, 2), proxy::make),
        Native::function("getweakrefcount", Arity::One, getweakrefcount),
        Native::function("getweakrefs", Arity::One, getweakrefs),
        Native::function("_remove_dead_weakref", Arity::Range(2, 2), remove_dead_weakref),
    ],
    fill: Some(fill),
};

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    for (name, class) in [
        ("ref", types::REFERENCE),
        ("ReferenceType", types::REFERENCE),
        ("ProxyType", types::PROXY),
        ("CallableProxyType", types::CALLABLE_PROXY),
    ] {
        vm.dict_set_str(dict, name, class);
    }
    Ok(())
}

fn getweakrefcount(vm: &mut Vm, args: Args) -> Res {
    let count = weak::references(&vm.heap, args.at(vm, 0)).count();
    Ok(vm.int(count as i64))
}

fn getweakrefs(vm: &mut Vm, args: Args) -> Res {
    let found: Vec<Ref> = weak::references(&vm.heap, args.at(vm, 0)).collect();
    for &reference in &found {
        vm.incref(reference);
    }
    Ok(vm.list(found))
}

/// `_remove_dead_weakref(dict, key)`: deletes the entry if its value is a dead reference.
fn remove_dead_weakref(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(dict, types::DICT) {
        let (name, found) = (vm.type_name(dict), "dict");
        return Err(vm.type_error(format!("_remove_dead_weakref() argument 1 must be {found}, not {name}")));
    }
    if let Some(value) = vm.dict_get(dict, key)? {
        match vm.body(value) {
            Body::WeakReference(_) if reference::target(vm, value).is_null() => {
                vm.dict_del(dict, key)?;
            }
            Body::WeakReference(_) => {}
            _ => return Err(vm.type_error("not a weakref")),
        }
    }
    vm.done()
}
