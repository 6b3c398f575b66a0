//! `weakref.ref`.

use super::{generic_new, seq};
use crate::memory::object::WeakReference;
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref, weak};
use crate::python::code::CompareOp;
use crate::python::dialect::containers::WeakBuiltins;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::REFERENCE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot("__repr__", 0, repr),
        Native::slot("__hash__", 0, hash),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::class_method("__class_getitem__", Arity::One, super::generic_alias),
    ],
    attributes: &[GetSet::member("__callback__", callback)],
};

/// The object referred to, borrowed; NULL once it is gone.
#[must_use]
pub fn target(vm: &Vm, reference: Ref) -> Ref {
    match vm.body(reference) {
        Body::WeakReference(weak) => weak.target,
        _ => Ref::NULL,
    }
}

/// Whether instances of the object's type can be weakly referenced.
fn referenceable(vm: &Vm, object: Ref) -> bool {
    let class = vm.type_of(object);
    let later = matches!(class, types::NATIVE_FUNCTION | types::MODULE | types::MEMORYVIEW);
    let refused = later && vm.dialect.containers.weak_builtins == WeakBuiltins::Refused;
    !refused && vm.type_body(class).is_some_and(|t| t.has_weakrefs)
}

/// A weak reference or proxy; `callback` may be NULL.
///
/// # Errors
/// TypeError when the object cannot be referred to.
pub(super) fn make(vm: &mut Vm, class: Ref, object: Ref, callback: Ref, kind: weak::Kind) -> Res {
    if !referenceable(vm, object) {
        let name = vm.type_name(object);
        return Err(vm.type_error(format!("cannot create weak reference to '{name}' object")));
    }
    if callback.is_null()
        && kind != weak::Kind::Subclass
        && let Some(shared) = weak::shared(&vm.heap, object, class)
    {
        return Ok(vm.incref(shared));
    }
    let body = Body::WeakReference(WeakReference::new(object, callback));
    if vm.heap.rules.native_calls == NativeCalls::InTuple {
        vm.heap.collector.lent = [object, callback];
    }
    let made = generic_new(vm, class, body);
    vm.heap.collector.lent = [Ref::NULL; 2];
    vm.xincref(callback);
    weak::register(&mut vm.heap, made, kind);
    Ok(made)
}

/// The optional callback; `None` is none.
pub(super) fn callback_arg(callback: Ref) -> Ref {
    if callback == known::NONE { Ref::NULL } else { callback }
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    // A subclass may take more; its __init__ sees them.
    let keywords = vm.tuple_len(args.names);
    let positional = args.count - keywords - 1;
    if keywords > 0 && class == types::REFERENCE {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    if positional == 0 {
        let message = vm.dialect.builtins.words.too_few.at_least("__new__");
        return Err(vm.type_error(message));
    }
    if positional > 2 {
        return Err(vm.type_error(format!("__new__ expected at most 2 arguments, got {positional}")));
    }
    let callback = if positional == 2 { callback_arg(args.at(vm, 2)) } else { Ref::NULL };
    let kind = if class == types::REFERENCE { weak::Kind::Reference } else { weak::Kind::Subclass };
    let object = args.at(vm, 1);
    make(vm, class, object, callback, kind)
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let keywords = vm.tuple_len(args.names);
    let positional = args.count - keywords - 1;
    if keywords > 0 {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    if positional == 0 || positional > 2 {
        let bound = if positional == 0 { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.type_error(format!("__init__ expected {bound}, got {positional}")));
    }
    vm.done()
}

fn call(vm: &mut Vm, args: Args) -> Res {
    let reference = args.at(vm, 0);
    let given = args.count - 1;
    if vm.tuple_len(args.names) > 0 {
        return Err(vm.type_error("weakref() takes no keyword arguments"));
    }
    if given > 0 {
        return Err(vm.type_error(format!("weakref expected 0 arguments, got {given}")));
    }
    let target = target(vm, reference);
    Ok(if target.is_null() { vm.none() } else { vm.incref(target) })
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let reference = args.at(vm, 0);
    let (target, address) = (target(vm, reference), vm.address_of(reference));
    if target.is_null() {
        return Ok(vm.string(format!("<weakref at {address:#x}; dead>")));
    }
    vm.incref(target);
    let name = vm.getattr_opt(target, names::NAME);
    let text = name.map(|name| {
        let name_text = name.and_then(|n| vm.as_str(n).map(|t| format!(" ({t})"))).unwrap_or_default();
        if let Some(name) = name {
            vm.decref(name);
        }
        let (class, at) = (vm.type_name(target), vm.address_of(target));
        format!("<weakref at {address:#x}; to '{class}' at {at:#x}{name_text}>")
    });
    vm.decref(target);
    let text = text?;
    Ok(vm.string(text))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let reference = args.at(vm, 0);
    if let Some(&hash) = vm.heap.weak_hashes.get(&reference) {
        return Ok(vm.int(hash));
    }
    let target = target(vm, reference);
    if target.is_null() {
        return Err(vm.type_error("weak object has gone away"));
    }
    vm.incref(target);
    let hash = vm.hash(target);
    vm.decref(target);
    let hash = hash?;
    vm.heap.weak_hashes.insert(reference, hash);
    Ok(vm.int(hash))
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::REFERENCE) {
        return Ok(seq::not_implemented(vm));
    }
    let (x, y) = (target(vm, a), target(vm, b));
    if x.is_null() || y.is_null() {
        return Ok(vm.bool((a == b) == (op == CompareOp::Eq)));
    }
    vm.incref(x);
    vm.incref(y);
    let result = vm.compare(op, x, y);
    vm.decref(x);
    vm.decref(y);
    result
}

fn eq(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::Eq)
}

fn ne(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, CompareOp::Ne)
}

fn callback(vm: &mut Vm, reference: Ref) -> Res {
    let callback = match vm.body(reference) {
        Body::WeakReference(weak) => weak.callback,
        _ => Ref::NULL,
    };
    Ok(if callback.is_null() { vm.none() } else { vm.incref(callback) })
}
