//! The module `math`.

mod steps;

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive};

use crate::memory::{Body, Ref};
use crate::python::builtins::support::{arithmetic, index_integer};
use crate::python::dialect::builtins::Rounding;
use crate::python::text::int::Integer;
use crate::python::text::{gamma, hyperbolic};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "math",
    functions: &[
        Native::function("sqrt", Arity::One, |vm, a| real(vm, a, f64::sqrt)),
        Native::function("cbrt", Arity::One, |vm, a| real(vm, a, f64::cbrt)),
        Native::function("exp", Arity::One, |vm, a| real(vm, a, f64::exp)),
        Native::function("exp2", Arity::One, |vm, a| real(vm, a, f64::exp2)),
        Native::function("expm1", Arity::One, |vm, a| real(vm, a, f64::exp_m1)),
        Native::function("log1p", Arity::One, |vm, a| real(vm, a, f64::ln_1p)),
        Native::function("sin", Arity::One, |vm, a| real(vm, a, f64::sin)),
        Native::function("cos", Arity::One, |vm, a| real(vm, a, f64::cos)),
        Native::function("tan", Arity::One, |vm, a| real(vm, a, f64::tan)),
        Native::function("asin", Arity::One, |vm, a| real(vm, a, f64::asin)),
        Native::function("acos", Arity::One, |vm, a| real(vm, a, f64::acos)),
        Native::function("atan", Arity::One, |vm, a| real(vm, a, f64::atan)),
        Native::function("sinh", Arity::One, |vm, a| real(vm, a, f64::sinh)),
        Native::function("cosh", Arity::One, |vm, a| real(vm, a, f64::cosh)),
        Native::function("tanh", Arity::One, |vm, a| real(vm, a, f64::tanh)),
        Native::function("asinh", Arity::One, |vm, a| real(vm, a, hyperbolic::asinh)),
        Native::function("acosh", Arity::One, |vm, a| real(vm, a, hyperbolic::acosh)),
        Native::function("atanh", Arity::One, |vm, a| real(vm, a, hyperbolic::atanh)),
        Native::function("degrees", Arity::One, |vm, a| real(vm, a, |x| x * (180.0 / std::f64::consts::PI))),
        Native::function("radians", Arity::One, |vm, a| real(vm, a, |x| x * (std::f64::consts::PI / 180.0))),
        Native::function("fabs", Arity::One, |vm, a| real(vm, a, f64::abs)),
        Native::function("atan2", Arity::Range(2, 2), |vm, a| real_2(vm, a, f64::atan2)),
        Native::function("copysign", Arity::Range(2, 2), |vm, a| real_2(vm, a, f64::copysign)),
        Native::function("pow", Arity::Range(2, 2), |vm, a| real_2(vm, a, f64::powf)),
        Native::function("fmod", Arity::Range(2, 2), |vm, a| real_2(vm, a, |x, y| x % y)),
        Native::function("remainder", Arity::Range(2, 2), |vm, a| real_2(vm, a, ieee_remainder)),
        Native::function("ldexp", Arity::Range(2, 2), |vm, a| real_2(vm, a, |x, y| x * y.exp2())),
        Native::function("log", Arity::Range(1, 2), log),
        Native::function("log2", Arity::One, |vm, a| logarithm(vm, a, f64::log2)),
        Native::function("log10", Arity::One, |vm, a| logarithm(vm, a, f64::log10)),
        Native::function("hypot", Arity::Raw, hypot),
        Native::function("dist", Arity::Range(2, 2), dist),
        Native::function("fsum", Arity::One, fsum),
        Native::function("prod", Arity::Raw, prod),
        Native::function("sumprod", Arity::Range(2, 2), sumprod),
        Native::function("floor", Arity::One, |vm, a| to_integer(vm, a, names::FLOOR, f64::floor)),
        Native::function("ceil", Arity::One, |vm, a| to_integer(vm, a, names::CEIL, f64::ceil)),
        Native::function("trunc", Arity::One, |vm, a| to_integer(vm, a, names::TRUNC, f64::trunc)),
        Native::function("isnan", Arity::One, |vm, a| test(vm, a, f64::is_nan)),
        Native::function("isinf", Arity::One, |vm, a| test(vm, a, f64::is_infinite)),
        Native::function("isfinite", Arity::One, |vm, a| test(vm, a, f64::is_finite)),
        Native::function("isclose", Arity::Raw, isclose),
        Native::function("modf", Arity::One, modf),
        Native::function("frexp", Arity::One, frexp),
        Native::function("gamma", Arity::One, |vm, a| real(vm, a, gamma::gamma)),
        Native::function("lgamma", Arity::One, |vm, a| real(vm, a, gamma::ln_gamma)),
        Native::function("erf", Arity::One, |vm, a| real(vm, a, libm::erf)),
        Native::function("erfc", Arity::One, |vm, a| real(vm, a, libm::erfc)),
        Native::function("ulp", Arity::One, steps::ulp),
        Native::function("nextafter", Arity::Named(steps::NEXT_AFTER), steps::next_after),
        Native::function("fma", Arity::Range(3, 3), steps::fma),
        Native::function("gcd", Arity::Raw, |vm, a| fold(vm, a, 0, Integer::gcd)),
        Native::function("lcm", Arity::Raw, |vm, a| fold(vm, a, 1, Integer::lcm)),
        Native::function("isqrt", Arity::One, isqrt),
        Native::function("factorial", Arity::One, factorial),
        Native::function("comb", Arity::Range(2, 2), comb),
        Native::function("perm", Arity::Range(1, 2), perm),
    ],
    fill: Some(fill),
};

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        super::set_float(vm, dict, name, value);
    }
    Ok(())
}

/// An argument as a float.
///
/// # Errors
/// TypeError, OverflowError.
pub(crate) fn float_arg(vm: &mut Vm, value: Ref) -> Res<f64> {
    if let Some(real) = crate::python::builtins::support::real_operand(vm, value) {
        return real;
    }
    for name in [names::FLOAT, names::INDEX] {
        if let Some(result) = vm.call_special(value, name, &[]) {
            let converted = result?;
            let number = vm.as_f64(converted);
            vm.decref(converted);
            if let Some(number) = number {
                return Ok(number);
            }
        }
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("must be real number, not {name}")))
}

/// A result: nan of a number is a domain error, infinity of a finite one a range error.
fn checked(vm: &mut Vm, result: f64, arguments: &[f64]) -> Res {
    if result.is_nan() && !arguments.iter().any(|x| x.is_nan()) {
        return Err(vm.value_error("math domain error"));
    }
    if result.is_infinite() && arguments.iter().all(|x| x.is_finite()) {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(vm.float(result))
}

fn real(vm: &mut Vm, args: Args, f: fn(f64) -> f64) -> Res {
    let x = args.at(vm, 0);
    let x = float_arg(vm, x)?;
    checked(vm, f(x), &[x])
}

fn real_2(vm: &mut Vm, args: Args, f: fn(f64, f64) -> f64) -> Res {
    let (x, y) = (args.at(vm, 0), args.at(vm, 1));
    let (x, y) = (float_arg(vm, x)?, float_arg(vm, y)?);
    checked(vm, f(x, y), &[x, y])
}

fn ieee_remainder(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() {
        return f64::NAN;
    }
    let n = (x / y).round_ties_even();
    n.mul_add(-y, x)
}

fn test(vm: &mut Vm, args: Args, f: fn(f64) -> bool) -> Res {
    let x = args.at(vm, 0);
    let x = float_arg(vm, x)?;
    Ok(vm.bool(f(x)))
}

/// The natural logarithm of a number; ints of any size.
fn ln_of(vm: &mut Vm, value: Ref, f: fn(f64) -> f64) -> Res<f64> {
    if let Some(Integer::Big(big)) = vm.as_integer(value)
        && !big.to_f64().is_some_and(f64::is_finite)
    {
        if big.sign() == num_bigint::Sign::Minus {
            return Err(vm.value_error("math domain error"));
        }
        // As `loghelper` of Modules/mathmodule.c: a fraction of at least a half, rounded once, and an exponent.
        let shift = big.bits() - 64;
        let head = &*big >> shift;
        let inexact = big.trailing_zeros().is_some_and(|zeros| zeros < shift);
        let head = if inexact { head | num_bigint::BigInt::from(1) } else { head };
        let (fraction, exponent) = match head.to_f64().unwrap_or(0.5) / 2f64.powi(64) {
            1.0 => (0.5, big.bits() + 1),
            fraction => (fraction, big.bits()),
        };
        return Ok(f(fraction) + f(2.0) * exponent as f64);
    }
    let x = float_arg(vm, value)?;
    if x <= 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(f(x))
}

fn logarithm(vm: &mut Vm, args: Args, f: fn(f64) -> f64) -> Res {
    let x = args.at(vm, 0);
    let result = ln_of(vm, x, f)?;
    Ok(vm.float(result))
}

fn log(vm: &mut Vm, args: Args) -> Res {
    let (x, base) = (args.at(vm, 0), args.at(vm, 1));
    let x = ln_of(vm, x, f64::ln)?;
    if base.is_null() {
        return Ok(vm.float(x));
    }
    let base = ln_of(vm, base, f64::ln)?;
    if base == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(vm.float(x / base))
}

fn hypot(vm: &mut Vm, args: Args) -> Res {
    let mut numbers = Vec::new();
    for value in args.to_vec(vm) {
        numbers.push(float_arg(vm, value)?);
    }
    let result = length(&numbers);
    Ok(vm.float(result))
}

fn length(numbers: &[f64]) -> f64 {
    match *numbers {
        [x, y] => x.hypot(y),
        _ => {
            let most = numbers.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
            if most == 0.0 || !most.is_finite() {
                return most;
            }
            most * numbers.iter().map(|x| (x / most) * (x / most)).sum::<f64>().sqrt()
        }
    }
}

fn floats_of(vm: &mut Vm, iterable: Ref) -> Res<Vec<f64>> {
    let items = vm.to_vec(iterable)?;
    let mut numbers = Vec::with_capacity(items.len());
    let mut result = Ok(());
    for &item in &items {
        match float_arg(vm, item) {
            Ok(number) => numbers.push(number),
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
    }
    vm.decref_all(&items);
    result.map(|()| numbers)
}

fn dist(vm: &mut Vm, args: Args) -> Res {
    let (p, q) = (args.at(vm, 0), args.at(vm, 1));
    let (p, q) = (floats_of(vm, p)?, floats_of(vm, q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let between: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    let result = length(&between);
    Ok(vm.float(result))
}

/// Exact summation with partial sums that do not overlap.
fn fsum(vm: &mut Vm, args: Args) -> Res {
    let iterable = args.at(vm, 0);
    let numbers = floats_of(vm, iterable)?;
    if let Some(special) = numbers.iter().find(|x| !x.is_finite()) {
        let sum: f64 = numbers.iter().filter(|x| !x.is_finite()).sum();
        let _ = special;
        return Ok(vm.float(sum));
    }
    let sum = rounded_sum(&numbers);
    if sum.is_infinite() {
        return Err(vm.overflow_error("intermediate overflow in fsum"));
    }
    Ok(vm.float(sum))
}

/// The sum of finite numbers, rounded once (Shewchuk's algorithm).
fn rounded_sum(numbers: &[f64]) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    for &number in numbers {
        let mut x = number;
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    let mut high = partials.pop().unwrap_or(0.0);
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Rounds half to even across the partial sums.
    if let Some(&next) = partials.last()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

fn prod(vm: &mut Vm, args: Args) -> Res {
    let iterable = args.at(vm, 0);
    let start = crate::python::builtins::support::keyword(vm, args, "start");
    let start = start.map(|s| vm.incref(s));
    let mut result = match start {
        Some(start) => start,
        None => vm.int(1),
    };
    let items = vm.to_vec(iterable)?;
    for &item in &items {
        let next = vm.binary(crate::python::code::BinaryOp::Multiply, result, item);
        vm.decref(result);
        match next {
            Ok(next) => result = next,
            Err(raised) => {
                vm.decref_all(&items);
                return Err(raised);
            }
        }
    }
    vm.decref_all(&items);
    Ok(result)
}

fn sumprod(vm: &mut Vm, args: Args) -> Res {
    let (p, q) = (args.at(vm, 0), args.at(vm, 1));
    let (p, q) = (vm.to_vec(p)?, vm.to_vec(q)?);
    if p.len() == q.len()
        && let Some(sum) = float_products(vm, &p, &q)
    {
        vm.decref_all(&p);
        vm.decref_all(&q);
        return Ok(vm.float(sum));
    }
    let mut total = vm.int(0);
    let mut failed = None;
    if p.len() != q.len() {
        failed = Some(vm.value_error("Inputs are not the same length"));
    }
    for (&a, &b) in p.iter().zip(&q) {
        if failed.is_some() {
            break;
        }
        let sum = vm.binary(crate::python::code::BinaryOp::Multiply, a, b).and_then(|product| {
            let sum = vm.binary(crate::python::code::BinaryOp::Add, total, product);
            vm.decref(product);
            sum
        });
        match sum {
            Ok(sum) => {
                vm.decref(total);
                total = sum;
            }
            Err(raised) => failed = Some(raised),
        }
    }
    vm.decref_all(&p);
    vm.decref_all(&q);
    match failed {
        Some(raised) => {
            vm.decref(total);
            Err(raised)
        }
        None => Ok(total),
    }
}

/// The sum of the products where all are floats or ints, and some are floats: rounded once.
fn float_products(vm: &Vm, p: &[Ref], q: &[Ref]) -> Option<f64> {
    let number = |x: Ref| match (vm.type_of(x), vm.body(x)) {
        (types::FLOAT, Body::Float(value)) => Some(*value),
        (types::INT, Body::Int(value)) if value.unsigned_abs() < 1 << 53 => Some(*value as f64),
        _ => None,
    };
    let mut parts = Vec::with_capacity(2 * p.len());
    let mut floats = false;
    for (&a, &b) in p.iter().zip(q) {
        floats |= vm.is_exact(a, types::FLOAT) || vm.is_exact(b, types::FLOAT);
        let (a, b) = (number(a)?, number(b)?);
        let product = a * b;
        parts.extend([product, a.mul_add(b, -product)]);
    }
    (floats && parts.iter().all(|part| part.is_finite())).then(|| rounded_sum(&parts))
}

/// `floor`, `ceil`, `trunc`: ints as they are, floats by rounding, others by their special method.
fn to_integer(vm: &mut Vm, args: Args, special: Ref, round: fn(f64) -> f64) -> Res {
    let value = args.at(vm, 0);
    if special != names::TRUNC && vm.dialect.builtins.rounding == Rounding::FloatAwayFromZero {
        let number = float_arg(vm, value)?;
        return Ok(vm.float(round(number)));
    }
    if let Some(number) = vm.as_integer(value) {
        return Ok(vm.integer(number));
    }
    if !vm.is_exact(value, crate::python::vm::known::types::FLOAT)
        && let Some(result) = vm.call_bound_special(value, special, &[])
    {
        return result;
    }
    if special == names::TRUNC && vm.as_f64(value).is_none() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")));
    }
    let number = float_arg(vm, value)?;
    let rounded = Integer::from_f64(round(number));
    let rounded = arithmetic(vm, rounded)?;
    Ok(vm.integer(rounded))
}

fn isclose(vm: &mut Vm, args: Args) -> Res {
    let keyword = |vm: &Vm, name| crate::python::builtins::support::keyword(vm, args, name);
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    let (relative, absolute) = (keyword(vm, "rel_tol"), keyword(vm, "abs_tol"));
    let (a, b) = (float_arg(vm, a)?, float_arg(vm, b)?);
    let relative = match relative {
        Some(value) => float_arg(vm, value)?,
        None => 1e-9,
    };
    let absolute = match absolute {
        Some(value) => float_arg(vm, value)?,
        None => 0.0,
    };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let close = a == b
        || (a.is_finite() && b.is_finite()) && {
            let difference = (b - a).abs();
            difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute
        };
    Ok(vm.bool(close))
}

fn modf(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let x = float_arg(vm, x)?;
    let whole = x.trunc();
    let fraction = if x.is_infinite() { 0.0_f64.copysign(x) } else { (x - whole).copysign(x) };
    let items = [vm.float(fraction), vm.float(whole)];
    Ok(vm.filled_tuple(&items))
}

fn frexp(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let x = float_arg(vm, x)?;
    let (mantissa, exponent) = crate::python::text::float_math::frexp(x);
    let items = [vm.float(mantissa), vm.int(i64::from(exponent))];
    Ok(vm.filled_tuple(&items))
}

/// `gcd` takes two numbers up to 3.8.
pub const EARLIER: &[Native] = &[Native::function("gcd", Arity::Raw, |vm, args| match args.count {
    2 => fold(vm, args, 0, Integer::gcd),
    given => {
        let message = vm.dialect.builtins.words.missing_argument.of_two("gcd", given);
        Err(vm.type_error(message))
    }
})];

fn fold(vm: &mut Vm, args: Args, start: i64, f: fn(&Integer, &Integer) -> Integer) -> Res {
    let mut result = Integer::Small(start);
    for value in args.to_vec(vm) {
        let number = index_integer(vm, value)?;
        result = f(&result, &number);
    }
    Ok(vm.integer(result))
}

fn isqrt(vm: &mut Vm, args: Args) -> Res {
    let n = args.at(vm, 0);
    let n = index_integer(vm, n)?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    let root = n.isqrt();
    let root = arithmetic(vm, root)?;
    Ok(vm.integer(root))
}

/// A number that is small enough to count to.
fn countable(vm: &mut Vm, value: Ref, name: &str) -> Res<u64> {
    let number = index_integer(vm, value)?;
    if number.is_negative() {
        return Err(vm.value_error(name.to_owned()));
    }
    match number.to_i64() {
        Some(number) if number <= 200_000 => Ok(number.unsigned_abs()),
        _ => Err(vm.overflow_error("argument should not exceed 200000 in gcscope")),
    }
}

fn factorial(vm: &mut Vm, args: Args) -> Res {
    let n = args.at(vm, 0);
    let n = countable(vm, n, "factorial() not defined for negative values")?;
    let product = (2..=n).fold(BigInt::one(), |p, k| p * k);
    Ok(vm.big_int(product))
}

fn comb(vm: &mut Vm, args: Args) -> Res {
    let (n, k) = (args.at(vm, 0), args.at(vm, 1));
    let n = countable(vm, n, "n must be a non-negative integer")?;
    let k = countable(vm, k, "k must be a non-negative integer")?;
    if k > n {
        return Ok(vm.int(0));
    }
    let k = k.min(n - k);
    let result = (0..k).fold(BigInt::one(), |p, i| p * (n - i) / (i + 1));
    Ok(vm.big_int(result))
}

fn perm(vm: &mut Vm, args: Args) -> Res {
    let (n, k) = (args.at(vm, 0), args.at(vm, 1));
    let n = countable(vm, n, "n must be a non-negative integer")?;
    let k = if k.is_null() || k == crate::python::vm::known::NONE {
        n
    } else {
        countable(vm, k, "k must be a non-negative integer")?
    };
    let result = if k > n { BigInt::from(0) } else { (0..k).fold(BigInt::one(), |p, i| p * (n - i)) };
    Ok(vm.big_int(result))
}
