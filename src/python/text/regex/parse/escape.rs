//! What a backslash begins.

use super::{Assertion, Member, Node, Parse, Parser, Set, category};

impl Parser<'_> {
    /// Up to three octal digits, the first of which has been read.
    pub(super) fn octal(&mut self, first: char, at: usize) -> Parse<char> {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        if value > 0o377 {
            let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
            return Err(self.error_at(&format!("octal escape value {shown} outside of range 0-0o377"), at));
        }
        Ok(char::from_u32(value).unwrap_or('\0'))
    }

    /// `\n`, `\x41`, `\.` and so on.
    pub(super) fn plain_escape(&mut self, c: char, at: usize) -> Parse<char> {
        Ok(match c {
            'a' => '\u{7}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'x' => self.hexadecimal(2, at)?,
            'u' if !self.bytes => self.hexadecimal(4, at)?,
            'U' if !self.bytes => self.hexadecimal(8, at)?,
            c if c.is_ascii_alphanumeric() => return Err(self.error_at(&format!("bad escape \\{c}"), at)),
            c => c,
        })
    }

    fn hexadecimal(&mut self, count: usize, at: usize) -> Parse<char> {
        let mut value = 0;
        for _ in 0..count {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
                return Err(self.error_at(&format!("incomplete escape {shown}"), at));
            };
            value = value * 16 + digit;
            self.at += 1;
        }
        let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
        char::from_u32(value).ok_or_else(|| self.error_at(&format!("bad escape {shown}"), at))
    }

    /// An escape outside a set.
    pub(super) fn escape(&mut self, start: usize) -> Parse {
        let Some(c) = self.next() else { return Err(self.error_at("bad escape (end of pattern)", start)) };
        if let Some((category, negated)) = category(c) {
            let members = vec![Member::Category { category, negated }];
            return Ok(Node::Set(Set { members, negated: false, flags: self.flags }));
        }
        let ascii = super::super::class::is_ascii(self.flags);
        Ok(match c {
            'A' => Node::Assert(Assertion::TextStart),
            'Z' => Node::Assert(Assertion::TextEnd),
            'b' => Node::Assert(Assertion::Boundary { ascii, negated: false }),
            'B' => Node::Assert(Assertion::Boundary { ascii, negated: true }),
            '0' => {
                let c = self.octal_after_zero();
                self.literal(c)
            }
            '1'..='9' => self.reference_or_octal(c, start)?,
            _ => {
                let c = self.plain_escape(c, start)?;
                self.literal(c)
            }
        })
    }

    fn octal_after_zero(&mut self) -> char {
        let mut value = 0;
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        char::from_u32(value).unwrap_or('\0')
    }

    fn reference_or_octal(&mut self, first: char, start: usize) -> Parse {
        let mut group = first.to_digit(10).unwrap_or(0) as usize;
        if let Some(second) = self.peek().and_then(|c| c.to_digit(10)) {
            let third = self.text.get(self.at + 1).copied();
            if first.is_digit(8) && second < 8 && third.is_some_and(|c| c.is_digit(8)) {
                let c = self.octal(first, start)?;
                return Ok(self.literal(c));
            }
            self.at += 1;
            group = group * 10 + second as usize;
        }
        if group >= self.groups {
            return Err(self.error_at(&format!("invalid group reference {group}"), start + 1));
        }
        self.reference(group, start)
    }

    pub(super) fn reference(&self, group: usize, start: usize) -> Parse {
        if self.widths.get(group).copied().flatten().is_none() {
            return Err(self.error_at("cannot refer to an open group", start));
        }
        Ok(Node::Backreference { group, flags: self.flags })
    }
}
