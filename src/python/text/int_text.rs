//! Integers as text: `int()` with its literals, and digits in any base.

use super::error::{TextError, TextResult};
use super::int::Integer;
use super::quote::{repr_bytes, repr_str};
use super::unicode::to_ascii_number;
use num_bigint::{BigInt, BigUint, Sign};

/// The guard against quadratic conversions between integers and decimal text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigitLimit {
    /// 2.7 and 3.6, or `sys.set_int_max_str_digits(0)`.
    Unlimited,
    /// 3.7 to 3.10: `Exceeds the limit (4300) for …`.
    Limited(usize),
    /// 3.11 and later: `Exceeds the limit (4300 digits) for …`.
    LimitedDigits(usize),
}

impl Default for DigitLimit {
    fn default() -> Self {
        Self::LimitedDigits(4300)
    }
}

impl DigitLimit {
    fn exceeded_by(self, digits: usize) -> Option<String> {
        match self {
            Self::Limited(limit) if digits > limit => Some(format!("Exceeds the limit ({limit})")),
            Self::LimitedDigits(limit) if digits > limit => Some(format!("Exceeds the limit ({limit} digits)")),
            _ => None,
        }
    }
}

const REMEDY: &str = "use sys.set_int_max_str_digits() to increase the limit";

/// What `int()` accepts as a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum IntLiterals {
    /// 3.6 and later: `1_000`, and `010` is no number in base 0.
    #[default]
    Underscores,
    /// 2.7: no underscores, and `010` is octal in base 0.
    Classic,
}

/// How a version reads and shows integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct IntText {
    pub limit: DigitLimit,
    pub literals: IntLiterals,
}

/// `int(text, base)`
pub fn parse(text: &str, base: i64, rules: IntText) -> TextResult<Integer> {
    parse_shown(&to_ascii_number(text), base, rules, || repr_str(text))
}

/// `int(b'…', base)`
pub fn parse_bytes(bytes: &[u8], base: i64, rules: IntText) -> TextResult<Integer> {
    // Bytes that are no UTF-8 are no digits either.
    let text = std::str::from_utf8(bytes).unwrap_or("?");
    parse_shown(text, base, rules, || repr_bytes(bytes))
}

fn parse_shown(text: &str, base: i64, rules: IntText, shown: impl Fn() -> String) -> TextResult<Integer> {
    let Ok(given @ (0 | 2..=36)) = u32::try_from(base) else {
        return Err(TextError::value(match rules.literals {
            IntLiterals::Underscores => "int() base must be >= 2 and <= 36, or 0",
            IntLiterals::Classic => "int() base must be >= 2 and <= 36",
        }));
    };
    let refused = || {
        let shown: String = shown().chars().take(200).collect();
        TextError::value(format!("invalid literal for int() with base {base}: {shown}"))
    };
    let literal = Literal::read(text, given, rules.literals).ok_or_else(refused)?;
    if !literal.base.is_power_of_two()
        && let Some(exceeds) = rules.limit.exceeded_by(literal.digits.len())
    {
        let count = literal.digits.len();
        return Err(TextError::value(format!(
            "{exceeds} for integer string conversion: value has {count} digits; {REMEDY}"
        )));
    }
    literal.value().ok_or_else(refused)
}

/// A literal taken apart.
struct Literal {
    sign: Sign,
    base: u32,
    /// Digits only, no underscores, leading zeros kept.
    digits: String,
}

impl Literal {
    fn read(text: &str, base: u32, literals: IntLiterals) -> Option<Self> {
        let text = text.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
        let (sign, body) = match text.strip_prefix('-') {
            Some(body) => (Sign::Minus, body),
            None => (Sign::Plus, text.strip_prefix('+').unwrap_or(text)),
        };
        let (base, body) = match (prefix_base(body), base) {
            (Some(named), 0) => (named, body.get(2..)?),
            (Some(named), _) if named == base => (base, body.get(2..)?),
            (None, 0) if literals == IntLiterals::Classic && body.len() > 1 && body.starts_with('0') => (8, body),
            (None, 0) => {
                // Zeros may lead only a zero.
                if body.starts_with('0') && !body.bytes().all(|b| matches!(b, b'0' | b'_')) {
                    return None;
                }
                (10, body)
            }
            _ => (base, body),
        };
        let digits = match literals {
            IntLiterals::Classic => body.to_owned(),
            // `0x_f` is fine, `_f` is not.
            IntLiterals::Underscores => {
                let after_prefix =
                    text.len() != body.len() && text.get(..text.len() - body.len()).is_some_and(|p| p.len() >= 2);
                let body = if after_prefix { body.strip_prefix('_').unwrap_or(body) } else { body };
                if body.starts_with('_') || body.ends_with('_') || body.contains("__") {
                    return None;
                }
                body.replace('_', "")
            }
        };
        let valid = !digits.is_empty() && digits.chars().all(|c| c.is_digit(base));
        valid.then_some(Self { sign, base, digits })
    }

    fn value(&self) -> Option<Integer> {
        if let Ok(small) = i64::from_str_radix(&self.digits, self.base) {
            return Some(Integer::Small(if self.sign == Sign::Minus { -small } else { small }));
        }
        let magnitude = BigUint::parse_bytes(self.digits.as_bytes(), self.base)?;
        Some(Integer::from(BigInt::from_biguint(self.sign, magnitude)))
    }
}

/// The base that `0x`, `0o` or `0b` names.
fn prefix_base(body: &str) -> Option<u32> {
    match body.as_bytes() {
        [b'0', b'x' | b'X', ..] => Some(16),
        [b'0', b'o' | b'O', ..] => Some(8),
        [b'0', b'b' | b'B', ..] => Some(2),
        _ => None,
    }
}

impl Integer {
    /// `str(n)`
    pub fn to_decimal(&self, limit: DigitLimit) -> TextResult<String> {
        let Self::Big(big) = self else { return Ok(self.to_radix(10)) };
        let refused = |exceeds: String| TextError::value(format!("{exceeds} for integer string conversion; {REMEDY}"));
        // A number of more than 3.33 bits a digit is refused before the costly conversion.
        let at_least = usize::try_from(big.bits() * 3 / 10).unwrap_or(usize::MAX);
        if let Some(exceeds) = limit.exceeded_by(at_least) {
            return Err(refused(exceeds));
        }
        let text = self.to_radix(10);
        match limit.exceeded_by(text.trim_start_matches('-').len()) {
            Some(exceeds) => Err(refused(exceeds)),
            None => Ok(text),
        }
    }

    /// Digits in base 2 to 36, lower case, a minus before negative numbers, no prefix.
    #[must_use]
    pub fn to_radix(&self, base: u32) -> String {
        match (self, base) {
            (Self::Small(a), 10) => a.to_string(),
            (_, 2..=36) => self.big().to_str_radix(base),
            _ => self.big().to_str_radix(10),
        }
    }

    /// `bin(n)`, `oct(n)`, `hex(n)`: with the prefix after the sign.
    #[must_use]
    pub fn to_prefixed(&self, base: u32) -> String {
        let prefix = match base {
            2 => "0b",
            8 => "0o",
            16 => "0x",
            _ => "",
        };
        let text = self.to_radix(base);
        match text.strip_prefix('-') {
            Some(digits) => format!("-{prefix}{digits}"),
            None => format!("{prefix}{text}"),
        }
    }
}

impl Integer {
    /// 2.7: `oct(8)` is `010`; `bin` and `hex` are as ever. A `long` has an `L` behind it, which the caller knows.
    #[must_use]
    pub fn to_prefixed_py2(&self, base: u32) -> String {
        let text = self.to_prefixed(base);
        match base {
            8 if self.is_zero() => "0".to_owned(),
            8 => text.replacen("0o", "0", 1),
            _ => text,
        }
    }
}

/// Without any limit: for messages and debugging.
impl std::fmt::Display for Integer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad_integral(!self.is_negative(), "", self.abs().to_radix(10).as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str, base: i64) -> Result<String, String> {
        parse(text, base, IntText::default()).map(|n| n.to_radix(10)).map_err(|e| e.message)
    }

    #[test]
    fn literals() {
        assert_eq!(int(" -1_000\n", 10), Ok("-1000".into()));
        assert_eq!(int("0x_fF", 0), Ok("255".into()));
        assert_eq!(int("0xff", 16), Ok("255".into()));
        assert_eq!(int("0b1", 16), Ok("177".into()));
        assert_eq!(int("00", 0), Ok("0".into()));
        assert_eq!(int("z", 36), Ok("35".into()));
        assert_eq!(int("٣٤", 10), Ok("34".into()));
        assert_eq!(int("-9223372036854775808", 10), Ok("-9223372036854775808".into()));
    }

    #[test]
    fn refusals_name_the_literal() {
        for bad in ["abc", "", " ", "1__0", "_1", "1_", "+", "- 1", "0x1", "a\0b", "1.0"] {
            assert_eq!(int(bad, 10), Err(format!("invalid literal for int() with base 10: {}", repr_str(bad))));
        }
        assert_eq!(int("010", 0), Err("invalid literal for int() with base 0: '010'".into()));
        assert_eq!(int("1", 37), Err("int() base must be >= 2 and <= 36, or 0".into()));
        let error = parse_bytes(b"12x", 10, IntText::default()).unwrap_err();
        assert_eq!(error.message, "invalid literal for int() with base 10: b'12x'");
    }

    #[test]
    fn the_digit_limit() {
        let long = "1".repeat(5000);
        assert_eq!(
            int(&long, 10),
            Err("Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
                .into())
        );
        let unlimited = IntText { limit: DigitLimit::Unlimited, ..IntText::default() };
        let number = parse(&long, 10, unlimited).unwrap();
        assert_eq!(number.to_decimal(DigitLimit::Unlimited), Ok(long));
        let error = number.to_decimal(DigitLimit::Limited(4300)).unwrap_err();
        assert_eq!(
            error.message,
            "Exceeds the limit (4300) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        );
    }

    #[test]
    fn python_2_literals() {
        let rules = IntText { limit: DigitLimit::Unlimited, literals: IntLiterals::Classic };
        assert_eq!(parse("010", 0, rules), Ok(Integer::Small(8)));
        assert!(parse("1_0", 10, rules).is_err());
    }

    #[test]
    fn bases() {
        assert_eq!(Integer::Small(-255).to_prefixed(16), "-0xff");
        assert_eq!(Integer::Small(8).to_prefixed(8), "0o10");
        assert_eq!(Integer::Small(5).to_prefixed(2), "0b101");
        assert_eq!(Integer::Small(-255).to_prefixed_py2(8), "-0377");
    }
}
