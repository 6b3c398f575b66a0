//! Operators of classic instances: methods found as attributes, `__coerce__` before them (`half_binop` and its callers in
//! `Objects/classobj.c`).

use crate::memory::{Body, Ref};
use crate::python::builtins::support::not_implemented;
use crate::python::code::BinaryOp;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

use super::{call, call_any_opt, call_opt, call_unasked};

/// A method without arguments, which must be there.
macro_rules! unary {
    ($text:literal, $name:ident) => {
        Native::slot($text, 0, |vm, args| call(vm, args.at(vm, 0), names::$name, &[]))
    };
}

/// The left and the right method of an operator.
macro_rules! binary {
    ($left:literal, $right:literal, $names:expr, $side:ident) => {
        Native::slot(binary!(@ $side $left $right), 1, |vm, args| {
            let (own, other) = (args.at(vm, 0), args.at(vm, 1));
            binary!(@run $side vm own other $names)
        })
    };
    (@ LEFT $left:literal $right:literal) => { $left };
    (@ RIGHT $left:literal $right:literal) => { $right };
    (@run LEFT $vm:ident $own:ident $other:ident $names:expr) => { operate($vm, $own, $other, $names) };
    (@run RIGHT $vm:ident $own:ident $other:ident $names:expr) => { operate($vm, $other, $own, $names) };
}

/// The method of an augmented assignment.
macro_rules! in_place {
    ($text:literal, $name:ident, $names:expr) => {
        Native::slot($text, 1, |vm, args| {
            let (own, other) = (args.at(vm, 0), args.at(vm, 1));
            match half(vm, own, other, names::$name, $names, Side::Left)? {
                known::NOT_IMPLEMENTED => {
                    vm.decref(known::NOT_IMPLEMENTED);
                    operate(vm, own, other, $names)
                }
                result => Ok(result),
            }
        })
    };
}

const ADD: Operator = Operator::of(names::ADD, names::RADD, BinaryOp::Add);
const SUB: Operator = Operator::of(names::SUB, names::RSUB, BinaryOp::Subtract);
const MUL: Operator = Operator::of(names::MUL, names::RMUL, BinaryOp::Multiply);
const DIV: Operator = Operator::of(names::DIV, names::RDIV, BinaryOp::ClassicDivide);
const MOD: Operator = Operator::of(names::MOD, names::RMOD, BinaryOp::Remainder);
const FLOORDIV: Operator = Operator::of(names::FLOORDIV, names::RFLOORDIV, BinaryOp::FloorDivide);
const TRUEDIV: Operator = Operator::of(names::TRUEDIV, names::RTRUEDIV, BinaryOp::TrueDivide);
const LSHIFT: Operator = Operator::of(names::LSHIFT, names::RLSHIFT, BinaryOp::Lshift);
const RSHIFT: Operator = Operator::of(names::RSHIFT, names::RRSHIFT, BinaryOp::Rshift);
const AND: Operator = Operator::of(names::AND, names::RAND, BinaryOp::And);
const OR: Operator = Operator::of(names::OR, names::ROR, BinaryOp::Or);
const XOR: Operator = Operator::of(names::XOR, names::RXOR, BinaryOp::Xor);
const POW: Operator = Operator::of(names::POW, names::RPOW, BinaryOp::Power);
const DIVMOD: Operator = Operator { left: names::DIVMOD, right: names::RDIVMOD, again: Again::DivMod };

pub const TYPE: TypeDef = TypeDef {
    id: types::INSTANCE,
    methods: &[
        unary!("__neg__", NEG),
        unary!("__pos__", POS),
        unary!("__abs__", ABS),
        unary!("__invert__", INVERT),
        unary!("__float__", FLOAT),
        Native::slot("__nonzero__", 0, |vm, args| nonzero(vm, args.at(vm, 0))),
        Native::slot("__index__", 0, |vm, args| match call_opt(vm, args.at(vm, 0), names::INDEX, &[])? {
            Some(result) => Ok(result),
            None => Err(vm.type_error("object cannot be interpreted as an index")),
        }),
        Native::slot("__int__", 0, |vm, args| first_of(vm, args.at(vm, 0), &[names::INT, names::TRUNC])),
        Native::slot("__long__", 0, |vm, args| first_of(vm, args.at(vm, 0), &[names::LONG, names::INT, names::TRUNC])),
        Native::slot("__oct__", 0, |vm, args| by_text(vm, args.at(vm, 0), "__oct__")),
        Native::slot("__hex__", 0, |vm, args| by_text(vm, args.at(vm, 0), "__hex__")),
        binary!("__add__", "__radd__", ADD, LEFT),
        binary!("__add__", "__radd__", ADD, RIGHT),
        binary!("__sub__", "__rsub__", SUB, LEFT),
        binary!("__sub__", "__rsub__", SUB, RIGHT),
        binary!("__mul__", "__rmul__", MUL, LEFT),
        binary!("__mul__", "__rmul__", MUL, RIGHT),
        binary!("__div__", "__rdiv__", DIV, LEFT),
        binary!("__div__", "__rdiv__", DIV, RIGHT),
        binary!("__mod__", "__rmod__", MOD, LEFT),
        binary!("__mod__", "__rmod__", MOD, RIGHT),
        binary!("__divmod__", "__rdivmod__", DIVMOD, LEFT),
        binary!("__divmod__", "__rdivmod__", DIVMOD, RIGHT),
        binary!("__floordiv__", "__rfloordiv__", FLOORDIV, LEFT),
        binary!("__floordiv__", "__rfloordiv__", FLOORDIV, RIGHT),
        binary!("__truediv__", "__rtruediv__", TRUEDIV, LEFT),
        binary!("__truediv__", "__rtruediv__", TRUEDIV, RIGHT),
        binary!("__lshift__", "__rlshift__", LSHIFT, LEFT),
        binary!("__lshift__", "__rlshift__", LSHIFT, RIGHT),
        binary!("__rshift__", "__rrshift__", RSHIFT, LEFT),
        binary!("__rshift__", "__rrshift__", RSHIFT, RIGHT),
        binary!("__and__", "__rand__", AND, LEFT),
        binary!("__and__", "__rand__", AND, RIGHT),
        binary!("__or__", "__ror__", OR, LEFT),
        binary!("__or__", "__ror__", OR, RIGHT),
        binary!("__xor__", "__rxor__", XOR, LEFT),
        binary!("__xor__", "__rxor__", XOR, RIGHT),
        Native::slot_raw("__pow__", Arity::Range(1, 2), power),
        binary!("__pow__", "__rpow__", POW, RIGHT),
        in_place!("__iadd__", IADD, ADD),
        in_place!("__isub__", ISUB, SUB),
        in_place!("__imul__", IMUL, MUL),
        Native::slot("__idiv__", 1, |vm, args| {
            let (own, other) = (args.at(vm, 0), args.at(vm, 1));
            let name = vm.intern("__idiv__");
            match half(vm, own, other, name, DIV, Side::Left)? {
                known::NOT_IMPLEMENTED => {
                    vm.decref(known::NOT_IMPLEMENTED);
                    operate(vm, own, other, DIV)
                }
                result => Ok(result),
            }
        }),
        in_place!("__imod__", IMOD, MOD),
        in_place!("__ifloordiv__", IFLOORDIV, FLOORDIV),
        in_place!("__itruediv__", ITRUEDIV, TRUEDIV),
        in_place!("__ilshift__", ILSHIFT, LSHIFT),
        in_place!("__irshift__", IRSHIFT, RSHIFT),
        in_place!("__iand__", IAND, AND),
        in_place!("__ior__", IOR, OR),
        in_place!("__ixor__", IXOR, XOR),
        in_place!("__ipow__", IPOW, POW),
    ],
    attributes: &[],
};

/// An operator's methods, and how it is tried again on what `__coerce__` gave.
#[derive(Clone, Copy)]
struct Operator {
    left: Ref,
    right: Ref,
    again: Again,
}

#[derive(Clone, Copy)]
enum Again {
    Symbol(BinaryOp),
    DivMod,
}

impl Operator {
    const fn of(left: Ref, right: Ref, symbol: BinaryOp) -> Self {
        Self { left, right, again: Again::Symbol(symbol) }
    }

    fn run(self, vm: &mut Vm, left: Ref, right: Ref) -> Res {
        match self.again {
            Again::Symbol(symbol) => vm.binary(symbol, left, right),
            Again::DivMod => vm.binary_named(left, right, names::DIVMOD, names::RDIVMOD, "divmod()"),
        }
    }
}

/// Which operand's method is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// `left op right` where one of the two is a classic instance; NotImplemented when neither can.
fn operate(vm: &mut Vm, left: Ref, right: Ref, operator: Operator) -> Res {
    match half(vm, left, right, operator.left, operator, Side::Left)? {
        known::NOT_IMPLEMENTED => {
            vm.decref(known::NOT_IMPLEMENTED);
            half(vm, right, left, operator.right, operator, Side::Right)
        }
        result => Ok(result),
    }
}

/// One operand's try: its `__coerce__`, then its method.
fn half(vm: &mut Vm, own: Ref, other: Ref, name: Ref, operator: Operator, side: Side) -> Res {
    if !vm.is_classic_instance(own) {
        return not_implemented(vm);
    }
    let Some(pair) = call_unasked(vm, own, names::COERCE, &[other])? else {
        return by_method(vm, own, other, name);
    };
    if pair == known::NONE || pair == known::NOT_IMPLEMENTED {
        vm.decref(pair);
        return by_method(vm, own, other, name);
    }
    let result = match *vm.items(pair).unwrap_or(&[]) {
        [own, other] if vm.isinstance_of(pair, types::TUPLE) => {
            if vm.is_classic_instance(own) {
                by_method(vm, own, other, name)
            } else {
                vm.enter_native(" after coercion").and_then(|()| {
                    let result = match side {
                        Side::Left => operator.run(vm, own, other),
                        Side::Right => operator.run(vm, other, own),
                    };
                    vm.leave_native();
                    result
                })
            }
        }
        _ => Err(vm.type_error("coercion should return None or 2-tuple")),
    };
    vm.decref(pair);
    result
}

fn by_method(vm: &mut Vm, own: Ref, other: Ref, name: Ref) -> Res {
    match call_any_opt(vm, own, name, &[other])? {
        Some(result) => Ok(result),
        None => not_implemented(vm),
    }
}

/// `pow(x, y, z)` knows no coercion and only the left operand.
fn power(vm: &mut Vm, args: Args) -> Res {
    let (own, exponent) = (args.at(vm, 0), args.at(vm, 1));
    match args.at(vm, 2).some().filter(|z| *z != known::NONE) {
        None => operate(vm, own, exponent, POW),
        Some(modulus) => call(vm, own, names::POW, &[exponent, modulus]),
    }
}

/// The first of these methods that is there; the last must be.
fn first_of(vm: &mut Vm, instance: Ref, choices: &[Ref]) -> Res {
    let Some((&last, first)) = choices.split_last() else { return vm.done() };
    for &name in first {
        if let Some(result) = call_unasked(vm, instance, name, &[])? {
            return Ok(result);
        }
    }
    call(vm, instance, last, &[])
}

fn by_text(vm: &mut Vm, instance: Ref, name: &str) -> Res {
    let name = vm.intern(name);
    call(vm, instance, name, &[])
}

/// `__nonzero__`, else `__len__`, else true.
fn nonzero(vm: &mut Vm, instance: Ref) -> Res {
    let found = match vm.classic_getattr_opt(instance, names::NONZERO)? {
        None => vm.classic_getattr_opt(instance, names::LEN)?,
        found => found,
    };
    let Some(method) = found else { return Ok(vm.bool(true)) };
    let result = vm.call(method, &[]);
    vm.decref(method);
    let result = result?;
    let value = match vm.body(result) {
        Body::Int(value) => Some(*value),
        _ => None,
    };
    vm.decref(result);
    match value {
        Some(value) if value >= 0 => Ok(vm.bool(value > 0)),
        Some(_) => Err(vm.value_error("__nonzero__ should return >= 0")),
        None => Err(vm.type_error("__nonzero__ should return an int")),
    }
}
