//! `complex`: text and arithmetic.

use std::ops::{Add, Mul, Neg, Sub};

use super::error::{TextError, TextResult};
use super::fault::{ArithmeticFault, ArithmeticResult};
use super::float::{self, FloatKind, FloatStr, Point};
use super::quote::repr_str;
use super::unicode::to_ascii_number;

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl Complex {
    #[must_use]
    pub fn new(real: f64, imag: f64) -> Self {
        Self { real, imag }
    }

    #[must_use]
    pub fn conjugate(self) -> Self {
        Self::new(self.real, -self.imag)
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.real == 0.0 && self.imag == 0.0
    }

    /// `a / b`, scaled by the larger part of `b` so that nothing overflows on the way (Smith's method).
    pub fn truediv(self, other: Self) -> ArithmeticResult<Self> {
        let (real, imag) = (other.real.abs(), other.imag.abs());
        if real >= imag {
            if real == 0.0 {
                return Err(ArithmeticFault::ComplexDivision);
            }
            let ratio = other.imag / other.real;
            let scale = other.real + other.imag * ratio;
            Ok(Self::new((self.real + self.imag * ratio) / scale, (self.imag - self.real * ratio) / scale))
        } else if imag >= real {
            let ratio = other.real / other.imag;
            let scale = other.real * ratio + other.imag;
            Ok(Self::new((self.real * ratio + self.imag) / scale, (self.imag * ratio - self.real) / scale))
        } else {
            Ok(Self::new(f64::NAN, f64::NAN))
        }
    }

    /// `abs(a)`
    pub fn abs(self) -> ArithmeticResult<f64> {
        let size = self.real.hypot(self.imag);
        if size.is_infinite() && self.real.is_finite() && self.imag.is_finite() {
            return Err(ArithmeticFault::AbsoluteValueTooLarge);
        }
        Ok(size)
    }
}

impl Add for Complex {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.real + other.real, self.imag + other.imag)
    }
}

impl Sub for Complex {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.real - other.real, self.imag - other.imag)
    }
}

impl Mul for Complex {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::new(self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real)
    }
}

impl Neg for Complex {
    type Output = Self;

    fn neg(self) -> Self {
        Self::new(-self.real, -self.imag)
    }
}

/// `a ** b`
pub fn pow(base: Complex, exponent: Complex) -> ArithmeticResult<Complex> {
    let result = if exponent.imag == 0.0 && exponent.real.fract() == 0.0 && exponent.real.abs() <= 100.0 {
        pow_whole(base, exponent.real)?
    } else {
        pow_polar(base, exponent)?
    };
    if result.real.is_infinite() || result.imag.is_infinite() {
        return Err(ArithmeticFault::ComplexResultTooLarge);
    }
    Ok(result)
}

/// By repeated squaring; `exponent` is whole and at most 100 in size.
fn pow_whole(base: Complex, exponent: f64) -> ArithmeticResult<Complex> {
    let mut result = Complex::new(1.0, 0.0);
    let mut power = base;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and at most 100")]
    let mut left = exponent.abs() as u32;
    while left > 0 {
        if left & 1 == 1 {
            result = result * power;
        }
        left >>= 1;
        power = power * power;
    }
    if exponent > 0.0 {
        return Ok(result);
    }
    Complex::new(1.0, 0.0).truediv(result).map_err(|_| ArithmeticFault::ComplexZeroToNegativePower)
}

fn pow_polar(base: Complex, exponent: Complex) -> ArithmeticResult<Complex> {
    if exponent.is_zero() {
        return Ok(Complex::new(1.0, 0.0));
    }
    if base.is_zero() {
        if exponent.imag != 0.0 || exponent.real < 0.0 {
            return Err(ArithmeticFault::ComplexZeroToNegativePower);
        }
        return Ok(Complex::default());
    }
    let size = base.real.hypot(base.imag);
    let angle = base.imag.atan2(base.real);
    let mut length = size.powf(exponent.real);
    let mut phase = angle * exponent.real;
    if exponent.imag != 0.0 {
        length /= (angle * exponent.imag).exp();
        phase += exponent.imag * size.ln();
    }
    if phase.is_infinite() {
        // The C library's domain error for the cosine of infinity ends up as this.
        return Err(ArithmeticFault::ComplexZeroToNegativePower);
    }
    Ok(Complex::new(length * phase.cos(), length * phase.sin()))
}

/// `repr(c)`: `2j`, `(1+2j)`.
#[must_use]
pub fn repr(c: Complex) -> String {
    show(c, |x| float::format(x, FloatKind::Shortest, 0, Point::WhenNeeded))
}

/// `str(c)`
#[must_use]
pub fn to_str(c: Complex, choice: FloatStr) -> String {
    match choice {
        FloatStr::Shortest => repr(c),
        FloatStr::TwelveDigits => show(c, |x| float::format(x, FloatKind::General, 12, Point::WhenNeeded)),
    }
}

fn show(c: Complex, part: impl Fn(f64) -> String) -> String {
    let imag = part(c.imag);
    if c.real == 0.0 && c.real.is_sign_positive() {
        return format!("{imag}j");
    }
    let plus = if imag.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imag}j)", part(c.real))
}

/// `complex(s)`
pub fn parse(text: &str) -> TextResult<Complex> {
    parse_ascii(&to_ascii_number(text)).ok_or_else(|| {
        // Misplaced underscores are found before the text is looked at as a complex number.
        if text.contains('_') && strip_underscores(text).is_none() {
            return TextError::value(format!("could not convert string to complex: {}", repr_str(text)));
        }
        TextError::value("complex() arg is a malformed string")
    })
}

fn parse_ascii(text: &str) -> Option<Complex> {
    let spaces = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];
    let plain = strip_underscores(text)?;
    let text = plain.trim_matches(spaces);
    let text = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')')?.trim_matches(spaces),
        None => text,
    };
    let unit = |rest: &str| matches!(rest, "j" | "J");
    let Some((first, rest)) = leading_float(text) else { return bare_unit(text) };
    if rest.is_empty() {
        return Some(Complex::new(first, 0.0));
    }
    if unit(rest) {
        return Some(Complex::new(0.0, first));
    }
    if !rest.starts_with(['+', '-']) {
        return None;
    }
    let imag = match leading_float(rest) {
        Some((imag, tail)) => unit(tail).then_some(imag)?,
        None => bare_unit(rest)?.imag,
    };
    Some(Complex::new(first, imag))
}

/// `j`, `+j`, `-j`
fn bare_unit(text: &str) -> Option<Complex> {
    match text {
        "j" | "J" | "+j" | "+J" => Some(Complex::new(0.0, 1.0)),
        "-j" | "-J" => Some(Complex::new(0.0, -1.0)),
        _ => None,
    }
}

fn strip_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |index: Option<usize>| index.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    let misplaced = |(i, b): (usize, &u8)| *b == b'_' && !(digit(i.checked_sub(1)) && digit(Some(i + 1)));
    if bytes.iter().enumerate().any(misplaced) { None } else { Some(text.replace('_', "")) }
}

/// The longest float at the start, and what follows it.
pub(super) fn leading_float(text: &str) -> Option<(f64, &str)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let sign = usize::from(text.starts_with(['+', '-']));
    let body = text.get(sign..)?;
    for word in ["infinity", "inf", "nan"] {
        if body.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            let (number, rest) = text.split_at(sign + word.len());
            return Some((number.parse().ok()?, rest));
        }
    }
    let whole = digits(sign);
    let mut end = sign + whole;
    let mut fraction = 0;
    if bytes.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let after_sign = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(after_sign);
        if exponent > 0 {
            end = after_sign + exponent;
        }
    }
    let (number, rest) = text.split_at(end);
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text() {
        assert_eq!(repr(Complex::new(0.0, 2.0)), "2j");
        assert_eq!(repr(Complex::new(-0.0, 2.0)), "(-0+2j)");
        assert_eq!(repr(Complex::new(1.5, -0.0)), "(1.5-0j)");
        assert_eq!(repr(Complex::new(f64::NAN, f64::INFINITY)), "(nan+infj)");
        assert_eq!(parse(" ( 1+2j ) "), Ok(Complex::new(1.0, 2.0)));
        assert_eq!(parse("-j"), Ok(Complex::new(0.0, -1.0)));
        assert_eq!(parse("1e3-J"), Ok(Complex::new(1000.0, -1.0)));
        assert_eq!(parse("1 + 2j").map_err(|e| e.message), Err("complex() arg is a malformed string".into()));
    }

    #[test]
    fn arithmetic() {
        let (a, b) = (Complex::new(1.0, 2.0), Complex::new(3.0, -4.0));
        assert_eq!(a * b, Complex::new(11.0, 2.0));
        assert_eq!(a.truediv(b), Ok(Complex::new(-0.2, 0.4)));
        assert_eq!(a.truediv(Complex::default()), Err(ArithmeticFault::ComplexDivision));
        assert_eq!(pow(a, Complex::new(2.0, 0.0)), Ok(Complex::new(-3.0, 4.0)));
        assert_eq!(pow(Complex::default(), Complex::new(0.0, 1.0)), Err(ArithmeticFault::ComplexZeroToNegativePower));
        assert_eq!(Complex::new(3.0, 4.0).abs(), Ok(5.0));
    }
}
