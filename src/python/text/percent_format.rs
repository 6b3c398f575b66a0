//! A conversion of the `%` operator applied to a value.

use super::error::{TextError, TextResult};
use super::float::{self, FloatKind, Point};
use super::int::Integer;
use super::int_text::DigitLimit;
use super::percent::{Amount, Class, Conversion, PercentDialect, Value};
use super::spec_format::check_size;

impl Conversion<'_> {
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

#[cfg(test)]
mod tests {
    use super::super::percent::{Arguments, Piece, Pieces};
    use super::*;

    fn shown(template: &str, value: Value<'_>) -> String {
        let Some(Ok(Piece::Conversion(conversion))) = Pieces::new(template, Arguments::Positional).next() else {
            panic!("a conversion")
        };
        let dialect = PercentDialect::default();
        conversion.format(value, "str", dialect, DigitLimit::default()).unwrap_or_else(|error| error.message)
    }

    #[test]
    fn numbers_and_text() {
        let five = Integer::Small(5);
        assert_eq!(shown("%+08.3d", Value::Int(&five)), "+0000005");
        assert_eq!(shown("%#06x", Value::Int(&five)), "0x0005");
        assert_eq!(shown("%-8.2e|", Value::Float(1.25)), "1.25e+00");
        assert_eq!(shown("%05.2s", Value::Text("abc")), "   ab");
        assert_eq!(shown("%c", Value::Int(&Integer::Small(233))), "é");
    }

    #[test]
    fn refusals() {
        assert_eq!(shown("%d", Value::Text("a")), "%d format: a real number is required, not str");
        assert_eq!(shown("%y", Value::Text("a")), "unsupported format character 'y' (0x79) at index 1");
        assert_eq!(shown("%c", Value::Text("ab")), "%c requires int or char");
    }
}
