//! `int` (and 2.7's `long`, which differs in name and `repr` only): its methods, on top of [`Integer`].
//! `int()` itself is in [`super::int_new`].

use std::cmp::Ordering;

use super::int_new;
use super::support::{
    arithmetic, given, index_integer, integers, not_implemented, pair, text, truth_value, unshared_str,
};
use crate::memory::{Body, Ref};
use crate::python::dialect::builtins::{Integers, Strings};
use crate::python::text::int::Power;
use crate::python::text::int_theory::Signedness;
use crate::python::text::{ArithmeticFault, ArithmeticResult, Integer, hash, spec_format};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef { id: types::INT, methods: METHODS, attributes: ATTRIBUTES };

/// 2.7's second integer type.
pub const LONG: TypeDef = TypeDef { id: types::LONG, methods: METHODS, attributes: ATTRIBUTES };

/// What `long` has besides: text without its suffix.
pub const LONG_TEXT: TypeDef = TypeDef {
    id: types::LONG,
    methods: &[Native::slot("__str__", 0, |vm, args| {
        let digits = decimal(vm, args.at(vm, 0))?;
        Ok(unshared_str(vm, digits))
    })],
    attributes: &[],
};

const METHODS: &[Native] = &[
    Native::new_of_type(int_new::ARITY, int_new::new),
    Native::slot("__repr__", 0, repr),
    Native::slot("__hash__", 0, hash_slot),
    Native::slot("__lt__", 1, |vm, args| compare(vm, args, Ordering::is_lt)),
    Native::slot("__le__", 1, |vm, args| compare(vm, args, Ordering::is_le)),
    Native::slot("__eq__", 1, |vm, args| compare(vm, args, Ordering::is_eq)),
    Native::slot("__ne__", 1, |vm, args| compare(vm, args, Ordering::is_ne)),
    Native::slot("__gt__", 1, |vm, args| compare(vm, args, Ordering::is_gt)),
    Native::slot("__ge__", 1, |vm, args| compare(vm, args, Ordering::is_ge)),
    Native::slot("__add__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.add(b)))),
    Native::slot("__radd__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.add(b)))),
    Native::slot("__sub__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.sub(b)))),
    Native::slot("__rsub__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.sub(b)))),
    Native::slot("__mul__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.mul(b)))),
    Native::slot("__rmul__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.mul(b)))),
    Native::slot("__floordiv__", 1, |vm, args| forward(vm, args, Integer::floordiv)),
    Native::slot("__rfloordiv__", 1, |vm, args| reflected(vm, args, Integer::floordiv)),
    Native::slot("__div__", 1, |vm, args| forward(vm, args, Integer::floordiv)),
    Native::slot("__rdiv__", 1, |vm, args| reflected(vm, args, Integer::floordiv)),
    Native::slot("__mod__", 1, |vm, args| forward(vm, args, Integer::modulo)),
    Native::slot("__rmod__", 1, |vm, args| reflected(vm, args, Integer::modulo)),
    Native::slot("__lshift__", 1, |vm, args| forward(vm, args, Integer::shl)),
    Native::slot("__rlshift__", 1, |vm, args| reflected(vm, args, Integer::shl)),
    Native::slot("__rshift__", 1, |vm, args| forward(vm, args, Integer::shr)),
    Native::slot("__rrshift__", 1, |vm, args| reflected(vm, args, Integer::shr)),
    Native::slot("__and__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.and(b)))),
    Native::slot("__rand__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.and(b)))),
    Native::slot("__or__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.or(b)))),
    Native::slot("__ror__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.or(b)))),
    Native::slot("__xor__", 1, |vm, args| forward(vm, args, |a, b| Ok(a.xor(b)))),
    Native::slot("__rxor__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a.xor(b)))),
    Native::slot("__truediv__", 1, |vm, args| true_divide(vm, args, Side::Left)),
    Native::slot("__rtruediv__", 1, |vm, args| true_divide(vm, args, Side::Right)),
    Native::slot("__divmod__", 1, |vm, args| divmod(vm, args, Side::Left)),
    Native::slot("__rdivmod__", 1, |vm, args| divmod(vm, args, Side::Right)),
    Native::slot_raw("__pow__", Arity::Range(1, 2), |vm, args| power(vm, args, Side::Left)),
    Native::slot_raw("__rpow__", Arity::Range(1, 2), |vm, args| power(vm, args, Side::Right)),
    Native::slot("__neg__", 0, |vm, args| unary(vm, args, Integer::neg)),
    Native::slot("__abs__", 0, |vm, args| unary_or_self(vm, args, Integer::abs)),
    Native::slot("__invert__", 0, |vm, args| unary(vm, args, Integer::invert)),
    Native::slot("__pos__", 0, whole),
    Native::slot("__int__", 0, whole),
    Native::slot("__index__", 0, whole),
    Native::slot("__long__", 0, whole),
    Native::slot("__float__", 0, to_float),
    Native::slot("__bool__", 0, truth),
    Native::slot("__nonzero__", 0, truth),
    Native::method("__trunc__", Arity::Zero, whole),
    Native::method("__floor__", Arity::Zero, whole),
    Native::method("__ceil__", Arity::Zero, whole),
    Native::method("conjugate", Arity::Zero, whole),
    Native::method("__round__", Arity::Range(0, 1), round),
    Native::method("__format__", Arity::One, format),
    Native::method("__getnewargs__", Arity::Zero, getnewargs),
    Native::method("__sizeof__", Arity::Zero, sizeof),
    Native::method("bit_length", Arity::Zero, |vm, args| measure(vm, args, Integer::bit_length)),
    Native::method("bit_count", Arity::Zero, |vm, args| measure(vm, args, Integer::bit_count)),
    Native::method("is_integer", Arity::Zero, |vm, _| truth_value(vm, true)),
    Native::method("as_integer_ratio", Arity::Zero, as_integer_ratio),
    Native::method(
        "to_bytes",
        Arity::Named(&[Param::optional("length"), Param::optional("byteorder"), Param::keyword("signed")]),
        to_bytes,
    ),
    Native::class_method(
        "from_bytes",
        Arity::Named(&[Param::required("bytes"), Param::optional("byteorder"), Param::keyword("signed")]),
        from_bytes,
    ),
];

/// What has parameters without defaults up to 3.10.
pub const EARLIER: &[Native] = &[
    Native::method(
        "to_bytes",
        Arity::Named(&[Param::required("length"), Param::required("byteorder"), Param::keyword("signed")]),
        to_bytes,
    ),
    Native::class_method(
        "from_bytes",
        Arity::Named(&[Param::required("bytes"), Param::required("byteorder"), Param::keyword("signed")]),
        from_bytes,
    ),
];

const ATTRIBUTES: &[GetSet] = &[
    GetSet::read_only("real", plain),
    GetSet::read_only("imag", |vm, _| Ok(vm.int(0))),
    GetSet::read_only("numerator", plain),
    GetSet::read_only("denominator", |vm, _| Ok(vm.int(1))),
];

/// Where the receiver stands in the expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The object of a result; in 2.7 an operation with a `long` gives a `long`, however small.
fn result(vm: &mut Vm, args: Args, value: Integer) -> Ref {
    if vm.dialect.builtins.integers == Integers::IntAndLong
        && (0..args.count).any(|i| vm.isinstance_of(args.at(vm, i), types::LONG))
        && let Integer::Small(small) = value
    {
        return vm.heap.alloc(types::LONG, Body::Int(small));
    }
    vm.integer(value)
}

fn operands(vm: &Vm, args: Args, side: Side) -> Option<(Integer, Integer)> {
    let (a, b) = integers(vm, args)?;
    Some(if side == Side::Left { (a, b) } else { (b, a) })
}

type Operation = fn(&Integer, &Integer) -> ArithmeticResult<Integer>;

fn forward(vm: &mut Vm, args: Args, operation: Operation) -> Res {
    binary(vm, args, Side::Left, operation)
}

fn reflected(vm: &mut Vm, args: Args, operation: Operation) -> Res {
    binary(vm, args, Side::Right, operation)
}

fn binary(vm: &mut Vm, args: Args, side: Side, operation: Operation) -> Res {
    let Some((a, b)) = operands(vm, args, side) else { return not_implemented(vm) };
    let value = operation(&a, &b).map_err(|fault| of_operands(vm, args, fault));
    let value = arithmetic(vm, value)?;
    Ok(result(vm, args, value))
}

/// 2.7 speaks of longs where one operand is a `long`.
fn of_operands(vm: &Vm, args: Args, fault: ArithmeticFault) -> ArithmeticFault {
    let has_long = vm.dialect.builtins.integers == Integers::IntAndLong
        && (0..args.count).any(|i| vm.isinstance_of(args.at(vm, i), types::LONG));
    if has_long { fault.of_longs() } else { fault }
}

fn compare(vm: &mut Vm, args: Args, test: fn(Ordering) -> bool) -> Res {
    match integers(vm, args) {
        Some((a, b)) => truth_value(vm, test(a.cmp(&b))),
        None => not_implemented(vm),
    }
}

fn true_divide(vm: &mut Vm, args: Args, side: Side) -> Res {
    let Some((a, b)) = operands(vm, args, side) else { return not_implemented(vm) };
    let quotient = arithmetic(vm, a.truediv(&b))?;
    Ok(vm.float(quotient))
}

fn divmod(vm: &mut Vm, args: Args, side: Side) -> Res {
    let Some((a, b)) = operands(vm, args, side) else { return not_implemented(vm) };
    let parts = a.divmod(&b).map_err(|fault| of_operands(vm, args, fault));
    let (quotient, remainder) = arithmetic(vm, parts)?;
    let (quotient, remainder) = (result(vm, args, quotient), result(vm, args, remainder));
    Ok(pair(vm, quotient, remainder))
}

fn power(vm: &mut Vm, args: Args, side: Side) -> Res {
    let Some((base, exponent)) = operands(vm, args, side) else { return not_implemented(vm) };
    let value = match given(vm, args, 2) {
        None => match arithmetic(vm, base.pow(&exponent))? {
            Power::Int(value) => value,
            Power::Float(value) => return Ok(vm.float(value)),
        },
        Some(modulus) => match vm.as_integer(modulus) {
            Some(modulus) => {
                arithmetic(vm, base.modpow(&exponent, &modulus, vm.dialect.builtins.text.negative_exponent))?
            }
            None => return not_implemented(vm),
        },
    };
    Ok(result(vm, args, value))
}

fn receiver(vm: &Vm, args: Args) -> Integer {
    vm.as_integer(args.at(vm, 0)).unwrap_or(Integer::ZERO)
}

fn unary(vm: &mut Vm, args: Args, operation: fn(&Integer) -> Integer) -> Res {
    let value = operation(&receiver(vm, args));
    Ok(result(vm, args, value))
}

/// As [`unary`], but an exact int that stays the same is the same object.
fn unary_or_self(vm: &mut Vm, args: Args, operation: fn(&Integer) -> Integer) -> Res {
    let before = receiver(vm, args);
    let after = operation(&before);
    if before == after { whole(vm, args) } else { Ok(result(vm, args, after)) }
}

/// The number itself as an exact int: the same object when it is one.
fn whole(vm: &mut Vm, args: Args) -> Res {
    plain(vm, args.at(vm, 0))
}

pub(super) fn plain(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::INT) || vm.is_exact(x, types::LONG) {
        return Ok(vm.incref(x));
    }
    let value = vm.as_integer(x).unwrap_or(Integer::ZERO);
    Ok(vm.integer(value))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    if let Some(digits) = vm.digits(x) {
        return Ok(digits);
    }
    let digits = decimal(vm, x)?;
    let digits = if vm.isinstance_of(x, types::LONG) { digits + "L" } else { digits };
    if vm.dialect.builtins.strings == Strings::StrAndUnicode {
        return Ok(vm.string(digits));
    }
    Ok(unshared_str(vm, digits))
}

/// Decimal digits, or the `ValueError` of a number that is too long to show.
pub(crate) fn decimal(vm: &mut Vm, x: Ref) -> Res<String> {
    let limit = vm.dialect.builtins.text.int_text.limit;
    let digits = vm.as_integer(x).unwrap_or(Integer::ZERO).to_decimal(limit);
    text(vm, digits)
}

fn hash_slot(vm: &mut Vm, args: Args) -> Res {
    let value = hash::hash_int(&receiver(vm, args), vm.dialect.builtins.text.number_hash);
    Ok(vm.int(value))
}

fn to_float(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args).to_f64();
    let value = arithmetic(vm, value)?;
    Ok(vm.float(value))
}

fn truth(vm: &mut Vm, args: Args) -> Res {
    let value = !receiver(vm, args).is_zero();
    truth_value(vm, value)
}

fn round(vm: &mut Vm, args: Args) -> Res {
    let Some(digits) = args.at(vm, 1).some() else { return whole(vm, args) };
    let digits = index_integer(vm, digits)?;
    if !digits.is_negative() {
        return whole(vm, args);
    }
    let places = digits.neg().to_i64().and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
    let value = receiver(vm, args).round_to_tens(places);
    Ok(vm.integer(value))
}

fn format(vm: &mut Vm, args: Args) -> Res {
    let (x, spec) = (args.at(vm, 0), args.at(vm, 1));
    let Some(spec_text) = vm.as_str(spec).map(str::to_owned) else {
        return Err(super::str::format_spec_type_error(vm, spec));
    };
    if spec_text.is_empty() {
        return vm.str_of(x);
    }
    let value = receiver(vm, args);
    let rules = vm.dialect.builtins.text;
    let shown = spec_format::format_int(&value, &spec_text, &vm.type_name(x), rules.spec, rules.int_text.limit);
    let shown = text(vm, shown)?;
    Ok(vm.string(shown))
}

fn getnewargs(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    let value = vm.integer(value);
    Ok(vm.tuple(&[value]))
}

fn sizeof(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let (value, layout) = (receiver(vm, args), vm.dialect.builtins.text.layout);
    let size = if vm.isinstance_of(x, types::LONG) { layout.long(&value) } else { layout.int(&value) };
    Ok(vm.usize(size))
}

fn measure(vm: &mut Vm, args: Args, of: fn(&Integer) -> u64) -> Res {
    let value = of(&receiver(vm, args));
    Ok(vm.integer(Integer::from(value)))
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Res {
    let numerator = whole(vm, args)?;
    let denominator = vm.int(1);
    Ok(pair(vm, numerator, denominator))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteOrder {
    Big,
    Little,
}

fn byte_order(vm: &mut Vm, args: Args, function: &str) -> Res<ByteOrder> {
    let Some(order) = args.at(vm, 2).some() else { return Ok(ByteOrder::Big) };
    match vm.as_str(order) {
        Some("big") => Ok(ByteOrder::Big),
        Some("little") => Ok(ByteOrder::Little),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let name = vm.type_name(order);
            Err(vm.type_error(format!("{function}() argument 'byteorder' must be str, not {name}")))
        }
    }
}

fn signedness(vm: &mut Vm, args: Args) -> Res<Signedness> {
    let signed = match args.at(vm, 3).some() {
        None => false,
        Some(flag) => vm.truth(flag)?,
    };
    Ok(if signed { Signedness::Signed } else { Signedness::Unsigned })
}

fn to_bytes(vm: &mut Vm, args: Args) -> Res {
    let length = match args.at(vm, 1).some() {
        None => 1,
        Some(length) => vm.index(length)?,
    };
    let order = byte_order(vm, args, "to_bytes")?;
    let signedness = signedness(vm, args)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let value = receiver(vm, args);
    if value.is_negative() && signedness == Signedness::Unsigned {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.afford(length)?;
    let Some(mut bytes) = value.to_be_bytes(length, signedness) else {
        return Err(vm.overflow_error("int too big to convert"));
    };
    if order == ByteOrder::Little {
        bytes.reverse();
    }
    Ok(vm.bytes(&bytes))
}

fn from_bytes(vm: &mut Vm, args: Args) -> Res {
    let (class, source) = (args.at(vm, 0), args.at(vm, 1));
    let order = byte_order(vm, args, "from_bytes")?;
    let signedness = signedness(vm, args)?;
    let mut bytes = super::bytes::bytes_of_object(vm, source)?;
    if order == ByteOrder::Little {
        bytes.reverse();
    }
    let value = Integer::from_be_bytes(&bytes, signedness);
    let value = vm.integer(value);
    if class == types::INT {
        return Ok(value);
    }
    let made = vm.call(class, &[value]);
    vm.decref(value);
    made
}
