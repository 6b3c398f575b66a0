//! `weakref.proxy`: an object that passes everything on to the one it refers to.

use super::reference::{callback_arg, make as make_reference, target};
use crate::memory::{Ref, weak};
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

macro_rules! proxy_type {
    ($constant:ident, $id:ident, [$($more:expr),*]) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__repr__", 0, repr),
                Native::slot("__str__", 0, str),
                Native::slot("__hash__", 0, hash),
                Native::slot("__getattribute__", 1, getattribute),
                Native::slot("__setattr__", 2, setattr),
                Native::slot("__delattr__", 1, delattr),
                Native::slot("__bool__", 0, bool),
                Native::slot("__nonzero__", 0, bool),
                Native::slot("__len__", 0, len),
                Native::slot("__contains__", 1, contains),
                Native::slot("__getitem__", 1, getitem),
                Native::slot("__setitem__", 2, setitem),
                Native::slot("__delitem__", 1, delitem),
                Native::slot("__iter__", 0, iter),
                Native::slot("__next__", 0, next),
                Native::slot("__eq__", 1, eq),
                Native::slot("__ne__", 1, ne),
                Native::slot("__lt__", 1, lt),
                Native::slot("__le__", 1, le),
                Native::slot("__gt__", 1, gt),
                Native::slot("__ge__", 1, ge),
                Native::slot("__neg__", 0, neg),
                Native::slot("__pos__", 0, pos),
                Native::slot("__abs__", 0, abs),
                Native::slot("__invert__", 0, invert),
                Native::slot("__int__", 0, int),
                Native::slot("__float__", 0, float),
                Native::slot("__index__", 0, index),
                Native::slot("__add__", 1, add),
                Native::slot("__radd__", 1, radd),
                Native::slot("__sub__", 1, sub),
                Native::slot("__rsub__", 1, rsub),
                Native::slot("__mul__", 1, mul),
                Native::slot("__rmul__", 1, rmul),
                Native::slot("__truediv__", 1, truediv),
                Native::slot("__rtruediv__", 1, rtruediv),
                Native::slot("__floordiv__", 1, floordiv),
                Native::slot("__rfloordiv__", 1, rfloordiv),
                Native::slot("__mod__", 1, modulo),
                Native::slot("__rmod__", 1, rmodulo),
                Native::slot("__pow__", 1, pow),
                Native::slot("__rpow__", 1, rpow),
                Native::slot("__lshift__", 1, lshift),
                Native::slot("__rlshift__", 1, rlshift),
                Native::slot("__rshift__", 1, rshift),
                Native::slot("__rrshift__", 1, rrshift),
                Native::slot("__and__", 1, and),
                Native::slot("__rand__", 1, rand),
                Native::slot("__or__", 1, or),
                Native::slot("__ror__", 1, ror),
                Native::slot("__xor__", 1, xor),
                Native::slot("__rxor__", 1, rxor),
                $($more),*
            ],
            attributes: &[],
        };
    };
}

proxy_type!(PROXY, PROXY, []);
proxy_type!(CALLABLE_PROXY, CALLABLE_PROXY, [Native::slot_raw("__call__", Arity::Raw, call)]);

/// `weakref.proxy(object, callback=None)`.
///
/// # Errors
/// TypeError when the object cannot be referred to.
pub fn make(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    let class = if vm.is_callable(object) { types::CALLABLE_PROXY } else { types::PROXY };
    let callback = callback_arg(args.at(vm, 1));
    make_reference(vm, class, object, callback, weak::Kind::Proxy)
}

fn is_proxy(vm: &Vm, object: Ref) -> bool {
    matches!(vm.type_of(object), types::PROXY | types::CALLABLE_PROXY)
}

/// The object behind a proxy, counted while it is used; other objects as they are.
fn open(vm: &mut Vm, object: Ref) -> Res {
    if !is_proxy(vm, object) {
        return Ok(vm.incref(object));
    }
    let target = target(vm, object);
    if target.is_null() {
        return Err(vm.raise(types::REFERENCE_ERROR, "weakly-referenced object no longer exists"));
    }
    Ok(vm.incref(target))
}

/// Runs `f` on what stands behind the receiver.
fn with(vm: &mut Vm, args: Args, f: impl FnOnce(&mut Vm, Ref) -> Res) -> Res {
    let receiver = args.at(vm, 0);
    let object = open(vm, receiver)?;
    let result = f(vm, object);
    vm.decref(object);
    result
}

/// Runs `f` on what stands behind the receiver and the other operand.
fn with_both(vm: &mut Vm, args: Args, f: impl FnOnce(&mut Vm, Ref, Ref) -> Res) -> Res {
    let (receiver, other) = (args.at(vm, 0), args.at(vm, 1));
    let object = open(vm, receiver)?;
    let other = match open(vm, other) {
        Ok(other) => other,
        Err(raised) => {
            vm.decref(object);
            return Err(raised);
        }
    };
    let result = f(vm, object, other);
    vm.decref(object);
    vm.decref(other);
    result
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let proxy = args.at(vm, 0);
    let (target, address) = (target(vm, proxy), vm.address_of(proxy));
    if target.is_null() {
        return Ok(vm.string(format!("<weakproxy at {address:#x}; dead>")));
    }
    let (class, at) = (vm.type_name(target), vm.address_of(target));
    Ok(vm.string(format!("<weakproxy at {address:#x}; to '{class}' at {at:#x}>")))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let name = vm.type_name(args.at(vm, 0));
    Err(vm.type_error(format!("unhashable type: '{name}'")))
}

fn str(vm: &mut Vm, args: Args) -> Res {
    with(vm, args, super::super::vm::Vm::str_of)
}

fn getattribute(vm: &mut Vm, args: Args) -> Res {
    let name = args.at(vm, 1);
    with(vm, args, |vm, o| vm.getattr(o, name))
}

fn setattr(vm: &mut Vm, args: Args) -> Res {
    let (name, value) = (args.at(vm, 1), args.at(vm, 2));
    with(vm, args, |vm, o| {
        vm.setattr(o, name, value)?;
        vm.done()
    })
}

fn delattr(vm: &mut Vm, args: Args) -> Res {
    let name = args.at(vm, 1);
    with(vm, args, |vm, o| {
        vm.delattr(o, name)?;
        vm.done()
    })
}

fn bool(vm: &mut Vm, args: Args) -> Res {
    with(vm, args, |vm, o| {
        let truth = vm.truth(o)?;
        Ok(vm.bool(truth))
    })
}

fn len(vm: &mut Vm, args: Args) -> Res {
    with(vm, args, |vm, o| {
        let length = vm.len(o)?;
        Ok(vm.int(length as i64))
    })
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let value = args.at(vm, 1);
    with(vm, args, |vm, o| {
        let found = vm.contains(o, value)?;
        Ok(vm.bool(found))
    })
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    with_both(vm, args, super::super::vm::Vm::getitem)
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (key, value) = (args.at(vm, 1), args.at(vm, 2));
    with(vm, args, |vm, o| {
        vm.setitem(o, key, value)?;
        vm.done()
    })
}

fn delitem(vm: &mut Vm, args: Args) -> Res {
    let key = args.at(vm, 1);
    with(vm, args, |vm, o| {
        vm.delitem(o, key)?;
        vm.done()
    })
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    with(vm, args, super::super::vm::Vm::iter)
}

fn next(vm: &mut Vm, args: Args) -> Res {
    with(vm, args, |vm, o| match vm.call_special(o, names::NEXT, &[]) {
        Some(result) => result,
        None => {
            let name = vm.type_name(o);
            Err(vm.type_error(format!("Weakref proxy referenced a non-iterator '{name}' object")))
        }
    })
}

fn call(vm: &mut Vm, args: Args) -> Res {
    let given = args.to_vec(vm);
    let names = vm.items(args.names).filter(|_| !args.names.is_null()).unwrap_or(&[]).to_vec();
    let positional = given.len() - names.len();
    let keywords: Vec<(Ref, Ref)> = names.iter().copied().zip(given.iter().skip(positional).copied()).collect();
    let positional = given.get(1..positional).unwrap_or(&[]).to_vec();
    with(vm, args, |vm, o| vm.call_kw(o, &positional, &keywords))
}

macro_rules! unary {
    ($($name:ident $special:ident $symbol:literal),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            with(vm, args, |vm, o| vm.unary(o, names::$special, $symbol))
        })+
    };
}

unary!(
    neg NEG "-", pos POS "+", invert INVERT "~", abs ABS "abs()", int INT "int()", float FLOAT "float()",
    index INDEX "index()"
);

macro_rules! compare {
    ($($name:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            with_both(vm, args, |vm, a, b| vm.compare(CompareOp::$op, a, b))
        })+
    };
}

compare!(eq Eq, ne Ne, lt Lt, le Le, gt Gt, ge Ge);

macro_rules! binary {
    ($($name:ident $reflected:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            with_both(vm, args, |vm, a, b| vm.binary(BinaryOp::$op, a, b))
        }
        fn $reflected(vm: &mut Vm, args: Args) -> Res {
            with_both(vm, args, |vm, a, b| vm.binary(BinaryOp::$op, b, a))
        })+
    };
}

binary!(
    add radd Add, sub rsub Subtract, mul rmul Multiply, truediv rtruediv TrueDivide,
    floordiv rfloordiv FloorDivide, modulo rmodulo Remainder, pow rpow Power, lshift rlshift Lshift,
    rshift rrshift Rshift, and rand And, or ror Or, xor rxor Xor
);
