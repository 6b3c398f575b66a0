//! `complex`: its methods, on top of [`Complex`].

use super::support::{arithmetic, given, not_implemented, real_operand, text, truth_value, unshared_str};
use crate::memory::{Body, Ref};
use crate::python::text::complexnum::{self, Complex};
use crate::python::text::{ArithmeticResult, hash, spec_format};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::COMPLEX,
    methods: &[
        Native::new_of_type(Arity::Named(&[Param::optional("real"), Param::optional("imag")]), new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__str__", 0, |vm, args| {
            let text = complexnum::to_str(receiver(vm, args), vm.dialect.builtins.text.float_str);
            Ok(unshared_str(vm, text))
        }),
        Native::slot("__hash__", 0, |vm, args| {
            let value = receiver(vm, args);
            let hash = hash::hash_complex(value, vm.dialect.builtins.text.number_hash);
            Ok(vm.int(hash))
        }),
        Native::slot("__eq__", 1, |vm, args| equal(vm, args, true)),
        Native::slot("__ne__", 1, |vm, args| equal(vm, args, false)),
        Native::slot("__lt__", 1, |vm, _| not_implemented(vm)),
        Native::slot("__le__", 1, |vm, _| not_implemented(vm)),
        Native::slot("__gt__", 1, |vm, _| not_implemented(vm)),
        Native::slot("__ge__", 1, |vm, _| not_implemented(vm)),
        Native::slot("__add__", 1, |vm, args| forward(vm, args, |a, b| Ok(a + b))),
        Native::slot("__radd__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a + b))),
        Native::slot("__sub__", 1, |vm, args| forward(vm, args, |a, b| Ok(a - b))),
        Native::slot("__rsub__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a - b))),
        Native::slot("__mul__", 1, |vm, args| forward(vm, args, |a, b| Ok(a * b))),
        Native::slot("__rmul__", 1, |vm, args| reflected(vm, args, |a, b| Ok(a * b))),
        Native::slot("__truediv__", 1, |vm, args| forward(vm, args, Complex::truediv)),
        Native::slot("__rtruediv__", 1, |vm, args| reflected(vm, args, Complex::truediv)),
        Native::slot("__div__", 1, |vm, args| forward(vm, args, Complex::truediv)),
        Native::slot("__rdiv__", 1, |vm, args| reflected(vm, args, Complex::truediv)),
        Native::slot("__floordiv__", 1, |vm, _| Err(vm.type_error("can't take floor of complex number."))),
        Native::slot("__rfloordiv__", 1, |vm, _| Err(vm.type_error("can't take floor of complex number."))),
        Native::slot("__mod__", 1, |vm, _| Err(vm.type_error("can't mod complex numbers."))),
        Native::slot("__rmod__", 1, |vm, _| Err(vm.type_error("can't mod complex numbers."))),
        Native::slot("__divmod__", 1, |vm, _| Err(vm.type_error("can't take floor or mod of complex number."))),
        Native::slot("__rdivmod__", 1, |vm, _| Err(vm.type_error("can't take floor or mod of complex number."))),
        Native::slot("__int__", 0, |vm, _| Err(vm.type_error("can't convert complex to int"))),
        Native::slot("__float__", 0, |vm, _| Err(vm.type_error("can't convert complex to float"))),
        Native::slot_raw("__pow__", Arity::Range(1, 2), |vm, args| power(vm, args, 0, 1)),
        Native::slot_raw("__rpow__", Arity::Range(1, 2), |vm, args| power(vm, args, 1, 0)),
        Native::slot("__neg__", 0, |vm, args| {
            let value = -receiver(vm, args);
            Ok(made(vm, value))
        }),
        Native::slot("__pos__", 0, |vm, args| plain(vm, args.at(vm, 0))),
        Native::slot("__abs__", 0, |vm, args| {
            let size = receiver(vm, args).abs();
            let size = arithmetic(vm, size)?;
            Ok(vm.float(size))
        }),
        Native::slot("__bool__", 0, truth),
        Native::slot("__nonzero__", 0, truth),
        Native::method("__complex__", Arity::Zero, |vm, args| plain(vm, args.at(vm, 0))),
        Native::method("conjugate", Arity::Zero, |vm, args| {
            let value = receiver(vm, args).conjugate();
            Ok(made(vm, value))
        }),
        Native::method("__format__", Arity::One, format),
        Native::method("__getnewargs__", Arity::Zero, |vm, args| {
            let value = receiver(vm, args);
            let (real, imag) = (vm.float(value.real), vm.float(value.imag));
            Ok(vm.tuple(&[real, imag]))
        }),
    ],
    attributes: &[
        GetSet::member("real", |vm, x| {
            let value = value_of(vm, x).unwrap_or(Complex::new(0.0, 0.0));
            Ok(vm.float(value.real))
        }),
        GetSet::member("imag", |vm, x| {
            let value = value_of(vm, x).unwrap_or(Complex::new(0.0, 0.0));
            Ok(vm.float(value.imag))
        }),
    ],
};

fn value_of(vm: &Vm, x: Ref) -> Option<Complex> {
    match vm.body(x) {
        Body::Complex(parts) => Some(Complex::new(parts.0, parts.1)),
        _ => None,
    }
}

fn receiver(vm: &Vm, args: Args) -> Complex {
    value_of(vm, args.at(vm, 0)).unwrap_or(Complex::new(0.0, 0.0))
}

fn made(vm: &mut Vm, value: Complex) -> Ref {
    vm.complex(value.real, value.imag)
}

fn plain(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::COMPLEX) {
        return Ok(vm.incref(x));
    }
    let value = value_of(vm, x).unwrap_or(Complex::new(0.0, 0.0));
    Ok(made(vm, value))
}

/// A number of any kind as a complex; `None` for other objects.
fn operand(vm: &mut Vm, x: Ref) -> Option<Res<Complex>> {
    match value_of(vm, x) {
        Some(value) => Some(Ok(value)),
        None => Some(real_operand(vm, x)?.map(|real| Complex::new(real, 0.0))),
    }
}

fn operands(vm: &mut Vm, args: Args, left: usize, right: usize) -> Option<Res<(Complex, Complex)>> {
    let (a, b) = (args.at(vm, left), args.at(vm, right));
    let a = match operand(vm, a)? {
        Ok(value) => value,
        Err(raised) => return Some(Err(raised)),
    };
    Some(operand(vm, b)?.map(|b| (a, b)))
}

type Operation = fn(Complex, Complex) -> ArithmeticResult<Complex>;

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
    Ok(made(vm, value))
}

fn power(vm: &mut Vm, args: Args, left: usize, right: usize) -> Res {
    if given(vm, args, 2).is_some() {
        return Err(vm.value_error("complex modulo"));
    }
    binary(vm, args, left, right, complexnum::pow)
}

fn equal(vm: &mut Vm, args: Args, wanted: bool) -> Res {
    let (value, other) = (receiver(vm, args), args.at(vm, 1));
    let same = match vm.body(other) {
        Body::Complex(other) => value.real == other.0 && value.imag == other.1,
        Body::Float(other) => value.real == *other && value.imag == 0.0,
        Body::Int(_) | Body::BigInt(_) => {
            let order = vm.as_integer(other).and_then(|n| n.cmp_f64(value.real));
            value.imag == 0.0 && order == Some(std::cmp::Ordering::Equal)
        }
        _ => return not_implemented(vm),
    };
    truth_value(vm, same == wanted)
}

fn truth(vm: &mut Vm, args: Args) -> Res {
    let value = !receiver(vm, args).is_zero();
    truth_value(vm, value)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let text = complexnum::repr(receiver(vm, args));
    Ok(unshared_str(vm, text))
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
    let shown = spec_format::format_complex(receiver(vm, args), &spec_text, &name, dialect);
    let shown = text(vm, shown)?;
    Ok(vm.string(shown))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, real, imag) = (args.at(vm, 0), args.at(vm, 1).some(), args.at(vm, 2).some());
    if imag.is_none()
        && let Some(x) = real
        && class == types::COMPLEX
        && vm.is_exact(x, types::COMPLEX)
    {
        return Ok(vm.incref(x));
    }
    let value = value_of_arguments(vm, real, imag)?;
    Ok(vm.new_of(class, Body::Complex(Box::new((value.real, value.imag)))))
}

fn value_of_arguments(vm: &mut Vm, real: Option<Ref>, imag: Option<Ref>) -> Res<Complex> {
    if let Some(x) = real
        && let Some(digits) = vm.as_str(x)
    {
        if imag.is_some() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        let value = complexnum::parse(digits);
        return text(vm, value);
    }
    if let Some(y) = imag
        && vm.as_str(y).is_some()
    {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let real = match real {
        None => Complex::new(0.0, 0.0),
        Some(x) => part(vm, x, "complex() first argument must be a string or a number, not ")?,
    };
    let imag = match imag {
        None => return Ok(real),
        Some(y) => part(vm, y, "complex() second argument must be a number, not ")?,
    };
    // complex(a, b) is a + b·j, whatever a and b are; zeros keep their signs where nothing is added.
    let sum = |part: f64, more: f64| if part == 0.0 { more } else { part + more };
    Ok(Complex::new(if imag.imag == 0.0 { real.real } else { real.real - imag.imag }, sum(real.imag, imag.real)))
}

fn part(vm: &mut Vm, x: Ref, refusal: &str) -> Res<Complex> {
    if matches!(vm.body(x), Body::Float(_)) {
        let real = super::float::to_f64(vm, x, super::float::Wanted::Conversion)?;
        return Ok(Complex::new(real, 0.0));
    }
    if let Some(value) = operand(vm, x) {
        return value;
    }
    if let Some(made) = vm.call_bound_special(x, names::COMPLEX, &[]) {
        let made = made?;
        let value = value_of(vm, made);
        let name = vm.type_name(made);
        vm.decref(made);
        return value.ok_or_else(|| vm.type_error(format!("__complex__ returned non-complex (type {name})")));
    }
    if vm.lookup_special(x, names::FLOAT).is_some() || vm.lookup_special(x, names::INDEX).is_some() {
        let real = super::float::to_f64(vm, x, super::float::Wanted::Conversion)?;
        return Ok(Complex::new(real, 0.0));
    }
    let name = vm.type_name(x);
    Err(vm.type_error(format!("{refusal}'{name}'")))
}
