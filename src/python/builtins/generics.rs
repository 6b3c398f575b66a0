//! `int | str` and `list[int]`: types put together, for annotations and `isinstance`.

use super::support::{not_implemented, truth_value, unshared_str};
use crate::memory::Ref;
use crate::python::vm::known::{ELLIPSIS, NONE, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

/// References: the tuple of members.
pub const UNION: TypeDef = TypeDef {
    id: types::UNION_TYPE,
    methods: &[
        Native::slot("__repr__", 0, |vm, args| {
            let members = members_of(vm, args.at(vm, 0));
            let shown: Res<Vec<String>> = members.into_iter().map(|member| shown(vm, member)).collect();
            Ok(unshared_str(vm, shown?.join(" | ")))
        }),
        Native::slot("__hash__", 0, |vm, args| {
            let mut hash = 0;
            for member in members_of(vm, args.at(vm, 0)) {
                hash ^= vm.hash(member)?;
            }
            Ok(vm.int(hash))
        }),
        Native::slot("__eq__", 1, |vm, args| same_union(vm, args, true)),
        Native::slot("__ne__", 1, |vm, args| same_union(vm, args, false)),
        Native::slot("__or__", 1, |vm, args| union(vm, args.at(vm, 0), args.at(vm, 1))),
        Native::slot("__ror__", 1, |vm, args| union(vm, args.at(vm, 1), args.at(vm, 0))),
        Native::method("__instancecheck__", Arity::One, |vm, args| {
            let (x, object) = (args.at(vm, 0), args.at(vm, 1));
            let result = super::functions::instances::is_instance(vm, object, x)?;
            truth_value(vm, result)
        }),
        Native::method("__subclasscheck__", Arity::One, |vm, args| {
            let (x, class) = (args.at(vm, 0), args.at(vm, 1));
            let result = super::functions::instances::is_subclass(vm, class, x)?;
            truth_value(vm, result)
        }),
    ],
    attributes: &[GetSet::member("__args__", |vm, x| Ok(part(vm, x, 0)))],
};

/// References: the class, the tuple of parameters, the tuple of type variables.
pub const ALIAS: TypeDef = TypeDef {
    id: types::GENERIC_ALIAS,
    methods: &[
        Native::new_of_type(Arity::Range(2, 2), |vm, args| {
            let (origin, given) = (args.at(vm, 1), args.at(vm, 2));
            Ok(super::make::generic_alias_of(vm, origin, given))
        }),
        Native::slot("__repr__", 0, |vm, args| {
            let text = shown(vm, args.at(vm, 0))?;
            Ok(unshared_str(vm, text))
        }),
        Native::slot("__hash__", 0, |vm, args| {
            let x = args.at(vm, 0);
            let (origin, parameters) = (vm.record_at(x, 0), vm.record_at(x, 1));
            let hash = vm.hash(origin)? ^ vm.hash(parameters)?;
            Ok(vm.int(hash))
        }),
        Native::slot("__eq__", 1, |vm, args| same_alias(vm, args, true)),
        Native::slot("__ne__", 1, |vm, args| same_alias(vm, args, false)),
        Native::slot("__or__", 1, |vm, args| union(vm, args.at(vm, 0), args.at(vm, 1))),
        Native::slot("__ror__", 1, |vm, args| union(vm, args.at(vm, 1), args.at(vm, 0))),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot("__getitem__", 1, |vm, args| {
            let (alias, given) = (args.at(vm, 0), args.at(vm, 1));
            subscript(vm, alias, given)
        }),
        Native::method("__reduce__", Arity::Zero, |vm, args| {
            let alias = args.at(vm, 0);
            let parts = [part(vm, alias, 0), part(vm, alias, 1)];
            let parts = vm.tuple(&parts);
            let class = vm.incref(types::GENERIC_ALIAS);
            Ok(vm.tuple(&[class, parts]))
        }),
        Native::method("__mro_entries__", Arity::One, |vm, args| {
            let origin = part(vm, args.at(vm, 0), 0);
            Ok(vm.tuple(&[origin]))
        }),
        Native::method("__instancecheck__", Arity::One, |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        Native::method("__subclasscheck__", Arity::One, |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
    ],
    attributes: &[
        GetSet::member("__origin__", |vm, x| Ok(part(vm, x, 0))),
        GetSet::member("__args__", |vm, x| Ok(part(vm, x, 1))),
        GetSet::read_only("__parameters__", |vm, x| {
            let parameters = vm.items(vm.record_at(x, 1)).unwrap_or_default().to_vec();
            let variables = type_variables(vm, &parameters);
            Ok(vm.tuple_from(&variables))
        }),
    ],
};

/// The attributes that `list[int]` has of its own; all others are those of `list` (`attr_exceptions` in
/// Objects/genericaliasobject.c).
const OWN: &[&str] = &[
    "__class__",
    "__bases__",
    "__origin__",
    "__args__",
    "__parameters__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

pub(crate) fn keeps_to_itself(vm: &Vm, name: Ref) -> bool {
    vm.as_str(name).is_some_and(|name| OWN.contains(&name))
}

fn part(vm: &mut Vm, x: Ref, index: usize) -> Ref {
    let part = vm.record_at(x, index).some().unwrap_or(NONE);
    vm.incref(part)
}

/// The members of a union; of anything else the thing itself. Borrowed.
fn members_of(vm: &Vm, x: Ref) -> Vec<Ref> {
    if vm.is_exact(x, types::UNION_TYPE) {
        return vm.items(vm.record_at(x, 0)).unwrap_or_default().to_vec();
    }
    vec![if x == NONE { types::NONE_TYPE } else { x }]
}

/// `a | b`: nested unions are flattened, repetitions dropped; of one member alone, that member.
pub(crate) fn union(vm: &mut Vm, a: Ref, b: Ref) -> Res {
    for x in [a, b] {
        if !(vm.is_type(x) || x == NONE || matches!(vm.type_of(x), types::UNION_TYPE | types::GENERIC_ALIAS)) {
            return not_implemented(vm);
        }
    }
    let mut members: Vec<Ref> = Vec::new();
    for member in members_of(vm, a).into_iter().chain(members_of(vm, b)) {
        let mut known = false;
        for other in &members {
            known = known || vm.eq(*other, member)?;
        }
        if !known {
            members.push(member);
        }
    }
    if let [only] = members.as_slice() {
        return Ok(vm.incref(*only));
    }
    let members = vm.tuple_from(&members);
    Ok(vm.record(types::UNION_TYPE, &[members], &[]))
}

fn same_union(vm: &mut Vm, args: Args, wanted: bool) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::UNION_TYPE) {
        return not_implemented(vm);
    }
    let (a, b) = (members_of(vm, a), members_of(vm, b));
    let same = a.len() == b.len() && a.iter().all(|member| b.contains(member));
    truth_value(vm, same == wanted)
}

fn same_alias(vm: &mut Vm, args: Args, wanted: bool) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::GENERIC_ALIAS) {
        return not_implemented(vm);
    }
    let mut same = true;
    for index in [0, 1] {
        same = same && vm.eq(vm.record_at(a, index), vm.record_at(b, index))?;
    }
    truth_value(vm, same == wanted)
}

/// The type variables among parameters, each once (`_Py_make_parameters`): themselves, or those of aliases.
fn type_variables(vm: &mut Vm, parameters: &[Ref]) -> Vec<Ref> {
    let mut found: Vec<Ref> = Vec::new();
    for &parameter in parameters {
        let inner = if is_type_variable(vm, parameter) {
            vec![parameter]
        } else if vm.is_exact(parameter, types::GENERIC_ALIAS) {
            let own = vm.items(vm.record_at(parameter, 1)).unwrap_or_default().to_vec();
            type_variables(vm, &own)
        } else {
            Vec::new()
        };
        inner.into_iter().for_each(|one| {
            if !found.contains(&one) {
                found.push(one);
            }
        });
    }
    found
}

fn is_type_variable(vm: &Vm, x: Ref) -> bool {
    let class = vm.type_of(x);
    vm.is_heap_type(class) && matches!(vm.class_name(class), "TypeVar" | "ParamSpec" | "TypeVarTuple")
}

/// `list[T][int]`: the type variables replaced by what is given.
fn subscript(vm: &mut Vm, alias: Ref, given: Ref) -> Res {
    let (origin, parameters) = (vm.record_at(alias, 0), vm.record_at(alias, 1));
    let parameters = vm.items(parameters).unwrap_or_default().to_vec();
    let variables = type_variables(vm, &parameters);
    let given =
        if vm.isinstance_of(given, types::TUPLE) { vm.items(given).unwrap_or_default().to_vec() } else { vec![given] };
    if variables.is_empty() {
        let shown = shown(vm, alias)?;
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    if variables.len() != given.len() {
        let (shown, found, wanted) = (shown(vm, alias)?, given.len(), variables.len());
        let how = if found > wanted { "many" } else { "few" };
        return Err(vm.type_error(format!("Too {how} arguments for {shown}; actual {found}, expected {wanted}")));
    }
    let replaced = replaced(vm, &parameters, &variables, &given)?;
    let replaced = vm.tuple(&replaced);
    let made = super::make::generic_alias_of(vm, origin, replaced);
    vm.decref(replaced);
    Ok(made)
}

/// The parameters with these variables replaced; new references.
fn replaced(vm: &mut Vm, parameters: &[Ref], variables: &[Ref], given: &[Ref]) -> Res<Vec<Ref>> {
    let mut result = Vec::with_capacity(parameters.len());
    for &parameter in parameters {
        let at = variables.iter().position(|&variable| variable == parameter);
        let inner = vm.is_exact(parameter, types::GENERIC_ALIAS);
        result.push(match at.and_then(|at| given.get(at)) {
            Some(&value) => vm.incref(value),
            None if inner => {
                let (origin, own) = (vm.record_at(parameter, 0), vm.record_at(parameter, 1));
                let own = vm.items(own).unwrap_or_default().to_vec();
                let own = replaced(vm, &own, variables, given)?;
                let own = vm.tuple(&own);
                let made = super::make::generic_alias_of(vm, origin, own);
                vm.decref(own);
                made
            }
            None => vm.incref(parameter),
        });
    }
    Ok(result)
}

fn call(vm: &mut Vm, args: Args) -> Res {
    let origin = vm.record_at(args.at(vm, 0), 0);
    let count = args.positional(vm);
    let positional: Vec<Ref> = (1..count).map(|i| args.at(vm, i)).collect();
    let keys = if args.names.is_null() { Vec::new() } else { vm.items(args.names).unwrap_or_default().to_vec() };
    let named: Vec<(Ref, Ref)> = keys.into_iter().enumerate().map(|(i, key)| (key, args.at(vm, count + i))).collect();
    vm.call_kw(origin, &positional, &named)
}

/// A member or parameter as the repr shows it: classes by name, with their module unless builtin.
fn shown(vm: &mut Vm, x: Ref) -> Res<String> {
    if x == ELLIPSIS {
        return Ok("...".to_owned());
    }
    if x == types::NONE_TYPE || x == NONE {
        return Ok("None".to_owned());
    }
    if vm.is_exact(x, types::GENERIC_ALIAS) {
        let (origin, parameters) = (vm.record_at(x, 0), vm.record_at(x, 1));
        let items = vm.items(parameters).unwrap_or_default().to_vec();
        let origin = shown(vm, origin)?;
        let items: Res<Vec<String>> = items.into_iter().map(|item| shown(vm, item)).collect();
        let items = items?;
        return Ok(format!("{origin}[{}]", if items.is_empty() { "()".to_owned() } else { items.join(", ") }));
    }
    if !vm.is_type(x) {
        return vm.repr_text(x);
    }
    let name = vm.getattr(x, names::QUALNAME)?;
    let module = vm.getattr(x, names::MODULE)?;
    let (name_text, module_text) = (vm.text(name), vm.text(module));
    vm.decref(name);
    vm.decref(module);
    Ok(if module_text == "builtins" { name_text } else { format!("{module_text}.{name_text}") })
}
