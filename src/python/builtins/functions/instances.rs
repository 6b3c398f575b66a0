//! `isinstance` and `issubclass`, with tuples, unions and the hooks of metaclasses.

use crate::memory::Ref;
use crate::python::builtins::support::truth_value;
use crate::python::vm::classic::instance_part;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn isinstance(vm: &mut Vm, args: Args) -> Res {
    let (x, class) = (args.at(vm, 0), args.at(vm, 1));
    let result = is_instance(vm, x, class)?;
    truth_value(vm, result)
}

pub(super) fn issubclass(vm: &mut Vm, args: Args) -> Res {
    let (class, base) = (args.at(vm, 0), args.at(vm, 1));
    let result = is_subclass(vm, class, base)?;
    truth_value(vm, result)
}

/// `isinstance(x, class)`, as `object_isinstance` and its callers do it.
///
/// # Errors
/// TypeError when `class` is nothing to ask; what hooks raise.
pub fn is_instance(vm: &mut Vm, x: Ref, class: Ref) -> Res<bool> {
    if vm.type_of(x) == class {
        return Ok(true);
    }
    if vm.is_exact(class, types::TYPE) {
        vm.count_class_check(class);
        return plain_is_instance(vm, x, class);
    }
    if let Some(choices) = choices(vm, class) {
        return any_of(vm, x, &choices, is_instance);
    }
    if let Some(answer) = hook(vm, class, names::INSTANCECHECK, x) {
        return answer;
    }
    plain_is_instance(vm, x, class)
}

/// Without the hook: by the type, then by `x.__class__`.
///
/// # Errors
/// TypeError when `class` is no class; what `__class__` raises.
pub fn plain_is_instance(vm: &mut Vm, x: Ref, class: Ref) -> Res<bool> {
    if !vm.is_type(class) {
        let words = vm.dialect.builtins.words.isinstance_second;
        if !has_bases(vm, class)? {
            return Err(vm.type_error(format!("isinstance() arg 2 must be {words}")));
        }
    }
    let own = vm.type_of(x);
    if vm.is_subtype(own, class) {
        return Ok(true);
    }
    if vm.is_classic_class(class) && vm.is_classic_instance(x) {
        let own = vm.record_at(x, instance_part::CLASS);
        return Ok(vm.is_classic_subclass(own, class));
    }
    let Some(claimed) = vm.getattr_opt(x, names::CLASS)? else { return Ok(false) };
    if !vm.is_type(class) {
        let result = inherits(vm, claimed, class);
        vm.decref(claimed);
        return result;
    }
    let result = claimed != own && vm.is_type(claimed) && vm.is_subtype(claimed, class);
    vm.decref(claimed);
    Ok(result)
}

/// `issubclass(class, base)`
///
/// # Errors
/// TypeError when one of them is no class; what hooks raise.
pub fn is_subclass(vm: &mut Vm, class: Ref, base: Ref) -> Res<bool> {
    if vm.is_exact(base, types::TYPE) {
        vm.count_class_check(base);
        return if class == base { Ok(true) } else { plain_is_subclass(vm, class, base) };
    }
    if let Some(choices) = choices(vm, base) {
        return any_of(vm, class, &choices, is_subclass);
    }
    if let Some(answer) = hook(vm, base, names::SUBCLASSCHECK, class) {
        return answer;
    }
    plain_is_subclass(vm, class, base)
}

/// Without the hook.
///
/// # Errors
/// TypeError when one of them is no class.
pub fn plain_is_subclass(vm: &mut Vm, class: Ref, base: Ref) -> Res<bool> {
    if !vm.is_type(class) && !has_bases(vm, class)? {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    if !vm.is_type(base) && !has_bases(vm, base)? {
        let words = vm.dialect.builtins.words.issubclass_second;
        return Err(vm.type_error(format!("issubclass() arg 2 must be {words}")));
    }
    if vm.is_subtype(class, base) || vm.is_classic_subclass(class, base) {
        return Ok(true);
    }
    if vm.is_type(class) && vm.is_type(base) { Ok(false) } else { inherits(vm, class, base) }
}

/// Whether what behaves as a class has another one among what its `__bases__` name (`abstract_issubclass`).
fn inherits(vm: &mut Vm, class: Ref, base: Ref) -> Res<bool> {
    let mark = vm.kept_mark();
    let mut at = class;
    let result = loop {
        if at == base {
            break Ok(true);
        }
        let bases = match vm.getattr_opt(at, names::BASES) {
            Ok(Some(bases)) => vm.keep(bases),
            Ok(None) => break Ok(false),
            Err(raised) => break Err(raised),
        };
        if !vm.isinstance_of(bases, types::TUPLE) {
            break Ok(false);
        }
        match vm.items(bases).unwrap_or_default().to_vec().as_slice() {
            [] => break Ok(false),
            [only] => at = *only,
            several => break inherits_any(vm, several, base),
        }
    };
    vm.release_kept(mark);
    result
}

fn inherits_any(vm: &mut Vm, classes: &[Ref], base: Ref) -> Res<bool> {
    vm.enter_native(" in __issubclass__")?;
    let mut result = Ok(false);
    for class in classes {
        result = inherits(vm, *class, base);
        if !matches!(result, Ok(false)) {
            break;
        }
    }
    vm.leave_native();
    result
}

/// Whether something that is no type behaves as a class: it has a tuple of bases.
fn has_bases(vm: &mut Vm, x: Ref) -> Res<bool> {
    let Some(bases) = vm.getattr_opt(x, names::BASES)? else { return Ok(false) };
    let result = vm.isinstance_of(bases, types::TUPLE);
    vm.decref(bases);
    Ok(result)
}

/// The members of a tuple or union; borrowed from it.
fn choices(vm: &Vm, class: Ref) -> Option<Vec<Ref>> {
    if vm.isinstance_of(class, types::TUPLE) {
        return Some(vm.items(class).unwrap_or_default().to_vec());
    }
    if vm.is_exact(class, types::UNION_TYPE) {
        let members = vm.record_at(class, 0);
        // `int | None` means the type of None.
        let members = vm.items(members).unwrap_or_default().iter();
        return Some(
            members.map(|m| if *m == crate::python::vm::known::NONE { types::NONE_TYPE } else { *m }).collect(),
        );
    }
    None
}

fn any_of(vm: &mut Vm, x: Ref, choices: &[Ref], test: fn(&mut Vm, Ref, Ref) -> Res<bool>) -> Res<bool> {
    vm.enter_native(" in __instancecheck__")?;
    let mut result = Ok(false);
    for choice in choices {
        result = test(vm, x, *choice);
        if !matches!(result, Ok(false)) {
            break;
        }
    }
    vm.leave_native();
    result
}

/// What a metaclass of the program answers; `None` when the metaclass is plain.
fn hook(vm: &mut Vm, class: Ref, name: Ref, x: Ref) -> Option<Res<bool>> {
    let found = vm.lookup_special(class, name)?;
    if vm.is_type(class) && vm.is_native_of(Some(found), types::TYPE) {
        return None;
    }
    if let Err(raised) = vm.enter_native(" in __instancecheck__") {
        return Some(Err(raised));
    }
    let answer = vm.call_bound_special(class, name, &[x]);
    vm.leave_native();
    Some(match answer? {
        Ok(answer) => {
            let truth = vm.truth(answer);
            vm.decref(answer);
            truth
        }
        Err(raised) => Err(raised),
    })
}
