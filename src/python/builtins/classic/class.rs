//! `classobj`: the type of classic classes.

use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::vm::classic::class_part;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::CLASSIC_CLASS,
    methods: &[
        Native::new_of_type(Arity::Range(3, 3), |vm, args| {
            let (name, bases, namespace) = (args.at(vm, 1), args.at(vm, 2), args.at(vm, 3));
            vm.new_classic_class(name, bases, namespace)
        }),
        Native::slot_raw("__call__", Arity::Raw, instantiate),
        Native::slot("__repr__", 0, |vm, args| {
            let class = args.at(vm, 0);
            let (module, name) = vm.classic_full_name(class);
            let module = module.unwrap_or_else(|| "?".to_owned());
            let address = vm.address_of(class);
            Ok(vm.string(format!("<class {module}.{name} at {address:#x}>")))
        }),
        Native::slot("__str__", 0, |vm, args| {
            let (module, name) = vm.classic_full_name(args.at(vm, 0));
            Ok(vm.string(module.map_or(name.clone(), |module| format!("{module}.{name}"))))
        }),
        Native::method("__dir__", Arity::Zero, |vm, args| {
            let found = names_of(vm, args.at(vm, 0));
            Ok(found)
        }),
    ],
    attributes: &[],
};

/// The list of the names in a class and its bases.
pub(super) fn names_of(vm: &mut Vm, class: Ref) -> Ref {
    let mut found: Vec<Ref> = Vec::new();
    let mut namespaces = Vec::new();
    let _: Option<()> = vm.each_classic_base(class, |vm, class| {
        namespaces.push(vm.record_at(class, class_part::NAMESPACE));
        None
    });
    for namespace in namespaces {
        for key in super::super::dict::keys(vm, namespace) {
            if !found.contains(&key) {
                found.push(vm.incref(key));
            }
        }
    }
    vm.list(found)
}

/// `C(…)`, as `PyInstance_New` makes it.
fn instantiate(vm: &mut Vm, args: Args) -> Res {
    let all = args.to_vec(vm);
    let Some((&class, given)) = all.split_first() else { return vm.done() };
    let keywords = vm.tuple_len(args.names);
    let (positional, values) = given.split_at(given.len() - keywords);
    let keys = vm.items(args.names).unwrap_or(&[]).iter().copied();
    let pairs: Vec<(Ref, Ref)> = keys.zip(values.iter().copied()).collect();
    let instance = vm.new_classic_instance(class, None);
    let init = match vm.classic_find(instance, names::INIT) {
        Ok(Some(init)) => init,
        Ok(None) if given.is_empty() => return Ok(instance),
        Ok(None) => {
            vm.decref(instance);
            return Err(vm.type_error("this constructor takes no arguments"));
        }
        Err(raised) => {
            vm.drop_with_pending(instance);
            return Err(raised);
        }
    };
    let result = vm.call_passing_on(init, positional, &pairs);
    vm.decref(init);
    match result {
        Ok(known::NONE) => {
            vm.decref(known::NONE);
            Ok(instance)
        }
        Ok(other) => {
            let raised = vm.type_error("__init__() should return None");
            vm.drop_with_pending(instance);
            vm.drop_with_pending(other);
            Err(raised)
        }
        Err(raised) => {
            vm.drop_with_pending(instance);
            Err(raised)
        }
    }
}

/// What `dir` gathers names in is a dict.
pub(super) fn count_gathering(vm: &mut Vm) {
    alloc::count_passing(vm, Kind::Dict);
}
