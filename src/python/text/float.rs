//! Floats as text: `repr`, `float()`, the `e`, `f` and `g` formats. Arithmetic is in [`super::float_math`].

use std::fmt::Write as _;

use super::error::{TextError, TextResult};
use super::quote::repr_str;
use super::unicode::to_ascii_number;

/// `str()` of a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FloatStr {
    /// 3.x: the same as `repr`.
    #[default]
    Shortest,
    /// 2.7: twelve significant digits.
    TwelveDigits,
}

/// How `float('abc')` names the text that it refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FloatLiteralError {
    /// 3.10 and later: `could not convert string to float: 'abc'`.
    #[default]
    Quoted,
    /// 3.8 and 3.9: text of nothing but white space, or no bytes at all, shows as `''`.
    BlankAsEmpty,
    /// 3.6 and 3.7: and this shows as nothing.
    BlankLeftOut,
    /// 2.7: not quoted; what starts with a number is an `invalid literal for float()`.
    Bare,
}

/// The presentation of a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatKind {
    /// The shortest digits that read back as the same float; the precision is unused.
    Shortest,
    /// `e`
    Exponent,
    /// `f`
    Fixed,
    /// `g`
    General,
}

/// What an integral value shows of its decimal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// `g`, `e`, `f`: a point only before digits.
    WhenNeeded,
    /// `#`: always a point, and `g` keeps trailing zeros.
    Always,
    /// `repr`: `.0` after a whole number without exponent.
    DotZero,
    /// Both: `#` without a type.
    AlwaysDotZero,
}

impl Point {
    fn is_dot_zero(self) -> bool {
        matches!(self, Self::DotZero | Self::AlwaysDotZero)
    }

    fn is_always(self) -> bool {
        matches!(self, Self::Always | Self::AlwaysDotZero)
    }
}

/// Nothing asks for more significant digits than a float has: the rest are zeros.
const MOST_DIGITS: usize = 1100;

/// `repr(x)`
#[must_use]
pub fn repr(x: f64) -> String {
    // Whole numbers that are exact need no search for digits.
    if x.fract() == 0.0 && x.abs() < 9_007_199_254_740_992.0 && x != 0.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2 ** 53")]
        return format!("{}.0", x as i64);
    }
    // In this range the standard library writes what CPython writes.
    if (1e-4..1e16).contains(&x.abs()) && !may_tie(x) {
        return format!("{x:?}");
    }
    format(x, FloatKind::Shortest, 0, Point::DotZero)
}

/// Whether `x` may lie halfway between two shortest candidates. It then has at most 18 significant digits, the last a
/// 5, so it is a whole number or has at most 26 binary places.
fn may_tie(x: f64) -> bool {
    x.fract() == 0.0 || (x * f64::from(1 << 26)).fract() == 0.0
}

/// `str(x)`
#[must_use]
pub fn to_str(x: f64, choice: FloatStr) -> String {
    match choice {
        FloatStr::Shortest => repr(x),
        FloatStr::TwelveDigits => format(x, FloatKind::General, 12, Point::DotZero),
    }
}

/// The text of `x`: `-` for negative numbers, nothing for others; lower case.
#[must_use]
pub fn format(x: f64, kind: FloatKind, precision: usize, point: Point) -> String {
    if x.is_nan() {
        return "nan".to_owned();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let x = x.abs();
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    let body = match kind {
        FloatKind::Shortest => {
            let digits = Digits::shortest(x);
            let scientific = digits.point <= -4 || digits.point > 16;
            digits.lay_out(scientific, Zeros::AsGiven, point)
        }
        FloatKind::Exponent => Digits::significant(x, precision.saturating_add(1)).lay_out(true, Zeros::AsGiven, point),
        FloatKind::Fixed => fixed(x, precision, point),
        FloatKind::General => {
            let precision = precision.max(1);
            let digits = Digits::significant(x, precision);
            let limit = i64::try_from(precision).unwrap_or(i64::MAX) - i64::from(point.is_dot_zero());
            let scientific = digits.point <= -4 || digits.point > limit;
            let zeros = if point.is_always() { Zeros::AsGiven } else { Zeros::Stripped };
            digits.lay_out(scientific, zeros, point)
        }
    };
    format!("{sign}{body}")
}

fn fixed(x: f64, precision: usize, point: Point) -> String {
    let shown = precision.min(MOST_DIGITS);
    let mut text = format!("{x:.shown$}");
    text.extend(std::iter::repeat_n('0', precision - shown));
    if precision == 0 && point.is_always() {
        text.push('.');
    }
    text
}

/// Trailing zeros of the digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zeros {
    AsGiven,
    Stripped,
}

/// `0.DIGITS * 10 ** point`
struct Digits {
    digits: String,
    point: i64,
}

impl Digits {
    /// From the form `d.ddde-5`.
    fn of(scientific: &str) -> Self {
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
        let point = exponent.parse::<i64>().unwrap_or(0) + 1;
        Self { digits: mantissa.chars().filter(|c| *c != '.').collect(), point }
    }

    /// The fewest digits that read back as `x`. Of two that are equally near CPython takes the even one.
    fn shortest(x: f64) -> Self {
        let shortest = Self::of(&format!("{x:e}"));
        // With fewer digits than this a float's neighbours are too far for two candidates.
        if shortest.digits.len() >= 15 && may_tie(x) {
            let even = format!("{x:.*e}", shortest.digits.len() - 1);
            if even.parse() == Ok(x) {
                return Self::of(&even);
            }
        }
        shortest
    }

    /// Rounded correctly to so many significant digits, at least one.
    fn significant(x: f64, count: usize) -> Self {
        let shown = count.min(MOST_DIGITS) - 1;
        let mut digits = Self::of(&format!("{x:.shown$e}"));
        digits.digits.extend(std::iter::repeat_n('0', count - shown - 1));
        digits
    }

    fn lay_out(&self, scientific: bool, zeros: Zeros, point: Point) -> String {
        let mut digits = self.digits.as_str();
        if zeros == Zeros::Stripped {
            digits = digits.trim_end_matches('0');
        }
        let place = if scientific { 1 } else { self.point };
        let mut text = String::with_capacity(digits.len() + 8);
        let whole = usize::try_from(place).unwrap_or(0);
        if whole == 0 {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', usize::try_from(-place).unwrap_or(0)));
            text.push_str(digits);
        } else {
            let (before, after) = digits.split_at(whole.min(digits.len()));
            text.push_str(before);
            text.extend(std::iter::repeat_n('0', whole - before.len()));
            match point {
                _ if !after.is_empty() => {
                    text.push('.');
                    text.push_str(after);
                }
                _ if point.is_dot_zero() && !scientific => text.push_str(".0"),
                _ if point.is_always() => text.push('.'),
                _ => {}
            }
        }
        if scientific {
            let exponent = self.point - 1;
            let sign = if exponent < 0 { '-' } else { '+' };
            // Writing to a `String` cannot fail.
            let _ = write!(text, "e{sign}{:02}", exponent.abs());
        }
        text
    }
}

/// `float(s)` of text; digits of every script count.
pub fn parse(text: &str, wording: FloatLiteralError) -> TextResult<f64> {
    let ascii = to_ascii_number(text);
    read(&ascii, wording).ok_or_else(|| refused(&ascii, || repr_str(text), wording))
}

/// `float(b'…')`
pub fn parse_bytes(bytes: &[u8], quoted: impl Fn() -> String, wording: FloatLiteralError) -> TextResult<f64> {
    let ascii = std::str::from_utf8(bytes).unwrap_or("?");
    read(ascii, wording).ok_or_else(|| refused(ascii, quoted, wording))
}

const SPACES: [char; 6] = [' ', '\t', '\n', '\r', '\x0b', '\x0c'];

fn refused(ascii: &str, quoted: impl Fn() -> String, wording: FloatLiteralError) -> TextError {
    let trimmed = ascii.trim_start_matches(SPACES);
    let shown = match wording {
        FloatLiteralError::Bare if super::complexnum::leading_float(trimmed).is_some() => {
            return TextError::value(format!("invalid literal for float(): {trimmed}"));
        }
        FloatLiteralError::Bare => trimmed.to_owned(),
        FloatLiteralError::BlankAsEmpty if trimmed.is_empty() => "''".to_owned(),
        FloatLiteralError::BlankLeftOut if trimmed.is_empty() => String::new(),
        _ => quoted(),
    };
    TextError::value(format!("could not convert string to float: {shown}"))
}

fn read(ascii: &str, wording: FloatLiteralError) -> Option<f64> {
    let no_underscores = wording == FloatLiteralError::Bare;
    if no_underscores && ascii.contains('_') { None } else { parse_ascii(ascii) }
}

fn parse_ascii(text: &str) -> Option<f64> {
    let text = text.trim_matches(SPACES);
    let plain;
    let text = if text.contains('_') {
        plain = without_underscores(text)?;
        &plain
    } else {
        text
    };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = ["inf", "infinity", "nan"].iter().any(|word| unsigned.eq_ignore_ascii_case(word));
    // The standard library's grammar is Python's, but only once the odd letters are ruled out.
    let numeric = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if !word && !numeric {
        return None;
    }
    text.parse().ok()
}

/// Underscores may stand only between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c == '_' {
            if !before.is_ascii_digit() {
                return None;
            }
        } else {
            if before == '_' && !c.is_ascii_digit() {
                return None;
            }
            plain.push(c);
        }
        before = c;
    }
    (before != '_').then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_is_the_shortest_that_reads_back() {
        for (x, text) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0.0"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (100.0, "100.0"),
        ] {
            assert_eq!(repr(x), text);
        }
        assert_eq!(to_str(0.1 + 0.2, FloatStr::TwelveDigits), "0.3");
        assert_eq!(to_str(1e11, FloatStr::TwelveDigits), "1e+11");
    }

    #[test]
    fn presentations() {
        let show = |x, kind, precision| format(x, kind, precision, Point::WhenNeeded);
        assert_eq!(show(2.5, FloatKind::Fixed, 0), "2");
        assert_eq!(show(0.5, FloatKind::Fixed, 0), "0");
        assert_eq!(show(2.675, FloatKind::Fixed, 2), "2.67");
        assert_eq!(show(1e22, FloatKind::Fixed, 1), "10000000000000000000000.0");
        assert_eq!(show(12345.678, FloatKind::Exponent, 2), "1.23e+04");
        assert_eq!(show(0.0, FloatKind::Exponent, 0), "0e+00");
        assert_eq!(show(1e100, FloatKind::General, 6), "1e+100");
        assert_eq!(show(100_000.0, FloatKind::General, 6), "100000");
        assert_eq!(show(0.0, FloatKind::General, 6), "0");
        assert_eq!(format(3.0, FloatKind::General, 6, Point::Always), "3.00000");
        assert_eq!(format(3.0, FloatKind::Fixed, 0, Point::Always), "3.");
        assert_eq!(format(1.0, FloatKind::Fixed, 1200, Point::WhenNeeded).len(), 1202);
    }

    #[test]
    fn of_two_nearest_the_even_one() {
        assert_eq!(repr(1_560_366_461_388_046.3), "1560366461388046.2");
        assert_eq!(repr(1.0 + 1.0 / 131_072.0), "1.0000076293945312");
        assert_eq!(repr(5e-5 + 2.0_f64.powi(-40)), "5.0000000909494704e-05");
    }

    #[test]
    fn reading() {
        let read = |text| parse(text, FloatLiteralError::Quoted);
        assert_eq!(read(" 1_0.5e-1\n"), Ok(1.05));
        assert_eq!(read("-Infinity"), Ok(f64::NEG_INFINITY));
        assert_eq!(read(".5"), Ok(0.5));
        assert_eq!(read("5."), Ok(5.0));
        assert_eq!(read("٣"), Ok(3.0));
        for bad in ["", " ", "1__0", "1_", "_1", "1e", "0x10", "in", ".", "1 2", "1e_5", "--1", "infinit", "1\0"] {
            let Err(error) = read(bad) else { panic!("{bad:?} is no float") };
            assert_eq!(error.message, format!("could not convert string to float: {}", repr_str(bad)));
        }
    }

    #[test]
    fn reading_in_python_2() {
        let message = |text| parse(text, FloatLiteralError::Bare).unwrap_err().message;
        assert_eq!(message("abc"), "could not convert string to float: abc");
        assert_eq!(message(" 1_0"), "invalid literal for float(): 1_0");
    }
}
