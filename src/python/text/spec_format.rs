//! `format(value, spec)` of the built-in types, by a [`Spec`].

use super::complexnum::Complex;
use super::error::{ErrKind, TextError, TextResult};
use super::float::{self, FloatKind, FloatStr, Point};
use super::int::Integer;
use super::int_text::DigitLimit;
use super::spec::{Align, Defaults, Form, Grouping, NegativeZero, SignMode, Spec, SpecDialect, unknown_code};

/// No padding and no precision is taken beyond this many characters: what would is a `MemoryError`.
pub const MAX_CHARS: usize = 1 << 28;

/// `format(text, spec)`
pub fn format_str(text: &str, spec: &str, type_name: &str, dialect: SpecDialect) -> TextResult<String> {
    if spec.is_empty() {
        return Ok(text.to_owned());
    }
    let spec = Spec::parse(spec, Defaults { align: Align::Left, kind: Some('s'), type_name }, dialect)?;
    if let Some(code) = spec.kind.filter(|code| *code != 's') {
        return Err(unknown_code(code, type_name));
    }
    let refusal = if spec.sign == SignMode::Space && dialect >= SpecDialect::SpaceNamed {
        "Space not allowed in string format specifier"
    } else if spec.sign != SignMode::Unspecified {
        "Sign not allowed in string format specifier"
    } else if spec.negative_zero == NegativeZero::Coerce {
        "Negative zero coercion (z) not allowed in string format specifier"
    } else if spec.form == Form::Alternate {
        "Alternate form (#) not allowed in string format specifier"
    } else if spec.align == Align::AfterSign {
        "'=' alignment not allowed in string format specifier"
    } else {
        ""
    };
    if !refusal.is_empty() {
        return Err(TextError::value(refusal));
    }
    let cut = spec.precision.and_then(|precision| text.char_indices().nth(precision)).map_or(text.len(), |(at, _)| at);
    pad(text.get(..cut).unwrap_or(text), &spec)
}

/// `format(n, spec)` of an `int`.
pub fn format_int(
    n: &Integer,
    spec: &str,
    type_name: &str,
    dialect: SpecDialect,
    limit: DigitLimit,
) -> TextResult<String> {
    if spec.is_empty() {
        return n.to_decimal(limit);
    }
    let spec = Spec::parse(spec, Defaults { align: Align::Right, kind: None, type_name }, dialect)?;
    let base = match spec.kind {
        None | Some('d' | 'n') => 10,
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        Some('c') => 0,
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return float_by_spec(n.to_f64()?, &spec, dialect),
        Some(code) => return Err(unknown_code(code, type_name)),
    };
    if spec.precision.is_some() {
        return Err(TextError::value("Precision not allowed in integer format specifier"));
    }
    if spec.negative_zero == NegativeZero::Coerce {
        return Err(TextError::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if base == 0 {
        return format_char(n, &spec, dialect);
    }
    let mut text = if base == 10 { n.to_decimal(limit)? } else { n.to_radix(base) };
    let prefix = match (spec.form, base, spec.kind) {
        (Form::Alternate, 2, _) => "0b",
        (Form::Alternate, 8, _) => "0o",
        (Form::Alternate, 16, Some('X')) => "0X",
        (Form::Alternate, 16, _) => "0x",
        _ => "",
    };
    if spec.kind == Some('X') {
        text.make_ascii_uppercase();
    }
    if is_plain(&spec) && prefix.is_empty() {
        return Ok(text);
    }
    Number { prefix, ..Number::int(&text, Group::of(spec.grouping, base)) }.lay_out(&spec)
}

/// `format(65, 'c')`
fn format_char(n: &Integer, spec: &Spec, dialect: SpecDialect) -> TextResult<String> {
    if spec.sign != SignMode::Unspecified {
        return Err(TextError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.form == Form::Alternate && dialect > SpecDialect::Classic {
        return Err(TextError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let Some(code) = n.to_i64() else {
        return Err(TextError::overflow("Python int too large to convert to C long"));
    };
    let end = if dialect == SpecDialect::Classic { 0x100 } else { 0x11_0000 };
    let c = u32::try_from(code)
        .ok()
        .filter(|code| *code < end)
        .ok_or_else(|| TextError::overflow(format!("%c arg not in range(0x{end:x})")))?;
    // Lone surrogates have no place in our text.
    let c = char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER);
    let text = c.to_string();
    Number { sign: "", prefix: "", whole: "", rest: &text, group: Group::of(Grouping::None, 10) }.lay_out(spec)
}

/// `format(x, spec)` of a `float`.
pub fn format_float(x: f64, spec: &str, type_name: &str, dialect: SpecDialect) -> TextResult<String> {
    if spec.is_empty() {
        return Ok(float::to_str(x, float_str(dialect)));
    }
    let parsed = Spec::parse(spec, Defaults { align: Align::Right, kind: None, type_name }, dialect)?;
    match parsed.kind {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float_by_spec(x, &parsed, dialect),
        Some(code) => Err(unknown_code(code, type_name)),
    }
}

/// `str()` of a float in the version of a dialect.
fn float_str(dialect: SpecDialect) -> FloatStr {
    if dialect == SpecDialect::Classic { FloatStr::TwelveDigits } else { FloatStr::Shortest }
}

fn float_by_spec(x: f64, spec: &Spec, dialect: SpecDialect) -> TextResult<String> {
    if spec.form == Form::Alternate && dialect == SpecDialect::Classic {
        return Err(TextError::value("Alternate form (#) not allowed in float format specifier"));
    }
    let percent = spec.kind == Some('%');
    let point = match (spec.kind, spec.form) {
        (None, Form::Plain) => Point::DotZero,
        (None, Form::Alternate) => Point::AlwaysDotZero,
        (_, Form::Plain) => Point::WhenNeeded,
        (_, Form::Alternate) => Point::Always,
    };
    let mut text = part_text(if percent { x * 100.0 } else { x }, spec, point, dialect)?;
    if percent {
        text.push('%');
    }
    if is_plain(spec) {
        return Ok(text);
    }
    Number::float(&text, Group::of(spec.grouping, 10)).lay_out(spec)
}

/// Nothing is asked for beyond the digits.
fn is_plain(spec: &Spec) -> bool {
    spec.width.is_none()
        && spec.grouping == Grouping::None
        && matches!(spec.sign, SignMode::Unspecified | SignMode::Minus)
}

/// The digits of one float, without padding and grouping.
fn part_text(x: f64, spec: &Spec, point: Point, dialect: SpecDialect) -> TextResult<String> {
    if spec.precision.is_some_and(|precision| i32::try_from(precision).is_err()) {
        return Err(TextError::value("precision too big"));
    }
    let (kind, default_precision) = match (spec.kind, spec.precision) {
        // As `str(x)`.
        (None, None) if dialect == SpecDialect::Classic => (FloatKind::General, 12),
        (None, None) => (FloatKind::Shortest, 0),
        (Some('e' | 'E'), _) => (FloatKind::Exponent, 6),
        (Some('f' | 'F' | '%'), _) => (FloatKind::Fixed, 6),
        _ => (FloatKind::General, 6),
    };
    let precision = spec.precision.unwrap_or(default_precision);
    check_size(precision)?;
    let mut text = float::format(x, kind, precision, point);
    if spec.negative_zero == NegativeZero::Coerce && is_negative_zero(&text) {
        text.remove(0);
    }
    if matches!(spec.kind, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    Ok(text)
}

/// A minus before nothing but zeros.
fn is_negative_zero(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or("");
    text.starts_with('-') && mantissa.bytes().all(|b| matches!(b, b'-' | b'.' | b'0'))
}

/// `format(c, spec)` of a `complex`.
pub fn format_complex(c: Complex, spec: &str, type_name: &str, dialect: SpecDialect) -> TextResult<String> {
    if spec.is_empty() {
        return Ok(super::complexnum::to_str(c, float_str(dialect)));
    }
    let spec = Spec::parse(spec, Defaults { align: Align::Right, kind: None, type_name }, dialect)?;
    if let Some(code) = spec.kind.filter(|code| !matches!(code, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(unknown_code(code, type_name));
    }
    if spec.form == Form::Alternate && dialect == SpecDialect::Classic {
        return Err(TextError::value("Alternate form (#) not allowed in complex format specifier"));
    }
    if spec.fill == '0' {
        return Err(TextError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(TextError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let point = if spec.form == Form::Alternate { Point::Always } else { Point::WhenNeeded };
    let bare = Spec { width: None, ..spec };
    let group = Group::of(spec.grouping, 10);
    let lay_out = |x, spec: &Spec| Number::float(&part_text(x, spec, point, dialect)?, group).lay_out(spec);
    // Without a type it reads as `str(c)`: parentheses, unless the real part is zero and left out.
    let text = if spec.kind.is_none() && c.real == 0.0 && c.real.is_sign_positive() {
        format!("{}j", lay_out(c.imag, &bare)?)
    } else {
        let signed = Spec { sign: SignMode::Plus, ..bare };
        let both = format!("{}{}j", lay_out(c.real, &bare)?, lay_out(c.imag, &signed)?);
        if spec.kind.is_none() { format!("({both})") } else { both }
    };
    pad(&text, &spec)
}

/// How digits before the point are grouped.
#[derive(Clone, Copy)]
struct Group {
    separator: Option<char>,
    size: usize,
}

impl Group {
    fn of(grouping: Grouping, base: u32) -> Self {
        match grouping {
            Grouping::None => Self { separator: None, size: usize::MAX },
            Grouping::Comma => Self { separator: Some(','), size: 3 },
            Grouping::Underscore => Self { separator: Some('_'), size: if base == 10 { 3 } else { 4 } },
        }
    }
}

/// A number in parts: `sign prefix whole rest`.
struct Number<'a> {
    /// `-` or nothing.
    sign: &'a str,
    prefix: &'a str,
    /// The digits before point and exponent.
    whole: &'a str,
    /// Point, decimals, exponent, `%`; or all of `inf` and `nan`.
    rest: &'a str,
    group: Group,
}

impl<'a> Number<'a> {
    /// All digits, of whatever base.
    fn int(text: &'a str, group: Group) -> Self {
        let (sign, whole) = text.split_at(usize::from(text.starts_with('-')));
        Self { sign, prefix: "", whole, rest: "", group }
    }

    /// Digits up to the point, the exponent or the `%`.
    fn float(text: &'a str, group: Group) -> Self {
        let (sign, unsigned) = text.split_at(usize::from(text.starts_with('-')));
        let end = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
        let (whole, rest) = unsigned.split_at(end);
        Self { sign, prefix: "", whole, rest, group }
    }

    fn lay_out(&self, spec: &Spec) -> TextResult<String> {
        let sign = match spec.sign {
            _ if self.sign == "-" => "-",
            SignMode::Plus => "+",
            SignMode::Space => " ",
            SignMode::Minus | SignMode::Unspecified => "",
        };
        let width = spec.width.unwrap_or(0);
        check_size(width)?;
        let fixed = sign.len() + self.prefix.len() + self.rest.chars().count();
        // Zeros after the sign count as digits: they are grouped too.
        let zeros = spec.fill == '0' && spec.align == Align::AfterSign;
        let at_least = if zeros { width.saturating_sub(fixed) } else { 0 };
        let whole = if self.whole.is_empty() { String::new() } else { grouped(self.whole, at_least, self.group) };
        let padding = width.saturating_sub(fixed + whole.len());
        let (left, inner, right) = match spec.align {
            Align::Left => (0, 0, padding),
            Align::Right => (padding, 0, 0),
            Align::Center => (padding / 2, 0, padding - padding / 2),
            Align::AfterSign => (0, padding, 0),
        };
        let mut out = String::with_capacity(fixed + whole.len() + padding * spec.fill.len_utf8());
        out.extend(std::iter::repeat_n(spec.fill, left));
        out.push_str(sign);
        out.push_str(self.prefix);
        out.extend(std::iter::repeat_n(spec.fill, inner));
        out.push_str(&whole);
        out.push_str(self.rest);
        out.extend(std::iter::repeat_n(spec.fill, right));
        Ok(out)
    }
}

/// The digits in groups, with leading zeros to be `at_least` so many characters long.
fn grouped(digits: &str, at_least: usize, group: Group) -> String {
    let Some(separator) = group.separator else {
        return format!("{}{digits}", "0".repeat(at_least.saturating_sub(digits.len())));
    };
    // From the right, as CPython does: a leading separator is never needed to reach the width, a zero may be.
    let mut reversed = String::new();
    let mut left = digits.bytes().rev().map(char::from);
    let mut remaining = digits.len();
    let mut missing = at_least;
    loop {
        let size = group.size.min(remaining.max(missing).max(1));
        for _ in 0..size {
            reversed.push(left.next().unwrap_or('0'));
        }
        remaining = remaining.saturating_sub(size);
        missing = missing.saturating_sub(size);
        if remaining == 0 && missing == 0 {
            break;
        }
        reversed.push(separator);
        missing = missing.saturating_sub(1);
    }
    reversed.chars().rev().collect()
}

/// Pads text as a whole.
fn pad(text: &str, spec: &Spec) -> TextResult<String> {
    let width = spec.width.unwrap_or(0);
    check_size(width)?;
    let padding = width.saturating_sub(text.chars().count());
    let left = match spec.align {
        Align::Right => padding,
        Align::Center => padding / 2,
        Align::Left | Align::AfterSign => 0,
    };
    let mut out = String::with_capacity(text.len() + padding * spec.fill.len_utf8());
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(spec.fill, padding - left));
    Ok(out)
}

/// Refuses what would not fit into memory.
pub(super) fn check_size(chars: usize) -> TextResult<()> {
    if chars > MAX_CHARS { Err(TextError::new(ErrKind::Memory, "")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SpecDialect = SpecDialect::NegativeZero;

    fn int(n: i64, spec: &str) -> String {
        format_int(&Integer::Small(n), spec, "int", NOW, DigitLimit::default()).unwrap_or_else(|e| e.message)
    }

    fn float(x: f64, spec: &str) -> String {
        format_float(x, spec, "float", NOW).unwrap_or_else(|e| e.message)
    }

    fn text(s: &str, spec: &str) -> String {
        format_str(s, spec, "str", NOW).unwrap_or_else(|e| e.message)
    }

    #[test]
    fn integers() {
        assert_eq!(int(-1_234_567, "+,d"), "-1,234,567");
        assert_eq!(int(1234, "010,"), "00,001,234");
        assert_eq!(int(1234, "011,"), "000,001,234");
        assert_eq!(int(255, "#_X"), "0XFF");
        assert_eq!(int(0xabcd_ef12, "#_x"), "0xabcd_ef12");
        assert_eq!(int(255, "a>#6X"), "aa0XFF");
        assert_eq!(int(65, "*^5c"), "**A**");
        assert_eq!(int(3, ".1f"), "3.0");
        assert_eq!(int(3, ".2d"), "Precision not allowed in integer format specifier");
        assert_eq!(int(3, "s"), "Unknown format code 's' for object of type 'int'");
    }

    #[test]
    fn floats() {
        assert_eq!(float(1_234_567.891, ",.2f"), "1,234,567.89");
        assert_eq!(float(0.256, "%"), "25.600000%");
        assert_eq!(float(3.0, ".3"), "3.0");
        assert_eq!(float(-0.0001, "z.1f"), "0.0");
        assert_eq!(float(f64::INFINITY, "010F"), "0000000INF");
        assert_eq!(float(1e20, "#"), "1.e+20");
        assert_eq!(format_float(0.1 + 0.2, ">6", "float", SpecDialect::Classic).unwrap(), "   0.3");
        assert_eq!(float(1.5, "d"), "Unknown format code 'd' for object of type 'float'");
    }

    #[test]
    fn strings_and_complex() {
        assert_eq!(text("héllo", "*^9.3"), "***hél***");
        assert_eq!(text("a", "05"), "a0000");
        assert_eq!(text("a", "=5"), "'=' alignment not allowed in string format specifier");
        let c = |spec| format_complex(Complex::new(1.5, -2.0), spec, "complex", NOW).unwrap_or_else(|e| e.message);
        assert_eq!(c(".2f"), "1.50-2.00j");
        assert_eq!(c(">12"), "    (1.5-2j)");
        assert_eq!(c("05"), "Zero padding is not allowed in complex format specifier");
    }
}
