//! Templates of the `%` operator: literals and conversions, and a conversion applied to a value.
//!
//! The caller fetches the arguments, in the order of [`Conversion`]'s fields: key, width, precision, value. The value
//! of a key becomes the only argument that there is: a `*` after it takes it. Once the stars are resolved,
//! [`Conversion::class`] says what else to fetch.

use super::error::{TextError, TextResult};
use super::float::{self, FloatKind, Point};
use super::int::Integer;
use super::int_text::DigitLimit;
use super::spec_format::check_size;

/// The words and the leniency of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum PercentDialect {
    /// 2.7: `%x` takes floats too.
    Classic,
    /// 3.6: `%d format: a number is required, not str`.
    NumberRequired,
    /// 3.7 to 3.9: `%5%` is no longer a `%`.
    BarePercent,
    /// 3.10 and later: `%d format: a real number is required, not str`.
    #[default]
    RealNumberRequired,
}

/// What stands to the right of `%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// A tuple, or any single value.
    Positional,
    /// Has keys: `%(name)s` is allowed.
    Mapping,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Literal(&'a str),
    Conversion(Conversion<'a>),
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Unspecified,
    Given(usize),
    /// `*`: the next argument; see [`Conversion::resolve_width`].
    Argument,
}

/// What a conversion wants of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `%%`: consumes nothing.
    Percent,
    /// `%s`
    Str,
    /// `%r`
    Repr,
    /// `%a`
    Ascii,
    /// `%d %i %u`
    Decimal,
    /// `%o %x %X`
    Radix,
    /// `%e %f %g`, either case.
    Float,
    /// `%c`
    Char,
    /// An error, but only after the argument was fetched.
    Unsupported,
}

/// The flags before width and code, any of them in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "five flags that are given or not, as Python has them")]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// `%(key)flags width.precision code`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// Found behind a `*`, whose argument is fetched first.
    trouble: Option<TextError>,
    pub key: Option<&'a str>,
    pub flags: Flags,
    pub width: Amount,
    pub precision: Amount,
    pub code: char,
    /// Code points before `code` in the template.
    pub index: usize,
    spelling: Spelling,
}

/// Whether anything stands between `%` and the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Bare,
    Adorned,
}

/// A value as far as formatting needs to know it.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Int(&'a Integer),
    Float(f64),
    /// For `%s %r %a` the text that the value was turned into; for others a `str` value.
    Text(&'a str),
    /// Anything else.
    Other,
}

/// The pieces of a template, one by one, so that errors come as late as in CPython.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    template: &'a str,
    rest: &'a str,
    arguments: Arguments,
}

impl<'a> Pieces<'a> {
    #[must_use]
    pub fn new(template: &'a str, arguments: Arguments) -> Self {
        Self { template, rest: template, arguments }
    }

    /// Whether the template is used up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or("");
        Some(c)
    }

    fn conversion(&mut self) -> TextResult<Conversion<'a>> {
        let mut conversion = Conversion {
            trouble: None,
            key: None,
            flags: Flags::default(),
            width: Amount::Unspecified,
            precision: Amount::Unspecified,
            code: '%',
            index: 0,
            spelling: Spelling::Bare,
        };
        match self.read(&mut conversion) {
            Err(error) if conversion.width == Amount::Argument || conversion.precision == Amount::Argument => {
                conversion.trouble = Some(error);
                self.rest = "";
            }
            result => result?,
        }
        Ok(conversion)
    }

    /// Fills in the parts as far as they can be read.
    fn read(&mut self, conversion: &mut Conversion<'a>) -> TextResult<()> {
        let start = self.rest.len();
        conversion.key = self.key()?;
        conversion.flags = self.flags();
        conversion.width = self.amount(i64::MAX, "width too big")?;
        if self.peek() == Some('.') {
            self.bump();
            conversion.precision = match self.amount(i64::from(i32::MAX), "precision too big")? {
                Amount::Unspecified => Amount::Given(0),
                other => other,
            };
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.bump();
        }
        conversion.index = self.template.chars().count() - self.rest.chars().count();
        conversion.spelling = if self.rest.len() == start { Spelling::Bare } else { Spelling::Adorned };
        conversion.code = self.bump().ok_or_else(|| TextError::value("incomplete format"))?;
        Ok(())
    }

    fn key(&mut self) -> TextResult<Option<&'a str>> {
        if self.peek() != Some('(') {
            return Ok(None);
        }
        if self.arguments != Arguments::Mapping {
            return Err(TextError::type_error("format requires a mapping"));
        }
        self.bump();
        let mut depth = 1_usize;
        for (at, c) in self.rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let (key, rest) = self.rest.split_at(at);
                self.rest = rest.get(1..).unwrap_or("");
                return Ok(Some(key));
            }
        }
        Err(TextError::value("incomplete format key"))
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                Some('-') => flags.left = true,
                Some('+') => flags.plus = true,
                Some(' ') => flags.blank = true,
                Some('#') => flags.alternate = true,
                Some('0') => flags.zero = true,
                _ => return flags,
            }
            self.bump();
        }
    }

    fn amount(&mut self, most: i64, too_big: &str) -> TextResult<Amount> {
        if self.peek() == Some('*') {
            self.bump();
            return Ok(Amount::Argument);
        }
        let mut amount = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.bump();
            let digit = i64::from(digit);
            let before: i64 = amount.unwrap_or(0);
            if before > (most - digit) / 10 {
                return Err(TextError::value(too_big));
            }
            amount = Some(before * 10 + digit);
        }
        Ok(amount.map_or(Amount::Unspecified, |amount| Amount::Given(usize::try_from(amount).unwrap_or(usize::MAX))))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = TextResult<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let literal = self.rest.find('%').unwrap_or(self.rest.len());
        if literal > 0 {
            let (literal, rest) = self.rest.split_at(literal);
            self.rest = rest;
            return Some(Ok(Piece::Literal(literal)));
        }
        self.bump();
        let conversion = self.conversion();
        if conversion.is_err() {
            self.rest = "";
        }
        Some(conversion.map(Piece::Conversion))
    }
}

impl Conversion<'_> {
    /// What to fetch and to pass to [`Self::format`]. To be asked when the stars are resolved.
    pub fn class(&self, dialect: PercentDialect) -> TextResult<Class> {
        self.trouble.clone().map_or_else(|| Ok(self.class_of_code(dialect)), Err)
    }

    fn class_of_code(&self, dialect: PercentDialect) -> Class {
        match self.code {
            '%' if self.spelling == Spelling::Bare || dialect < PercentDialect::BarePercent => Class::Percent,
            's' => Class::Str,
            'r' => Class::Repr,
            'a' if dialect > PercentDialect::Classic => Class::Ascii,
            'd' | 'i' | 'u' => Class::Decimal,
            'o' | 'x' | 'X' => Class::Radix,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Class::Float,
            'c' => Class::Char,
            _ => Class::Unsupported,
        }
    }

    /// The argument of a `*` width: a negative one aligns to the left.
    pub fn resolve_width(&mut self, value: &Integer) -> TextResult<()> {
        let width =
            value.to_i64().ok_or_else(|| TextError::overflow("Python int too large to convert to C ssize_t"))?;
        if width < 0 {
            self.flags.left = true;
        }
        // The most negative width has no positive counterpart, in CPython either: it pads nothing.
        self.width = Amount::Given(usize::try_from(width.wrapping_abs()).unwrap_or(0));
        Ok(())
    }

    /// The argument of a `*` precision: a negative one counts as none at all, that is 0.
    pub fn resolve_precision(&mut self, value: &Integer) -> TextResult<()> {
        let precision = value
            .to_i64()
            .and_then(|p| i32::try_from(p).ok())
            .ok_or_else(|| TextError::overflow("Python int too large to convert to C int"))?;
        self.precision = Amount::Given(usize::try_from(precision).unwrap_or(0));
        Ok(())
    }

    /// The text of the value. `type_name` is its type's, for messages.
    pub fn format(
        &self,
        value: Value<'_>,
        type_name: &str,
        dialect: PercentDialect,
        limit: DigitLimit,
    ) -> TextResult<String> {
        let refused = || Err(self.refusal(type_name, dialect));
        let classic = dialect == PercentDialect::Classic;
        match (self.class(dialect)?, value) {
            (Class::Percent, _) if classic => self.pad("%"),
            (Class::Percent, _) => Ok("%".to_owned()),
            (Class::Str | Class::Repr | Class::Ascii, Value::Text(text)) => {
                let cut = self.given(self.precision).and_then(|p| text.char_indices().nth(p));
                self.pad(cut.and_then(|(at, _)| text.get(..at)).unwrap_or(text))
            }
            (Class::Decimal, Value::Int(n)) => self.number(&self.digits(&n.to_decimal(limit)?, "")?),
            (Class::Decimal, Value::Float(x)) if classic && !x.is_finite() => refused(),
            (Class::Decimal, Value::Float(x)) => {
                self.number(&self.digits(&Integer::from_f64(x)?.to_decimal(limit)?, "")?)
            }
            (Class::Radix, Value::Int(n)) => self.radix(n, dialect),
            (Class::Radix, Value::Float(x)) if classic && x.is_finite() => self.radix(&Integer::from_f64(x)?, dialect),
            (Class::Float, Value::Float(x)) => self.float(x),
            (Class::Float, Value::Int(n)) => match n.to_f64() {
                Ok(x) => self.float(x),
                Err(_) if classic => refused(),
                Err(fault) => Err(fault.into()),
            },
            (Class::Char, Value::Int(n)) => self.pad(&code_point(n, dialect)?.to_string()),
            (Class::Char, Value::Text(text)) if text.chars().count() == 1 => self.pad(text),
            _ => refused(),
        }
    }

    fn given(&self, amount: Amount) -> Option<usize> {
        match amount {
            Amount::Given(amount) => Some(amount),
            Amount::Unspecified | Amount::Argument => None,
        }
    }

    fn refusal(&self, type_name: &str, dialect: PercentDialect) -> TextError {
        let code = if dialect == PercentDialect::Classic && self.code == 'i' { 'd' } else { self.code };
        match self.class_of_code(dialect) {
            Class::Decimal if dialect >= PercentDialect::RealNumberRequired => {
                TextError::type_error(format!("%{code} format: a real number is required, not {type_name}"))
            }
            Class::Radix if dialect > PercentDialect::Classic => {
                TextError::type_error(format!("%{code} format: an integer is required, not {type_name}"))
            }
            Class::Decimal | Class::Radix => {
                TextError::type_error(format!("%{code} format: a number is required, not {type_name}"))
            }
            Class::Float if dialect == PercentDialect::Classic => {
                TextError::type_error(format!("float argument required, not {type_name}"))
            }
            Class::Float if dialect < PercentDialect::RealNumberRequired && type_name == "complex" => {
                TextError::type_error("can't convert complex to float")
            }
            Class::Float => TextError::type_error(format!("must be real number, not {type_name}")),
            Class::Char if dialect == PercentDialect::Classic && type_name == "float" => {
                TextError::type_error("integer argument expected, got float")
            }
            Class::Char if dialect == PercentDialect::Classic && type_name != "str" => {
                TextError::type_error("an integer is required")
            }
            Class::Char => TextError::type_error("%c requires int or char"),
            _ => {
                let plain = ('\x1f'..='\x7e').contains(&self.code) || dialect == PercentDialect::Classic;
                let shown = if plain { self.code } else { '?' };
                TextError::value(format!(
                    "unsupported format character '{shown}' (0x{:x}) at index {}",
                    u32::from(self.code),
                    self.index
                ))
            }
        }
    }

    fn radix(&self, n: &Integer, dialect: PercentDialect) -> TextResult<String> {
        let (base, prefix) = match (self.code, self.flags.alternate) {
            ('o', true) if dialect == PercentDialect::Classic => (8, "0"),
            ('o', true) => (8, "0o"),
            ('o', false) => (8, ""),
            (_, true) => (16, "0x"),
            (_, false) => (16, ""),
        };
        let mut text = self.digits(&n.to_radix(base), prefix)?;
        if self.code == 'X' {
            text.make_ascii_uppercase();
        }
        self.number(&text)
    }

    /// Sign, prefix, and digits filled with zeros up to the precision.
    fn digits(&self, text: &str, prefix: &str) -> TextResult<String> {
        let (sign, digits) = text.split_at(usize::from(text.starts_with('-')));
        let precision = self.given(self.precision).unwrap_or(0);
        check_size(precision)?;
        Ok(format!("{sign}{prefix}{}{digits}", "0".repeat(precision.saturating_sub(digits.len()))))
    }

    fn float(&self, x: f64) -> TextResult<String> {
        let kind = match self.code {
            'e' | 'E' => FloatKind::Exponent,
            'f' | 'F' => FloatKind::Fixed,
            _ => FloatKind::General,
        };
        let point = if self.flags.alternate { Point::Always } else { Point::WhenNeeded };
        let precision = self.given(self.precision).unwrap_or(6);
        check_size(precision)?;
        let mut text = float::format(x, kind, precision, point);
        if self.code.is_ascii_uppercase() {
            text.make_ascii_uppercase();
        }
        self.number(&text)
    }

    /// Signs and pads a number: zeros go between sign (or `0x`) and digits.
    fn number(&self, text: &str) -> TextResult<String> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => ("-", unsigned),
            None if self.flags.plus => ("+", text),
            None if self.flags.blank => (" ", text),
            None => ("", text),
        };
        let padding = self.padding(sign.len() + unsigned.len())?;
        if self.flags.left {
            return Ok(format!("{sign}{unsigned}{}", " ".repeat(padding)));
        }
        if !self.flags.zero {
            return Ok(format!("{}{sign}{unsigned}", " ".repeat(padding)));
        }
        let prefixed = self.flags.alternate && matches!(self.code, 'o' | 'x' | 'X');
        let (prefix, digits) = unsigned.split_at(if prefixed { 2.min(unsigned.len()) } else { 0 });
        Ok(format!("{sign}{prefix}{}{digits}", "0".repeat(padding)))
    }

    /// Pads text with spaces, whatever the flags say.
    fn pad(&self, text: &str) -> TextResult<String> {
        let padding = " ".repeat(self.padding(text.chars().count())?);
        Ok(if self.flags.left { format!("{text}{padding}") } else { format!("{padding}{text}") })
    }

    fn padding(&self, chars: usize) -> TextResult<usize> {
        let width = self.given(self.width).unwrap_or(0);
        check_size(width)?;
        Ok(width.saturating_sub(chars))
    }
}

fn code_point(n: &Integer, dialect: PercentDialect) -> TextResult<char> {
    if dialect == PercentDialect::Classic {
        return match n.to_i64() {
            None => Err(TextError::overflow("Python int too large to convert to C long")),
            Some(code) if code > 0xff => Err(TextError::overflow("unsigned byte integer is greater than maximum")),
            Some(code) => u8::try_from(code)
                .map(char::from)
                .map_err(|_| TextError::overflow("unsigned byte integer is less than minimum")),
        };
    }
    if n.to_i64().is_none() && dialect < PercentDialect::RealNumberRequired {
        return Err(TextError::type_error("%c requires int or char"));
    }
    let code = n.to_i64().and_then(|n| u32::try_from(n).ok()).filter(|code| *code < 0x11_0000);
    // Lone surrogates have no place in our text.
    code.map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
        .ok_or_else(|| TextError::overflow("%c arg not in range(0x110000)"))
}

#[must_use]
pub fn not_enough_arguments() -> TextError {
    TextError::type_error("not enough arguments for format string")
}

#[must_use]
pub fn not_all_converted() -> TextError {
    TextError::type_error("not all arguments converted during string formatting")
}

#[must_use]
pub fn star_wants_int() -> TextError {
    TextError::type_error("* wants int")
}
