//! `float`: its methods, on top of the arithmetic of [`crate::python::text::float_math`].

use std::cmp::Ordering;

use super::support::{
    arithmetic, given, index_integer, not_implemented, pair, real_operand, text, truth_value, unshared_str,
};
use super::{int_new, seq};
use crate::memory::{Body, Ref};
use crate::python::dialect::builtins::Rounding;
use crate::python::text::float_math::{self, FloatPower, RoundHalf};
use crate::python::text::{ArithmeticResult, Integer, float, float_hex, hash, spec_format};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::FLOAT,
    methods: METHODS,
    attributes: &[GetSet::read_only("real", plain), GetSet::read_only("imag", |vm, _| Ok(vm.float(0.0)))],
};

const METHODS: &[Native] = &[
    Native::new_of_type(Arity::Raw, new),
    Native::slot("__repr__", 0, repr),
    Native::slot("__str__", 0, |vm, args| {
        let text = float::to_str(receiver(vm, args), vm.dialect.builtins.text.float_str);
        Ok(unshared_str(vm, text))
    }),
    Native::slot("__hash__", 0, hash_slot),
    Native::slot("__lt__", 1, |vm, args| compare(vm, args, |o| o == Some(Ordering::Less))),
    Native::slot("__le__", 1, |vm, args| compare(vm, args, |o| o.is_some_and(Ordering::is_le))),
    Native::slot("__eq__", 1, |vm, args| compare(vm, args, |o| o == Some(Ordering::Equal))),
    Native::slot("__ne__", 1, |vm, args| compare(vm, args, |o| o != Some(Ordering::Equal))),
    Native::slot("__gt__", 1, |vm, args| compare(vm, args, |o| o == Some(Ordering::Greater))),
    Native::slot("__ge__", 1, |vm, args| compare(vm, args, |o| o.is_some_and(Ordering::is_ge))),
    Native::slot("__add__", 1, |vm, args| forward(vm, args, |a, b| Ok(a + b))),
    Native::slot("__radd__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a + b))),
    Native::slot("__sub__", 1, |vm, args| forward(vm, args, |a, b| Ok(a - b))),
    Native::slot("__rsub__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a - b))),
    Native::slot("__mul__", 1, |vm, args| forward(vm, args, |a, b| Ok(a * b))),
    Native::slot("__rmul__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a * b))),
    Native::slot("__truediv__", 1, |vm, args| forward(vm, args, float_math::truediv)),
    Native::slot("__rtruediv__", 1, |vm, args| reflected(vm, args, float_math::truediv)),
    Native::slot("__div__", 1, |vm, args| forward(vm, args, float_math::truediv)),
    Native::slot("__rdiv__", 1, |vm, args| reflected(vm, args, float_math::truediv)),
    Native::slot("__floordiv__", 1, |vm, args| forward(vm, args, float_math::floordiv)),
    Native::slot("__rfloordiv__", 1, |vm, args| reflected(vm, args, float_math::floordiv)),
    Native::slot("__mod__", 1, |vm, args| forward(vm, args, float_math::modulo)),
    Native::slot("__rmod__", 1, |vm, args| reflected(vm, args, float_math::modulo)),
    Native::slot("__divmod__", 1, |vm, args| divmod(vm, args, 0, 1)),
    Native::slot("__rdivmod__", 1, |vm, args| divmod(vm, args, 1, 0)),
    Native::slot_raw("__pow__", Arity::Range(1, 2), |vm, args| power(vm, args, 0, 1)),
    Native::slot_raw("__rpow__", Arity::Range(1, 2), |vm, args| power(vm, args, 1, 0)),
    Native::slot("__neg__", 0, |vm, args| {
        let value = receiver(vm, args);
        Ok(vm.float(-value))
    }),
    Native::slot("__pos__", 0, |vm, args| plain(vm, args.at(vm, 0))),
    Native::slot("__abs__", 0, |vm, args| {
        let value = receiver(vm, args);
        Ok(vm.float(value.abs()))
    }),
    Native::slot("__bool__", 0, truth),
    Native::slot("__nonzero__", 0, truth),
    Native::slot("__int__", 0, |vm, args| whole(vm, args, f64::trunc)),
    Native::slot("__long__", 0, |vm, args| whole(vm, args, f64::trunc)),
    Native::slot("__float__", 0, |vm, args| plain(vm, args.at(vm, 0))),
    Native::method("__trunc__", Arity::Zero, |vm, args| whole(vm, args, f64::trunc)),
    Native::method("__floor__", Arity::Zero, |vm, args| whole(vm, args, f64::floor)),
    Native::method("__ceil__", Arity::Zero, |vm, args| whole(vm, args, f64::ceil)),
    Native::method("__round__", Arity::Range(0, 1), round),
    Native::method("__format__", Arity::One, format),
    Native::method("__getnewargs__", Arity::Zero, |vm, args| {
        let value = receiver(vm, args);
        let value = vm.float(value);
        Ok(vm.tuple(&[value]))
    }),
    Native::method("conjugate", Arity::Zero, |vm, args| plain(vm, args.at(vm, 0))),
    Native::method("is_integer", Arity::Zero, |vm, args| {
        let value = receiver(vm, args);
        truth_value(vm, float_math::is_integer(value))
    }),
    Native::method("as_integer_ratio", Arity::Zero, as_integer_ratio),
    Native::method("hex", Arity::Zero, |vm, args| {
        let text = float_hex::hex(receiver(vm, args));
        Ok(vm.string(text))
    }),
    Native::class_method("fromhex", Arity::One, fromhex),
];

fn receiver(vm: &Vm, args: Args) -> f64 {
    match vm.body(args.at(vm, 0)) {
        Body::Float(value) => *value,
        _ => 0.0,
    }
}

/// The float itself, exact: the same object when it is one.
fn plain(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::FLOAT) {
        return Ok(vm.incref(x));
    }
    let value = vm.as_f64(x).unwrap_or(0.0);
    Ok(vm.float(value))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::FLOAT);
    seq::at_most_one(vm, args, "float")?;
    let made = match args.at(vm, 1).some() {
        None => vm.float(0.0),
        Some(x) => of_object(vm, x)?,
    };
    if class == types::FLOAT {
        return Ok(made);
    }
    let body = vm.body(made).clone();
    vm.decref(made);
    Ok(vm.new_of(class, body))
}

/// `float(x)`, as `PyNumber_Float` and `PyFloat_FromString` do it.
pub(crate) fn of_object(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::FLOAT) {
        return Ok(vm.incref(x));
    }
    if let Some(value) = int_new::parse_float(vm, x) {
        let value = value?;
        return Ok(vm.float(value));
    }
    let value = to_f64(vm, x, Wanted::Conversion)?;
    Ok(vm.float(value))
}

/// Who asks for a float: it decides the words of the refusal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// `float(x)`
    Conversion,
    /// An argument of a function such as `math.sqrt`: "must be real number, not str".
    Argument,
}

/// The value of an object as a float, through `__float__` or `__index__`.
pub(crate) fn to_f64(vm: &mut Vm, x: Ref, wanted: Wanted) -> Res<f64> {
    // `float(x)` asks a subclass, C functions take the value.
    if let Body::Float(value) = *vm.body(x)
        && (wanted == Wanted::Argument || vm.is_native_of(vm.lookup_special(x, names::FLOAT), types::FLOAT))
    {
        return Ok(value);
    }
    if vm.is_exact(x, types::INT)
        && let Some(value) = real_operand(vm, x)
    {
        return value;
    }
    if let Some(made) = vm.call_special(x, names::FLOAT, &[]) {
        let made = made?;
        let value = match vm.body(made) {
            Body::Float(value) => Some(*value),
            _ => None,
        };
        let (name, class) = (vm.type_name(made), vm.type_name(x));
        let warned = if value.is_none() || vm.is_exact(made, types::FLOAT) || vm.dialect.python2 {
            Ok(())
        } else {
            vm.warn_of_subclass(&format!("{class}.__float__"), "float", made)
        };
        vm.decref(made);
        warned?;
        return value.ok_or_else(|| vm.type_error(format!("{class}.__float__ returned non-float (type {name})")));
    }
    if vm.lookup_special(x, names::INDEX).is_some() {
        let whole = index_integer(vm, x)?.to_f64();
        return arithmetic(vm, whole);
    }
    let name = vm.type_name(x);
    let (needed, refusals) = (vm.dialect.builtins.words.float_argument, vm.dialect.builtins.words.refusals);
    Err(match wanted {
        Wanted::Conversion => vm.type_error(refusals.not_float(needed, &name)),
        Wanted::Argument => vm.type_error(refusals.not_real(&name)),
    })
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let text = float::repr(receiver(vm, args));
    Ok(unshared_str(vm, text))
}

fn hash_slot(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let value = match receiver(vm, args) {
        // From 3.10 two NaNs hash by identity, so that many of them do not fill one bucket.
        value if value.is_nan() => vm.dialect.builtins.nan_hash.of(vm.address_of(x)),
        value => hash::hash_float(value, vm.dialect.builtins.text.number_hash),
    };
    Ok(vm.int(value))
}

/// Both operands as floats, by their places among the arguments.
fn operands(vm: &mut Vm, args: Args, left: usize, right: usize) -> Option<Res<(f64, f64)>> {
    let (a, b) = (args.at(vm, left), args.at(vm, right));
    let a = match real_operand(vm, a)? {
        Ok(value) => value,
        Err(raised) => return Some(Err(raised)),
    };
    Some(real_operand(vm, b)?.map(|b| (a, b)))
}

type Operation = fn(f64, f64) -> ArithmeticResult<f64>;

fn forward(vm: &mut Vm, args: Args, operation: Operation) -> Res {
    binary(vm, args, 0, 1, operation)
}

fn reflected(vm: &mut Vm, args: Args, operation: Operation) -> Res {
    binary(vm, args, 1, 0, operation)
}

fn binary(vm: &mut Vm, args: Args, left: usize, right: usize, operation: Operation) -> Res {
    let Some(operands) = operands(vm, args, left, right) else { return not_implemented(vm) };
    let (a, b) = operands?;
    let value = arithmetic(vm, operation(a, b))?;
    Ok(vm.float(value))
}

fn divmod(vm: &mut Vm, args: Args, left: usize, right: usize) -> Res {
    let Some(operands) = operands(vm, args, left, right) else { return not_implemented(vm) };
    let (a, b) = operands?;
    let (quotient, remainder) = arithmetic(vm, float_math::divmod(a, b))?;
    let (quotient, remainder) = (vm.float(quotient), vm.float(remainder));
    Ok(pair(vm, quotient, remainder))
}

fn power(vm: &mut Vm, args: Args, left: usize, right: usize) -> Res {
    if given(vm, args, 2).is_some() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let Some(operands) = operands(vm, args, left, right) else { return not_implemented(vm) };
    let (a, b) = operands?;
    match arithmetic(vm, float_math::pow(a, b, vm.dialect.builtins.text.negative_base))? {
        FloatPower::Real(value) => Ok(vm.float(value)),
        FloatPower::Complex(value) => Ok(vm.complex(value.real, value.imag)),
    }
}

/// With another float by IEEE rules, with an int exactly.
fn compare(vm: &mut Vm, args: Args, test: fn(Option<Ordering>) -> bool) -> Res {
    let value = receiver(vm, args);
    let other = args.at(vm, 1);
    let order = match vm.body(other) {
        Body::Float(other) => value.partial_cmp(other),
        Body::Int(_) | Body::BigInt(_) => {
            vm.as_integer(other).unwrap_or(Integer::ZERO).cmp_f64(value).map(Ordering::reverse)
        }
        _ => return not_implemented(vm),
    };
    truth_value(vm, test(order))
}

fn truth(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args) != 0.0;
    truth_value(vm, value)
}

fn whole(vm: &mut Vm, args: Args, cut: fn(f64) -> f64) -> Res {
    let value = cut(receiver(vm, args));
    int_new::of_float(vm, value)
}

fn round(vm: &mut Vm, args: Args) -> Res {
    let value = receiver(vm, args);
    let Some(digits) = given(vm, args, 1) else {
        let whole = arithmetic(vm, float_math::round_to_int(value))?;
        return Ok(vm.integer(whole));
    };
    let digits = index_integer(vm, digits)?.saturating_i64();
    let half = match vm.dialect.builtins.rounding {
        Rounding::FloatAwayFromZero => RoundHalf::AwayFromZero,
        Rounding::IntHalfEven => RoundHalf::Even,
    };
    let rounded = arithmetic(vm, float_math::round_to(value, digits, half))?;
    Ok(vm.float(rounded))
}

fn format(vm: &mut Vm, args: Args) -> Res {
    let (x, spec) = (args.at(vm, 0), args.at(vm, 1));
    let Some(spec_text) = vm.as_str(spec).map(str::to_owned) else {
        return Err(super::str::format_spec_type_error(vm, spec));
    };
    if spec_text.is_empty() {
        return vm.str_of(x);
    }
    let (name, dialect) = (vm.type_name(x), vm.dialect.builtins.text.spec);
    let shown = spec_format::format_float(receiver(vm, args), &spec_text, &name, dialect);
    let shown = text(vm, shown)?;
    Ok(vm.string(shown))
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Res {
    let (numerator, denominator) = arithmetic(vm, float_math::as_integer_ratio(receiver(vm, args)))?;
    let (numerator, denominator) = (vm.integer(numerator), vm.integer(denominator));
    Ok(pair(vm, numerator, denominator))
}

fn fromhex(vm: &mut Vm, args: Args) -> Res {
    let (class, source) = (args.at(vm, 0), args.at(vm, 1));
    let Some(digits) = vm.as_str(source) else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let value = float_hex::fromhex(digits);
    let value = text(vm, value)?;
    let value = vm.float(value);
    if class == types::FLOAT {
        return Ok(value);
    }
    let made = vm.call(class, &[value]);
    vm.decref(value);
    made
}
