//! Templates of the `%` operator: literals and conversions. [`super::percent_format`] applies one to a value.
//!
//! The caller fetches the arguments, in the order of [`Conversion`]'s fields: key, width, precision, value. The value
//! of a key becomes the only argument that there is: a `*` after it takes it. Once the stars are resolved,
//! [`Conversion::class`] says what else to fetch.

use super::error::{TextError, TextResult};
use super::int::Integer;

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

    pub(super) fn class_of_code(&self, dialect: PercentDialect) -> Class {
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
