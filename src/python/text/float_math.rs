//! Float arithmetic with Python's signs, roundings and refusals.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::complexnum::Complex;
use super::fault::{ArithmeticFault, ArithmeticResult};
use super::int::Integer;
use super::int_float::times_power_of_two;

/// Where `round()` puts a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum RoundHalf {
    /// 3.x
    #[default]
    Even,
    /// 2.7
    AwayFromZero,
}

/// A negative base with a fractional exponent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NegativeBase {
    /// 2.7
    Refused,
    /// 3.x
    #[default]
    Complex,
}

/// `x ** y`: a negative base with a fractional exponent leaves the real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FloatPower {
    Real(f64),
    Complex(Complex),
}

/// `x / y`
pub fn truediv(x: f64, y: f64) -> ArithmeticResult<f64> {
    if y == 0.0 { Err(ArithmeticFault::FloatDivision) } else { Ok(x / y) }
}

/// `x // y`
pub fn floordiv(x: f64, y: f64) -> ArithmeticResult<f64> {
    if y == 0.0 { Err(ArithmeticFault::FloatFloorDivision) } else { Ok(divmod_nonzero(x, y).0) }
}

/// `x % y`, with the sign of `y`.
pub fn modulo(x: f64, y: f64) -> ArithmeticResult<f64> {
    if y == 0.0 { Err(ArithmeticFault::FloatModulo) } else { Ok(divmod_nonzero(x, y).1) }
}

pub fn divmod(x: f64, y: f64) -> ArithmeticResult<(f64, f64)> {
    if y == 0.0 { Err(ArithmeticFault::FloatDivmod) } else { Ok(divmod_nonzero(x, y)) }
}

fn divmod_nonzero(x: f64, y: f64) -> (f64, f64) {
    let mut remainder = x % y;
    // Nearly a whole number: the remainder was taken out exactly.
    let mut quotient = (x - remainder) / y;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(y);
    } else if (y < 0.0) != (remainder < 0.0) {
        remainder += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(x / y), remainder);
    }
    let mut floor = quotient.floor();
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, remainder)
}

/// `x ** y`
pub fn pow(x: f64, y: f64, negative: NegativeBase) -> ArithmeticResult<FloatPower> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(ArithmeticFault::ZeroToNegativePower);
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 {
        if negative == NegativeBase::Refused {
            return Err(ArithmeticFault::NegativeToFractionalPower);
        }
        return super::complexnum::pow(Complex::new(x, 0.0), Complex::new(y, 0.0)).map(FloatPower::Complex);
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(ArithmeticFault::FloatResultTooLarge);
    }
    Ok(FloatPower::Real(result))
}

/// `x.is_integer()`
#[must_use]
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.fract() == 0.0
}

/// `x.as_integer_ratio()`: in lowest terms, the denominator positive.
pub fn as_integer_ratio(x: f64) -> ArithmeticResult<(Integer, Integer)> {
    if x.is_nan() {
        return Err(ArithmeticFault::NanToRatio);
    }
    if x.is_infinite() {
        return Err(ArithmeticFault::InfinityToRatio);
    }
    let mut numerator = x;
    let mut exponent = 0_i64;
    // Doubling is exact; a finite float is whole after at most 1074 of them.
    while numerator.fract() != 0.0 {
        numerator *= 2.0;
        exponent += 1;
    }
    Ok((Integer::from_f64(numerator)?, Integer::ONE.shl(&Integer::Small(exponent))?))
}

/// `round(x)` in Python 3: an integer, halves to even.
pub fn round_to_int(x: f64) -> ArithmeticResult<Integer> {
    Integer::from_f64(x.round_ties_even())
}

/// `round(x, digits)`, correctly rounded from the exact value of `x`; in 2.7 also `round(x)`, with 0.
pub fn round_to(x: f64, digits: i64, half: RoundHalf) -> ArithmeticResult<f64> {
    // Beyond 323 digits nothing is left to round; below -308 everything is.
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return Ok(x);
    }
    if digits < -308 {
        return Ok(0.0 * x);
    }
    let rounded = if digits >= 0 {
        to_decimals(x, digits.unsigned_abs(), half)
    } else {
        to_tens(x, digits.unsigned_abs(), half)?
    };
    if rounded.is_infinite() { Err(ArithmeticFault::RoundedTooLarge) } else { Ok(rounded) }
}

/// Decimal places: the standard library prints the exact value, halves to even, and reads back the nearest.
fn to_decimals(x: f64, digits: u64, half: RoundHalf) -> f64 {
    let digits = usize::try_from(digits).unwrap_or(usize::MAX);
    if half == RoundHalf::AwayFromZero && is_decimal_tie(x, digits) {
        // One place more is exact for a tie, so the last digit is a 5: drop it and step away from zero.
        let text = format!("{:.*}", digits + 1, x.abs());
        let kept: BigInt = text
            .chars()
            .filter(char::is_ascii_digit)
            .take(text.len() - 2)
            .collect::<String>()
            .parse()
            .unwrap_or_default();
        let up = format!("{}e-{digits}", kept + 1);
        return up.parse::<f64>().map_or(x, |y| y.copysign(x));
    }
    format!("{x:.digits$}").parse().unwrap_or(x)
}

/// Whether `x` lies exactly between two numbers with so many decimal places.
fn is_decimal_tie(x: f64, digits: usize) -> bool {
    let text = format!("{x:.1080}");
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    let tail = fraction.get(digits..).unwrap_or("");
    tail.strip_prefix('5').is_some_and(|rest| rest.bytes().all(|b| b == b'0'))
}

/// Tens, hundreds…: exact in integers.
fn to_tens(x: f64, places: u64, half: RoundHalf) -> ArithmeticResult<f64> {
    let whole = Integer::from_f64(x.abs())?;
    let unit = num_traits::Pow::pow(BigInt::from(10), places);
    let whole = whole.big();
    let (quotient, remainder): (BigInt, BigInt) = (whole.as_ref() / &unit, whole.as_ref() % &unit);
    let twice = &remainder + &remainder;
    let up = match twice.cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => x.fract() != 0.0 || half == RoundHalf::AwayFromZero || quotient.bit(0),
    };
    let quotient = if up { quotient + 1 } else { quotient };
    if quotient.is_zero() {
        return Ok(0.0_f64.copysign(x));
    }
    debug_assert!(!quotient.is_negative());
    let value = Integer::from(quotient * unit).to_f64().map_err(|_| ArithmeticFault::RoundedTooLarge)?;
    Ok(value.copysign(x))
}

/// `math.frexp`: a mantissa in [0.5, 1) and the exponent of two.
#[must_use]
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, extra) = if x.is_subnormal() { (times_power_of_two(x, 64), 64) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7ff).unwrap_or(0) - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_has_python_signs() {
        assert_eq!(divmod(-7.5, 2.0), Ok((-4.0, 0.5)));
        assert_eq!(divmod(7.5, -2.0), Ok((-4.0, -0.5)));
        assert_eq!(modulo(-1e-20, 3.0), Ok(3.0));
        assert_eq!(modulo(4.0, -2.0).map(f64::is_sign_negative), Ok(true));
        assert_eq!(floordiv(1.0, 0.1), Ok(9.0));
        assert_eq!(modulo(5.0, f64::INFINITY), Ok(5.0));
        assert_eq!(modulo(-5.0, f64::INFINITY), Ok(f64::INFINITY));
        assert_eq!(divmod(1.0, 0.0), Err(ArithmeticFault::FloatDivmod));
    }

    #[test]
    fn powers() {
        let pow = |x, y| pow(x, y, NegativeBase::Complex);
        assert_eq!(pow(2.0, 0.5), Ok(FloatPower::Real(std::f64::consts::SQRT_2)));
        assert_eq!(pow(0.0, -1.0), Err(ArithmeticFault::ZeroToNegativePower));
        assert_eq!(pow(1e200, 2.0), Err(ArithmeticFault::FloatResultTooLarge));
        assert_eq!(pow(0.0, f64::NEG_INFINITY), Ok(FloatPower::Real(f64::INFINITY)));
        assert!(matches!(pow(-8.0, 0.5), Ok(FloatPower::Complex(_))));
    }

    #[test]
    fn rounding() {
        let even = |x, digits| round_to(x, digits, RoundHalf::Even);
        assert_eq!(even(2.675, 2), Ok(2.67));
        assert_eq!(even(0.125, 2), Ok(0.12));
        assert_eq!(even(25.0, -1), Ok(20.0));
        assert_eq!(even(1.7e308, -308), Err(ArithmeticFault::RoundedTooLarge));
        assert_eq!(even(-3.0, -1).map(f64::to_bits), Ok((-0.0_f64).to_bits()));
        assert_eq!(round_to(0.125, 2, RoundHalf::AwayFromZero), Ok(0.13));
        assert_eq!(round_to(-2.5, 0, RoundHalf::AwayFromZero), Ok(-3.0));
        assert_eq!(round_to(25.0, -1, RoundHalf::AwayFromZero), Ok(30.0));
        assert_eq!(round_to(2.675, 2, RoundHalf::AwayFromZero), Ok(2.67));
        assert_eq!(round_to_int(2.5), Ok(Integer::Small(2)));
        assert_eq!(round_to_int(f64::NAN), Err(ArithmeticFault::NanToInteger));
    }

    #[test]
    fn ratios_and_parts() {
        assert_eq!(as_integer_ratio(-0.75), Ok((Integer::Small(-3), Integer::Small(4))));
        assert_eq!(as_integer_ratio(f64::NAN), Err(ArithmeticFault::NanToRatio));
        assert_eq!(frexp(8.0), (0.5, 4));
        assert_eq!(frexp(5e-324), (0.5, -1073));
    }
}
