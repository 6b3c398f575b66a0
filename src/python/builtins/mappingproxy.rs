//! `types.MappingProxyType`: a read-only view of a mapping, as `cls.__dict__` gives it. A record of the mapping.

use crate::memory::{Body, Ref};
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::MAPPING_PROXY,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, str),
        Native::slot("__hash__", 0, hash),
        Native::slot("__len__", 0, len),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__contains__", 1, contains),
        Native::slot("__iter__", 0, iter),
        Native::slot("__eq__", 1, |vm, args| compared(vm, args, CompareOp::Eq)),
        Native::slot("__ne__", 1, |vm, args| compared(vm, args, CompareOp::Ne)),
        Native::slot("__lt__", 1, |vm, args| compared(vm, args, CompareOp::Lt)),
        Native::slot("__le__", 1, |vm, args| compared(vm, args, CompareOp::Le)),
        Native::slot("__gt__", 1, |vm, args| compared(vm, args, CompareOp::Gt)),
        Native::slot("__ge__", 1, |vm, args| compared(vm, args, CompareOp::Ge)),
        Native::slot("__or__", 1, or),
        Native::slot("__ror__", 1, ror),
        Native::method("__reversed__", Arity::Zero, reversed),
        Native::class_method("__class_getitem__", Arity::One, super::generic_alias),
        Native::method("get", Arity::Range(1, 2), get),
        Native::method("keys", Arity::Zero, keys),
        Native::method("values", Arity::Zero, values),
        Native::method("items", Arity::Zero, items),
        Native::method("copy", Arity::Zero, copy),
    ],
    attributes: &[],
};

/// The mapping, borrowed.
#[must_use]
pub fn mapping_of(vm: &Vm, proxy: Ref) -> Ref {
    vm.record_at(proxy, 0)
}

fn inner(vm: &Vm, args: Args) -> Ref {
    mapping_of(vm, args.at(vm, 0))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let mapping = args.at(vm, 1);
    if args.count != 2 {
        let given = args.count - 1;
        return Err(vm.type_error(if given == 0 {
            "mappingproxy() missing required argument 'mapping' (pos 1)".to_owned()
        } else {
            format!("mappingproxy() takes at most 1 argument ({given} given)")
        }));
    }
    let sequence = vm.isinstance_of(mapping, types::LIST) || vm.isinstance_of(mapping, types::TUPLE);
    if sequence || vm.lookup_special(mapping, names::GETITEM).is_none() {
        let name = vm.type_name(mapping);
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {name}")));
    }
    vm.incref(mapping);
    Ok(vm.container(types::MAPPING_PROXY, Body::record(&[mapping], &[])))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let mapping = inner(vm, args);
    let text = vm.repr_text(mapping)?;
    Ok(vm.string(format!("mappingproxy({text})")))
}

fn str(vm: &mut Vm, args: Args) -> Res {
    let mapping = inner(vm, args);
    vm.str_of(mapping)
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let mapping = inner(vm, args);
    let hash = vm.hash(mapping)?;
    Ok(vm.int(hash))
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let mapping = inner(vm, args);
    let length = vm.len(mapping)?;
    Ok(vm.int(length as i64))
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (mapping, key) = (inner(vm, args), args.at(vm, 1));
    vm.getitem(mapping, key)
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (mapping, key) = (inner(vm, args), args.at(vm, 1));
    let found = vm.contains(mapping, key)?;
    Ok(vm.bool(found))
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    let mapping = inner(vm, args);
    vm.iter(mapping)
}

fn unwrapped(vm: &Vm, object: Ref) -> Ref {
    if vm.is_exact(object, types::MAPPING_PROXY) { mapping_of(vm, object) } else { object }
}

fn compared(vm: &mut Vm, args: Args, how: CompareOp) -> Res {
    let (mapping, other) = (inner(vm, args), unwrapped(vm, args.at(vm, 1)));
    vm.compare(how, mapping, other)
}

fn or(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (inner(vm, args), unwrapped(vm, args.at(vm, 1)));
    vm.binary(BinaryOp::Or, a, b)
}

fn ror(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (inner(vm, args), unwrapped(vm, args.at(vm, 1)));
    vm.binary(BinaryOp::Or, b, a)
}

fn delegate(vm: &mut Vm, args: Args, name: &str) -> Res {
    let mapping = inner(vm, args);
    let given = args.to_vec(vm);
    let name = vm.intern(name);
    vm.call_method(mapping, name, given.get(1..).unwrap_or(&[]))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    delegate(vm, args, "__reversed__")
}
/// `mapping.get(key, None)`: the default is always passed on.
fn get(vm: &mut Vm, args: Args) -> Res {
    let (mapping, key, default) = (inner(vm, args), args.at(vm, 1), args.at(vm, 2));
    let default = if default.is_null() { crate::python::vm::known::NONE } else { default };
    let name = vm.intern("get");
    vm.call_method(mapping, name, &[key, default])
}
fn keys(vm: &mut Vm, args: Args) -> Res {
    delegate(vm, args, "keys")
}
fn values(vm: &mut Vm, args: Args) -> Res {
    delegate(vm, args, "values")
}
fn items(vm: &mut Vm, args: Args) -> Res {
    delegate(vm, args, "items")
}
fn copy(vm: &mut Vm, args: Args) -> Res {
    delegate(vm, args, "copy")
}
