//! How constructors make objects.

use crate::memory::free_lists::Kind;
use crate::memory::heap::flag;
use crate::memory::object::TypeKind;
use crate::memory::{Body, Ref, alloc};
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// `PyType_GenericAlloc`: what a constructor called by name makes. It never comes from a free list, so it always
/// counts as an allocation. Steals what the body holds; the object is tracked (an exact dict only as it fills).
pub fn generic_new(vm: &mut Vm, class: Ref, body: Body) -> Ref {
    let (collected, slots, kind) = match vm.body(class) {
        Body::Type(t) => (t.collected, t.slots.len(), t.kind),
        _ => (false, 0, TypeKind::Static),
    };
    if !collected {
        return vm.new_of(class, body);
    }
    // Sets come from one place, whoever asks for them (`make_new_set`): only 2.7 keeps dead ones.
    let kept = kind == TypeKind::Static && matches!(body, Body::Set(_)) && vm.heap.free_lists.take(Kind::Set);
    if !kept {
        alloc::count_birth(vm);
    }
    let lazily = class == types::DICT;
    let id = vm.heap.alloc(class, body);
    vm.heap.set_flag(id, flag::CONTAINER);
    if kind != TypeKind::Static {
        vm.incref(class);
    }
    if slots > 0 {
        vm.heap.set_flag(id, flag::EXTRA);
        vm.heap.extras.entry(id).or_default().slots = vec![Ref::NULL; slots];
    }
    if lazily {
        alloc::dict_created(&mut vm.heap, id);
    } else {
        alloc::track(&mut vm.heap, id);
    }
    id
}

/// `list[int]`: a `types.GenericAlias` of the class and the parameters.
///
/// # Errors
/// None; the signature is that of a native.
pub fn generic_alias(vm: &mut Vm, args: Args) -> Res {
    let (origin, given) = (args.at(vm, 0), args.at(vm, 1));
    Ok(generic_alias_of(vm, origin, given))
}

/// `origin[given]` as a generic alias.
pub fn generic_alias_of(vm: &mut Vm, origin: Ref, given: Ref) -> Ref {
    vm.incref(origin);
    let parameters = if vm.isinstance_of(given, types::TUPLE) { vm.incref(given) } else { vm.tuple_from(&[given]) };
    let none = vm.tuple(&[]);
    vm.record(types::GENERIC_ALIAS, &[origin, parameters, none], &[0])
}

/// A name of the builtins module, counted.
///
/// # Errors
/// AttributeError when a program removed it.
pub fn builtin(vm: &mut Vm, name: &str) -> Res {
    let name = vm.intern(name);
    match vm.dict_get_str(vm.builtins, name) {
        Some(value) => Ok(vm.incref(value)),
        None => Err(vm.attribute_error(vm.builtins, name)),
    }
}
