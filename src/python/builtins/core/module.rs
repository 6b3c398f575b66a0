//! Modules and simple namespaces.

use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::dict::update::update;
use crate::python::dialect::containers::{NamespaceArguments, NamespaceRepr};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const MODULE: TypeDef = TypeDef {
    id: types::MODULE,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| {
            let class = args.at(vm, 0);
            Ok(vm.new_of(class, Body::record(&[], &[])))
        }),
        Native::slot_raw("__init__", Arity::Named(&[Param::required("name"), Param::optional("doc")]), |vm, args| {
            let (module, name) = (args.at(vm, 0), args.at(vm, 1));
            vm.set_instance_attribute(module, names::NAME, name);
            vm.done()
        }),
        Native::slot("__repr__", 0, |vm, args| {
            let module = args.at(vm, 0);
            let name = match vm.getattr_opt(module, names::NAME)? {
                Some(name) => {
                    let text = vm.text(name);
                    vm.decref(name);
                    text
                }
                None => "?".to_owned(),
            };
            let text = format!("<module '{name}' (built-in)>");
            Ok(vm.string(text))
        }),
    ],
    attributes: &[],
};

pub const NAMESPACE: TypeDef = TypeDef {
    id: types::NAMESPACE,
    methods: &[
        Native::new_of_type(Arity::Raw, |vm, args| {
            let class = args.at(vm, 0);
            Ok(vm.new_of(class, Body::record(&[], &[])))
        }),
        Native::slot_raw("__init__", Arity::Raw, |vm, args| {
            let namespace = args.at(vm, 0);
            let keywords = vm.tuple_len(args.names);
            let all = args.to_vec(vm);
            fill_from_mapping(vm, namespace, &all[1..all.len() - keywords])?;
            let keys = if keywords == 0 { Vec::new() } else { vm.items(args.names).unwrap_or(&[]).to_vec() };
            for (key, value) in keys.into_iter().zip(all[all.len() - keywords..].iter()) {
                vm.set_instance_attribute(namespace, key, *value);
            }
            vm.done()
        }),
        Native::slot("__repr__", 0, namespace_repr),
        Native::slot("__eq__", 1, |vm, args| {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            if !vm.isinstance_of(b, types::NAMESPACE) {
                return Ok(vm.incref(crate::python::vm::known::NOT_IMPLEMENTED));
            }
            let (a, b) = (vm.instance_dict(a).unwrap_or(Ref::NULL), vm.instance_dict(b).unwrap_or(Ref::NULL));
            let same = vm.eq(a, b)?;
            Ok(vm.bool(same))
        }),
    ],
    attributes: &[],
};

/// The arguments without names.
fn fill_from_mapping(vm: &mut Vm, namespace: Ref, given: &[Ref]) -> Res<()> {
    let Some(&mapping) = given.first() else { return Ok(()) };
    if vm.dialect.containers.namespace_arguments == NamespaceArguments::Keywords {
        return Err(vm.type_error("no positional arguments expected"));
    }
    if given.len() > 1 {
        return Err(vm.type_error(format!("SimpleNamespace expected at most 1 argument, got {}", given.len())));
    }
    let entries = vm.dict();
    let result = update(vm, entries, mapping).and_then(|()| {
        let mut position = 0;
        while let Some((next, key, value)) = vm.dict_next(entries, position) {
            position = next;
            if vm.as_str(key).is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            vm.set_instance_attribute(namespace, key, value);
        }
        Ok(())
    });
    vm.decref(entries);
    result
}

fn namespace_repr(vm: &mut Vm, args: Args) -> Res {
    let namespace = args.at(vm, 0);
    let name = if vm.is_exact(namespace, types::NAMESPACE) { "namespace".to_owned() } else { vm.type_name(namespace) };
    if !vm.enter_repr(namespace) {
        return Ok(vm.string(format!("{name}(...)")));
    }
    // A list of the pieces, one of the keys, an iterator over them.
    (0..2).for_each(|_| alloc::count_kept(vm, Kind::List));
    alloc::count_allocation(vm);
    let inside = namespace_items(vm, namespace);
    (0..2).for_each(|_| alloc::count_death(&mut vm.heap, Kind::List));
    alloc::count_deallocation(&mut vm.heap);
    vm.leave_repr(namespace);
    let inside = inside?.join(", ");
    Ok(vm.string(format!("{name}({inside})")))
}

fn namespace_items(vm: &mut Vm, namespace: Ref) -> Res<Vec<String>> {
    let Some(dict) = vm.instance_dict(namespace) else { return Ok(Vec::new()) };
    let mut parts = Vec::new();
    let mut position = 0;
    while let Some((next, key, value)) = vm.dict_next(dict, position) {
        position = next;
        let shown = vm.repr_text(value)?;
        parts.push((vm.text(key), shown));
    }
    if vm.dialect.containers.namespace_repr == NamespaceRepr::Sorted {
        parts.sort();
    }
    Ok(parts.into_iter().map(|(key, value)| format!("{key}={value}")).collect())
}
