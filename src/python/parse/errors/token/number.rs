//! Numbers, and what cannot follow them.

use super::{Fault, Kind, Messages, Token, Tokenizer};

impl Tokenizer<'_> {
    pub(super) fn number(&mut self, start: usize) -> Result<Token, Fault> {
        self.blank = false;
        let digits = |this: &mut Self, valid: fn(u8) -> bool| -> bool {
            // Digits with single underscores between them.
            loop {
                while valid(this.peek(0)) {
                    this.at += 1;
                }
                if this.peek(0) != b'_' {
                    return true;
                }
                this.at += 1;
                if !valid(this.peek(0)) {
                    return false;
                }
            }
        };
        let decimal = |c: u8| c.is_ascii_digit();
        if self.peek(0) == b'0' && matches!(self.peek(1) | 0x20, b'x' | b'o' | b'b') {
            let (word, valid): (&str, fn(u8) -> bool) = match self.peek(1) | 0x20 {
                b'x' => ("hexadecimal", |c| c.is_ascii_hexdigit()),
                b'o' => ("octal", |c| (b'0'..=b'7').contains(&c)),
                _ => ("binary", |c| c == b'0' || c == b'1'),
            };
            self.at += 2;
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            let bad = |this: &Self| {
                let c = char::from(this.peek(0));
                let msg = if c.is_ascii_digit() && word != "hexadecimal" {
                    format!("invalid digit '{c}' in {word} literal")
                } else {
                    format!("invalid {word} literal")
                };
                let at = if c.is_ascii_digit() { this.at } else { this.at.saturating_sub(1) };
                this.fault_at(at, msg)
            };
            if !valid(self.peek(0)) || !digits(self, valid) || self.peek(0).is_ascii_digit() {
                return Err(bad(self));
            }
            if self.dialect.python2 && self.peek(0) | 0x20 == b'l' {
                self.at += 1;
            }
            return self.after_number(start, word);
        }
        let leading_zero = self.peek(0) == b'0';
        if self.peek(0) != b'.' && !digits(self, decimal) {
            return Err(self.fault_at(self.at.saturating_sub(1), "invalid decimal literal"));
        }
        let integer = self.source.get(start..self.at).unwrap_or_default();
        let nonzero = integer.bytes().any(|b| (b'1'..=b'9').contains(&b));
        let mut plain = true;
        if self.peek(0) == b'.' {
            plain = false;
            self.at += 1;
            if self.peek(0).is_ascii_digit() && !digits(self, decimal) {
                return Err(self.fault_at(self.at.saturating_sub(1), "invalid decimal literal"));
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                plain = false;
                self.at += 1 + sign;
                if !digits(self, decimal) {
                    return Err(self.fault_at(self.at.saturating_sub(1), "invalid decimal literal"));
                }
            } else if sign == 1 {
                return Err(self.fault_at(self.at + 1, "invalid decimal literal"));
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.at += 1;
            return self.after_number(start, "imaginary");
        }
        if self.dialect.python2 {
            if self.peek(0) | 0x20 == b'l' {
                self.at += 1;
            }
            return Ok(self.token(Kind::Number, start));
        }
        if plain && leading_zero && nonzero {
            let msg = if self.dialect.messages >= Messages::Old38 {
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
            } else {
                "invalid token"
            };
            let zeros = integer.bytes().take_while(|b| *b == b'0' || *b == b'_').count();
            return Err(self.fault_range(start, start + zeros, msg));
        }
        self.after_number(start, "decimal")
    }

    /// A name right after a number is an error unless it is a keyword that may stand there (`1if x else y`).
    fn after_number(&mut self, start: usize, word: &str) -> Result<Token, Fault> {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let c = rest.chars().next().unwrap_or(' ');
        if c == '_' || c.is_alphanumeric() {
            let tail: String = rest.chars().take_while(|c| *c == '_' || c.is_alphanumeric()).collect();
            let keyword = ["and", "else", "for", "if", "in", "is", "not", "or"].iter().any(|k| tail.starts_with(k));
            if !keyword && self.dialect.messages >= Messages::Peg {
                return Err(self.fault_at(self.at.saturating_sub(1), format!("invalid {word} literal")));
            }
        }
        Ok(self.token(Kind::Number, start))
    }
}
