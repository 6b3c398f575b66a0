//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, read.
//!
//! [`super::spec_format`] applies it.

use super::error::{TextError, TextResult};
use super::unicode::decimal_value;

/// What a CPython's mini-language knows. Each variant is named after what it added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SpecDialect {
    /// 2.7
    Classic,
    /// 3.6 to 3.8: `_` between thousands.
    Underscores,
    /// 3.9: a refused space is called a space.
    SpaceNamed,
    /// 3.10: `05` pads text too.
    ZeroPadsText,
    /// 3.11 and later: `z`, and an invalid specifier is shown with the type.
    #[default]
    NegativeZero,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Padding between sign and digits.
    AfterSign,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignMode {
    /// Nothing was asked for: as `-`, but text allows only this.
    Unspecified,
    Minus,
    Plus,
    Space,
}

/// `#`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Plain,
    Alternate,
}

/// `z`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NegativeZero {
    Keep,
    Coerce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    None,
    /// `,` every three digits.
    Comma,
    /// `_` every three digits, every four in base 2, 8 and 16.
    Underscore,
}

/// A format specifier, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    pub sign: SignMode,
    pub negative_zero: NegativeZero,
    pub form: Form,
    pub width: Option<usize>,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

/// What a type fills in for what is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defaults<'a> {
    pub align: Align,
    pub kind: Option<char>,
    /// `int`, `float`…: as messages name the object's type.
    pub type_name: &'a str,
}

impl Spec {
    /// Reads a specifier; an empty one is for the caller, who then means `str(value)`.
    pub fn parse(text: &str, defaults: Defaults<'_>, dialect: SpecDialect) -> TextResult<Self> {
        Parser { rest: text, dialect }.spec(text, defaults)
    }
}

struct Parser<'a> {
    rest: &'a str,
    dialect: SpecDialect,
}

impl Parser<'_> {
    fn spec(&mut self, whole: &str, defaults: Defaults<'_>) -> TextResult<Spec> {
        let mut spec = Spec {
            fill: ' ',
            align: defaults.align,
            sign: SignMode::Unspecified,
            negative_zero: NegativeZero::Keep,
            form: Form::Plain,
            width: None,
            grouping: Grouping::None,
            precision: None,
            kind: defaults.kind,
        };
        let (fill, align) = self.fill_and_align();
        spec.fill = fill.unwrap_or(spec.fill);
        spec.align = align.unwrap_or(spec.align);
        spec.sign = self.sign();
        if self.dialect >= SpecDialect::NegativeZero && self.take('z') {
            spec.negative_zero = NegativeZero::Coerce;
        }
        if self.take('#') {
            spec.form = Form::Alternate;
        }
        if fill.is_none() && self.take('0') {
            spec.fill = '0';
            let pads_after_sign = defaults.align == Align::Right || self.dialect < SpecDialect::ZeroPadsText;
            if align.is_none() && pads_after_sign {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = self.integer()?;
        spec.grouping = self.grouping()?;
        if self.take('.') {
            let missing = || TextError::value("Format specifier missing precision");
            spec.precision = Some(self.integer()?.ok_or_else(missing)?);
        }
        let mut last = self.rest.chars();
        match (last.next(), last.next()) {
            (None, _) => {}
            (kind, None) => spec.kind = kind,
            _ => return Err(self.invalid(whole, defaults.type_name)),
        }
        self.check_grouping(&spec)?;
        Ok(spec)
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn fill_and_align(&mut self) -> (Option<char>, Option<Align>) {
        let mut chars = self.rest.chars();
        let (Some(first), after_first) = (chars.next(), chars.clone()) else { return (None, None) };
        if let Some(align) = chars.next().and_then(alignment) {
            self.rest = chars.as_str();
            return (Some(first), Some(align));
        }
        let align = alignment(first);
        if align.is_some() {
            self.rest = after_first.as_str();
        }
        (None, align)
    }

    fn sign(&mut self) -> SignMode {
        let sign = match self.peek() {
            Some('+') => SignMode::Plus,
            Some('-') => SignMode::Minus,
            Some(' ') => SignMode::Space,
            _ => return SignMode::Unspecified,
        };
        self.rest = self.rest.get(1..).unwrap_or("");
        sign
    }

    /// Digits of any script; `None` without one.
    fn integer(&mut self) -> TextResult<Option<usize>> {
        let mut value = None;
        let mut chars = self.rest.chars();
        while let Some(digit) = chars.next().and_then(decimal_value) {
            value = Some(next_value(value.unwrap_or(0), digit)?);
            self.rest = chars.as_str();
        }
        Ok(value)
    }

    fn grouping(&mut self) -> TextResult<Grouping> {
        let both = || Err(TextError::value("Cannot specify both ',' and '_'."));
        let mut grouping = Grouping::None;
        if self.take(',') {
            grouping = Grouping::Comma;
        }
        if self.dialect == SpecDialect::Classic {
            return Ok(grouping);
        }
        if self.take('_') {
            if grouping == Grouping::Comma {
                return both();
            }
            grouping = Grouping::Underscore;
        }
        let repeated = self.peek() == Some(',');
        if repeated && (grouping == Grouping::Underscore || self.dialect < SpecDialect::SpaceNamed) {
            return both();
        }
        Ok(grouping)
    }

    fn check_grouping(&self, spec: &Spec) -> TextResult<()> {
        let allowed = match spec.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
            Some('b' | 'o' | 'x' | 'X') => spec.grouping == Grouping::Underscore,
            _ => false,
        };
        let separator = match spec.grouping {
            Grouping::None => return Ok(()),
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        };
        match spec.kind {
            Some(kind) if !allowed => {
                Err(TextError::value(format!("Cannot specify '{separator}' with '{}'.", shown_code(kind))))
            }
            _ => Ok(()),
        }
    }

    fn invalid(&self, whole: &str, type_name: &str) -> TextError {
        TextError::value(match self.dialect {
            SpecDialect::Classic => "Invalid conversion specification".to_owned(),
            SpecDialect::NegativeZero => format!("Invalid format specifier '{whole}' for object of type '{type_name}'"),
            _ => "Invalid format specifier".to_owned(),
        })
    }
}

fn alignment(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

/// One more decimal digit, as long as the number fits a `Py_ssize_t`.
pub(super) fn next_value(value: usize, digit: u32) -> TextResult<usize> {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| value.checked_mul(10)?.checked_add(digit))
        .filter(|value| isize::try_from(*value).is_ok())
        .ok_or_else(|| TextError::value("Too many decimal digits in format string"))
}

/// A type code as messages show it.
fn shown_code(code: char) -> String {
    if ('!'..='\x7f').contains(&code) { code.to_string() } else { format!("\\x{:x}", u32::from(code)) }
}

/// `Unknown format code 'd' for object of type 'float'`
#[must_use]
pub fn unknown_code(code: char, type_name: &str) -> TextError {
    TextError::value(format!("Unknown format code '{}' for object of type '{type_name}'", shown_code(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: Defaults<'_> = Defaults { align: Align::Right, kind: None, type_name: "int" };
    const STR: Defaults<'_> = Defaults { align: Align::Left, kind: Some('s'), type_name: "str" };

    fn refused(text: &str, defaults: Defaults<'_>, dialect: SpecDialect) -> String {
        Spec::parse(text, defaults, dialect).map_or_else(|e| e.message, |spec| format!("accepted: {spec:?}"))
    }

    #[test]
    fn all_parts() {
        let spec = Spec::parse("*^+z#012_.3f", INT, SpecDialect::NegativeZero).unwrap();
        assert_eq!(
            spec,
            Spec {
                fill: '*',
                align: Align::Center,
                sign: SignMode::Plus,
                negative_zero: NegativeZero::Coerce,
                form: Form::Alternate,
                width: Some(12),
                grouping: Grouping::Underscore,
                precision: Some(3),
                kind: Some('f'),
            }
        );
    }

    #[test]
    fn refusals() {
        let now = SpecDialect::default();
        assert_eq!(refused("abc", INT, now), "Invalid format specifier 'abc' for object of type 'int'");
        assert_eq!(refused("abc", INT, SpecDialect::ZeroPadsText), "Invalid format specifier");
        assert_eq!(refused("abc", INT, SpecDialect::Classic), "Invalid conversion specification");
        assert_eq!(refused(".", INT, now), "Format specifier missing precision");
        assert_eq!(refused(",_", INT, now), "Cannot specify both ',' and '_'.");
        assert_eq!(refused(",,", INT, now), "Cannot specify ',' with ','.");
        assert_eq!(refused(",,", INT, SpecDialect::Underscores), "Cannot specify both ',' and '_'.");
        assert_eq!(refused(",", STR, now), "Cannot specify ',' with 's'.");
        assert_eq!(refused("99999999999999999999", INT, now), "Too many decimal digits in format string");
    }
}
