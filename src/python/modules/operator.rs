//! `_operator`: the functions of `operator` (Python source), as `Modules/_operator.c` has them: they see their arguments
//! where the caller holds them.

use crate::memory::Ref;
use crate::python::code::{BinaryOp, CompareOp};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

const TWO: Arity = Arity::Range(2, 2);

macro_rules! compare {
    ($name:literal, $op:ident) => {
        Native::function($name, TWO, |vm, args| vm.compare(CompareOp::$op, args.at(vm, 0), args.at(vm, 1)))
    };
}

macro_rules! binary {
    ($name:literal, $op:ident) => {
        Native::function($name, TWO, |vm, args| vm.binary(BinaryOp::$op, args.at(vm, 0), args.at(vm, 1)))
    };
}

macro_rules! unary {
    ($name:literal, $special:ident, $symbol:literal) => {
        Native::function($name, Arity::One, |vm, args| vm.unary(args.at(vm, 0), names::$special, $symbol))
    };
}

pub const MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    functions: &[
        compare!("lt", Lt),
        compare!("le", Le),
        compare!("eq", Eq),
        compare!("ne", Ne),
        compare!("ge", Ge),
        compare!("gt", Gt),
        Native::function("not_", Arity::One, |vm, args| {
            let truth = vm.truth(args.at(vm, 0))?;
            Ok(vm.bool(!truth))
        }),
        Native::function("truth", Arity::One, |vm, args| {
            let truth = vm.truth(args.at(vm, 0))?;
            Ok(vm.bool(truth))
        }),
        Native::function("is_", TWO, |vm, args| Ok(vm.bool(args.at(vm, 0) == args.at(vm, 1)))),
        Native::function("is_not", TWO, |vm, args| Ok(vm.bool(args.at(vm, 0) != args.at(vm, 1)))),
        Native::function("index", Arity::One, index),
        unary!("neg", NEG, "-"),
        unary!("pos", POS, "+"),
        unary!("inv", INVERT, "~"),
        unary!("invert", INVERT, "~"),
        binary!("add", Add),
        binary!("and_", And),
        binary!("floordiv", FloorDivide),
        binary!("lshift", Lshift),
        binary!("mod", Remainder),
        binary!("mul", Multiply),
        binary!("matmul", MatrixMultiply),
        binary!("or_", Or),
        binary!("pow", Power),
        binary!("rshift", Rshift),
        binary!("sub", Subtract),
        binary!("truediv", TrueDivide),
        binary!("xor", Xor),
        binary!("iadd", InplaceAdd),
        binary!("iand", InplaceAnd),
        binary!("ifloordiv", InplaceFloorDivide),
        binary!("ilshift", InplaceLshift),
        binary!("imod", InplaceRemainder),
        binary!("imul", InplaceMultiply),
        binary!("imatmul", InplaceMatrixMultiply),
        binary!("ior", InplaceOr),
        binary!("ipow", InplacePower),
        binary!("irshift", InplaceRshift),
        binary!("isub", InplaceSubtract),
        binary!("itruediv", InplaceTrueDivide),
        binary!("ixor", InplaceXor),
        Native::function("concat", TWO, |vm, args| concatenate(vm, args, BinaryOp::Add)),
        Native::function("iconcat", TWO, |vm, args| concatenate(vm, args, BinaryOp::InplaceAdd)),
        Native::function("contains", TWO, |vm, args| {
            let found = vm.contains(args.at(vm, 0), args.at(vm, 1))?;
            Ok(vm.bool(found))
        }),
        Native::function("countOf", TWO, count_of),
        Native::function("indexOf", TWO, index_of),
        Native::function("getitem", TWO, |vm, args| vm.getitem(args.at(vm, 0), args.at(vm, 1))),
        Native::function("delitem", TWO, |vm, args| {
            vm.delitem(args.at(vm, 0), args.at(vm, 1))?;
            vm.done()
        }),
        Native::function("setitem", Arity::Range(3, 3), |vm, args| {
            vm.setitem(args.at(vm, 0), args.at(vm, 1), args.at(vm, 2))?;
            vm.done()
        }),
    ],
    fill: None,
};

/// An int and no other: `index(True)` is 1.
fn index(vm: &mut Vm, args: Args) -> Res {
    let found = vm.index_object(args.at(vm, 0))?;
    if vm.is_exact(found, types::INT) {
        return Ok(found);
    }
    let exact = vm.call_special(found, names::INT, &[]);
    vm.decref(found);
    exact.unwrap_or_else(|| Err(vm.type_error("an int without __int__")))
}

/// Only sequences are concatenated: what can be indexed, dicts excepted.
fn concatenate(vm: &mut Vm, args: Args, op: BinaryOp) -> Res {
    let left = args.at(vm, 0);
    let sequence = vm.special(left, names::GETITEM).is_some() && !vm.isinstance_of(left, types::DICT);
    if !sequence {
        let class = vm.type_name(left);
        return Err(vm.type_error(format!("'{class}' object can't be concatenated")));
    }
    vm.binary(op, left, args.at(vm, 1))
}

/// Goes through an iterable until `step` answers with a result.
fn find(vm: &mut Vm, args: Args, mut step: impl FnMut(bool) -> Option<i64>) -> Res<Option<i64>> {
    let (iterable, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = iterator_of(vm, iterable)?;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let equal = vm.eq(item, wanted);
                vm.decref(item);
                match equal.map(&mut step) {
                    Ok(None) => {}
                    Ok(found) => break Ok(found),
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(None),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}

fn iterator_of(vm: &mut Vm, iterable: Ref) -> Res {
    if vm.special(iterable, names::ITER).is_none() && vm.special(iterable, names::GETITEM).is_none() {
        let (class, what) = (vm.type_name(iterable), vm.dialect.builtins.words.not_a_container);
        return Err(vm.type_error(format!("argument of type '{class}' {what}")));
    }
    vm.iter(iterable)
}

fn count_of(vm: &mut Vm, args: Args) -> Res {
    let mut count = 0;
    find(vm, args, |equal| {
        count += i64::from(equal);
        None
    })?;
    Ok(vm.int(count))
}

fn index_of(vm: &mut Vm, args: Args) -> Res {
    let mut at = -1;
    let found = find(vm, args, |equal| {
        at += 1;
        equal.then_some(at)
    })?;
    match found {
        Some(at) => Ok(vm.int(at)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}
