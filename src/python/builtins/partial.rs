//! `functools.partial` (a record: function, positional arguments, keywords), `cmp_to_key` and its keys.

use super::{generic_alias, generic_new, seq};
use crate::memory::{Body, Ref, alloc};
use crate::python::code::CompareOp;
use crate::python::dialect::containers::PartialRepr;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::PARTIAL,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot("__repr__", 0, repr),
        Native::method("__reduce__", Arity::Zero, reduce),
        Native::method("__setstate__", Arity::One, set_state),
        Native::class_method("__class_getitem__", Arity::One, generic_alias),
    ],
    attributes: &[
        GetSet::member("func", |vm, p| Ok(vm.record_ref(p, FUNCTION))),
        GetSet::member("args", |vm, p| Ok(vm.record_ref(p, POSITIONAL))),
        GetSet::member("keywords", |vm, p| Ok(vm.record_ref(p, KEYWORDS))),
    ],
};

pub const KEY: TypeDef = TypeDef {
    id: types::CMP_TO_KEY,
    methods: &[
        Native::slot_raw("__call__", Arity::Raw, key_call),
        Native::slot("__eq__", 1, key_eq),
        Native::slot("__ne__", 1, key_ne),
        Native::slot("__lt__", 1, key_lt),
        Native::slot("__le__", 1, key_le),
        Native::slot("__gt__", 1, key_gt),
        Native::slot("__ge__", 1, key_ge),
    ],
    attributes: &[GetSet::member("obj", |vm, k| Ok(vm.record_ref(k, 1)))],
};

const FUNCTION: usize = 0;
const POSITIONAL: usize = 1;
pub const KEYWORDS: usize = 2;

/// Keyword names and values of a call, borrowed.
pub(crate) fn keywords_of(vm: &Vm, args: Args) -> Vec<(Ref, Ref)> {
    if args.names.is_null() {
        return Vec::new();
    }
    let names = vm.items(args.names).unwrap_or(&[]).to_vec();
    let first = args.count - names.len();
    names.into_iter().enumerate().map(|(i, name)| (name, args.at(vm, first + i))).collect()
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let keywords = keywords_of(vm, args);
    let positional = args.count - keywords.len();
    if positional < 2 {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    }
    let mut function = args.at(vm, 1);
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let mut values: Vec<Ref> = Vec::new();
    let mut inner_keywords = Ref::NULL;
    // A partial of a partial is flattened, unless it carries attributes.
    if vm.is_exact(function, types::PARTIAL) && vm.existing_dict(function).is_none() {
        let inner = function;
        function = vm.record_at(inner, FUNCTION);
        values.extend(vm.items(vm.record_at(inner, POSITIONAL)).unwrap_or(&[]));
        inner_keywords = vm.record_at(inner, KEYWORDS);
    }
    for index in 2..positional {
        values.push(args.at(vm, index));
    }
    vm.incref(function);
    let given = vm.tuple_from(&values);
    let dict = if inner_keywords.is_null() { vm.dict() } else { super::dict::copy_of(vm, inner_keywords) };
    for (name, value) in keywords {
        vm.dict_set(dict, name, value)?;
    }
    Ok(generic_new(vm, class, Body::record(&[function, given, dict], &[])))
}

fn call(vm: &mut Vm, args: Args) -> Res {
    let partial = args.at(vm, 0);
    let called = keywords_of(vm, args);
    let positional = args.count - called.len();
    let function = vm.record_at(partial, FUNCTION);
    let mut values = vm.items(vm.record_at(partial, POSITIONAL)).unwrap_or(&[]).to_vec();
    for index in 1..positional {
        values.push(args.at(vm, index));
    }
    let mut keywords = super::dict::pairs(vm, vm.record_at(partial, KEYWORDS));
    for (name, value) in called {
        let same = keywords.iter_mut().find(|(n, _)| vm.as_str(*n) == vm.as_str(name));
        match same {
            Some(place) => place.1 = value,
            None => keywords.push((name, value)),
        }
    }
    if keywords.is_empty() {
        return vm.call(function, &values);
    }
    // What takes its arguments where they stand gets the names of the keywords in a tuple (`_PyStack_UnpackDict`).
    let named = if takes_names(vm, function) { keywords.len() } else { 0 };
    alloc::count_tuple(vm, named);
    let result = vm.call_kw(function, &values, &keywords);
    alloc::count_tuple_death(&mut vm.heap, named);
    result
}

fn takes_names(vm: &Vm, function: Ref) -> bool {
    match vm.body(function) {
        Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. } => !vm.dialect.python2,
        _ => vm.behaviour.vectorcall_types.contains(&function),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let partial = args.at(vm, 0);
    if !vm.enter_repr(partial) {
        return Ok(vm.str("..."));
    }
    let text = repr_parts(vm, partial);
    vm.leave_repr(partial);
    let text = text?;
    let name = match vm.dialect.containers.partial_repr {
        PartialRepr::FullName => vm.full_type_name(vm.type_of(partial)),
        PartialRepr::TypeName => vm.type_name(partial),
    };
    Ok(vm.string(format!("{name}({text})")))
}

fn repr_parts(vm: &mut Vm, partial: Ref) -> Res<String> {
    let function = vm.record_at(partial, FUNCTION);
    let mut text = vm.repr_text(function)?;
    for value in vm.items(vm.record_at(partial, POSITIONAL)).unwrap_or(&[]).to_vec() {
        text.push_str(", ");
        text.push_str(&vm.repr_text(value)?);
    }
    for (name, value) in super::dict::pairs(vm, vm.record_at(partial, KEYWORDS)) {
        text.push_str(", ");
        text.push_str(&vm.str_text(name)?);
        text.push('=');
        text.push_str(&vm.repr_text(value)?);
    }
    Ok(text)
}

/// `(type, (function,), (function, arguments, keywords, attributes))` (`partial_reduce`).
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let partial = args.at(vm, 0);
    let function = vm.record_ref(partial, FUNCTION);
    let state = [FUNCTION, POSITIONAL, KEYWORDS].map(|at| vm.record_ref(partial, at));
    let dict = vm.existing_dict(partial).unwrap_or(known::NONE);
    let dict = vm.incref(dict);
    let state = vm.tuple(&[state[0], state[1], state[2], dict]);
    Ok(super::iterators::pickling::recipe(vm, vm.type_of(partial), &[function], Some(state)))
}

/// The same four parts (`partial_setstate`).
fn set_state(vm: &mut Vm, args: Args) -> Res {
    let (partial, state) = (args.at(vm, 0), args.at(vm, 1));
    let parts = match vm.isinstance_of(state, types::TUPLE) {
        true => vm.items(state).unwrap_or_default().to_vec(),
        false => Vec::new(),
    };
    let &[function, given, keywords, attributes] = parts.as_slice() else {
        return Err(vm.type_error("invalid partial state"));
    };
    let fits = vm.is_callable(function)
        && vm.isinstance_of(given, types::TUPLE)
        && (keywords == known::NONE || vm.isinstance_of(keywords, types::DICT));
    if !fits {
        return Err(vm.type_error("invalid partial state"));
    }
    let given = match vm.is_exact(given, types::TUPLE) {
        true => vm.incref(given),
        false => {
            let items = vm.items(given).unwrap_or_default().to_vec();
            vm.tuple_from(&items)
        }
    };
    let keywords = match keywords {
        known::NONE => vm.dict(),
        _ if vm.is_exact(keywords, types::DICT) => vm.incref(keywords),
        _ => super::dict::copy_of(vm, keywords),
    };
    vm.incref(function);
    for (at, part) in [(FUNCTION, function), (POSITIONAL, given), (KEYWORDS, keywords)] {
        vm.record_put(partial, at, part);
    }
    if attributes != known::NONE {
        vm.setattr(partial, known::names::DICT, attributes)?;
    } else if vm.existing_dict(partial).is_some() {
        let empty = vm.dict();
        vm.replace_instance_dict(partial, empty);
        vm.decref(empty);
    }
    vm.done()
}

/// `functools.cmp_to_key(mycmp)`: a callable that makes keys. A key holds the function and its object.
///
/// # Errors
/// None.
pub fn cmp_to_key(vm: &mut Vm, args: Args) -> Res {
    let function = args.at(vm, 0);
    vm.incref(function);
    Ok(vm.container(types::CMP_TO_KEY, Body::record(&[function, Ref::NULL], &[])))
}

fn key_call(vm: &mut Vm, args: Args) -> Res {
    let (maker, object) = (args.at(vm, 0), args.at(vm, 1));
    if args.count != 2 {
        return Err(vm.type_error("K() missing required argument 'obj' (pos 1)"));
    }
    let function = vm.record_at(maker, 0);
    vm.incref(function);
    vm.incref(object);
    Ok(vm.container(types::CMP_TO_KEY, Body::record(&[function, object], &[])))
}

fn key_compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_exact(b, types::CMP_TO_KEY) {
        return Err(vm.type_error("other argument must be K instance"));
    }
    let (function, x, y) = (vm.record_at(a, 0), vm.record_at(a, 1), vm.record_at(b, 1));
    if x.is_null() || y.is_null() {
        return Ok(seq::not_implemented(vm));
    }
    let order = vm.call(function, &[x, y])?;
    let zero = vm.int(0);
    let result = vm.compare(op, order, zero);
    vm.decref(order);
    vm.decref(zero);
    result
}

macro_rules! key_comparisons {
    ($($name:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            key_compare(vm, args, CompareOp::$op)
        })+
    };
}

key_comparisons!(key_eq Eq, key_ne Ne, key_lt Lt, key_le Le, key_gt Gt, key_ge Ge);
