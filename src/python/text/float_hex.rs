//! Floats in hexadecimal: `float.hex` and `float.fromhex`, exact both ways.

use num_bigint::BigUint;
use num_traits::Zero;

use super::error::{TextError, TextResult};
use super::float::repr;
use super::int_float::{Tail, scaled};

/// `x.hex()`
#[must_use]
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let biased = i64::try_from(bits >> 52 & 0x7ff).unwrap_or(0);
    match (biased, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", biased - 1023),
    }
}

/// `float.fromhex(s)`
pub fn fromhex(text: &str) -> TextResult<f64> {
    let invalid = || TextError::value("invalid hexadecimal floating-point string");
    let text = text.trim_matches(|c: char| matches!(c, '\t'..='\r' | ' '));
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = match body.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        other => {
            let size = read(other).ok_or_else(invalid)?;
            if size.is_infinite() {
                return Err(TextError::overflow("hexadecimal value too large to represent as a float"));
            }
            size
        }
    };
    Ok(if negative { -size } else { size })
}

/// `[0x] digits [. digits] [p exponent]`, in lower case; infinite when too large.
fn read(body: &str) -> Option<f64> {
    let body = body.strip_prefix("0x").unwrap_or(body);
    let (mantissa, exponent) = match body.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, decimal(exponent)?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let mantissa =
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| BigUint::parse_bytes(digits.as_bytes(), 16))??;
    if mantissa.is_zero() {
        return Some(0.0);
    }
    let places = i64::try_from(fraction.len()).ok()?.checked_mul(4)?;
    Some(scaled(&mantissa, exponent.saturating_sub(places), Tail::Exact))
}

/// A decimal exponent; beyond an `i64` only its sign matters.
fn decimal(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(i64::MAX / 2).min(i64::MAX / 2);
    Some(if text.starts_with('-') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(1.0), "0x1.0000000000000p+0");
        assert_eq!(hex(-0.1), "-0x1.999999999999ap-4");
        assert_eq!(hex(5e-324), "0x0.0000000000001p-1022");
    }

    #[test]
    fn reading() {
        assert_eq!(fromhex(" 0x1.8p1\n"), Ok(3.0));
        assert_eq!(fromhex("-A.8"), Ok(-10.5));
        assert_eq!(fromhex("0x.8p-1074"), Ok(0.0));
        assert_eq!(fromhex("0x1.8p-1075"), Ok(5e-324));
        assert_eq!(fromhex("-inf"), Ok(f64::NEG_INFINITY));
        assert_eq!(fromhex("0x0p999999999999999999999"), Ok(0.0));
        let message = |text| fromhex(text).map_err(|error| error.to_string()).unwrap_err();
        assert_eq!(message("0x1p1024"), "OverflowError: hexadecimal value too large to represent as a float");
        for bad in ["", "0x", ".", "1p", "0x1.2.3", "g", "1 2", "0x1p1.5"] {
            assert_eq!(message(bad), "ValueError: invalid hexadecimal floating-point string", "{bad}");
        }
    }
}
