//! Strings, and the braces of f-strings.

use super::{Fault, Kind, MAX_FSTRINGS, Messages, Token, Tokenizer, is_prefix};

impl Tokenizer<'_> {
    pub(super) fn string(&mut self, start: usize, quote_at: usize) -> Result<Token, Fault> {
        self.blank = false;
        self.at = quote_at;
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        let prefix = self.source.get(start..quote_at).unwrap_or_default();
        let is_f = prefix.bytes().any(|b| matches!(b | 0x20, b'f' | b't'));
        let f_word = if is_f && self.dialect.messages >= Messages::Explained312 { "f-" } else { "" };
        self.at += if triple { 3 } else { 1 };
        if is_f && self.dialect.messages >= Messages::Explained312 {
            self.nested += 1;
            if self.nested > MAX_FSTRINGS {
                return Err(self.fault_at(start, "too many nested f-strings"));
            }
            let done = self.fstring(start, quote, triple);
            self.nested -= 1;
            return done;
        }
        loop {
            let c = self.peek(0);
            if self.at >= self.bytes.len() || (c == b'\n' && !triple) {
                return Err(self.unterminated(start, triple, f_word));
            }
            if c == b'\\' {
                self.at += 2;
                continue;
            }
            if c == quote && (!triple || (self.peek(1) == quote && self.peek(2) == quote)) {
                self.at += if triple { 3 } else { 1 };
                let kind = if is_f { Kind::FString } else { Kind::String };
                return Ok(self.token(kind, start));
            }
            self.at += 1;
        }
    }

    fn unterminated(&mut self, start: usize, triple: bool, f_word: &str) -> Fault {
        let last = if self.at >= self.bytes.len() && self.bytes.last() == Some(&b'\n') {
            self.bytes.len().saturating_sub(1)
        } else {
            self.at.min(self.bytes.len())
        };
        let line = self.line_of(last);
        let msg = match (self.dialect.messages, triple) {
            (m, true) if m < Messages::Explained => "EOF while scanning triple-quoted string literal".to_owned(),
            (m, false) if m < Messages::Explained => "EOL while scanning string literal".to_owned(),
            (_, true) => format!("unterminated triple-quoted {f_word}string literal (detected at line {line})"),
            (_, false) => format!("unterminated {f_word}string literal (detected at line {line})"),
        };
        let place = if self.dialect.messages < Messages::Explained { self.at.min(self.bytes.len()) } else { start };
        let mut fault = self.fault_at(place, msg);
        // A backslash at the end of the last line carries the other strings on.
        if triple || self.at >= self.bytes.len() {
            let incomplete = triple;
            fault = Fault { incomplete, ..self.unfinished(fault) };
        }
        fault
    }

    /// Skips over a whole f-string of 3.12, whose fields may hold any tokens.
    fn fstring(&mut self, start: usize, quote: u8, triple: bool) -> Result<Token, Fault> {
        let width = if triple { 3 } else { 1 };
        let closes =
            |this: &Self| this.peek(0) == quote && (!triple || (this.peek(1) == quote && this.peek(2) == quote));
        loop {
            let c = self.peek(0);
            if self.at >= self.bytes.len() || (c == b'\n' && !triple) {
                return Err(self.unterminated(start, triple, "f-"));
            }
            if closes(self) {
                self.at += width;
                return Ok(self.token(Kind::FString, start));
            }
            match c {
                b'\\' => self.at += 2,
                b'{' if self.peek(1) == b'{' => self.at += 2,
                b'{' => {
                    self.at += 1;
                    self.field(start, quote, triple)?;
                }
                _ => self.at += 1,
            }
        }
    }

    /// Skips a replacement field up to its `}`.
    fn field(&mut self, start: usize, quote: u8, triple: bool) -> Result<(), Fault> {
        let open = self.at.saturating_sub(1);
        let mut depth = 0usize;
        let mut spec = false;
        loop {
            let c = self.peek(0);
            if self.at >= self.bytes.len() && !spec {
                let mut fault = self.fault_at(open, "'{' was never closed");
                fault.no_end = true;
                return Err(self.unfinished(fault));
            }
            if self.at >= self.bytes.len() || (c == b'\n' && !triple && spec) {
                return Err(self.unterminated(start, triple, "f-"));
            }
            let width = if triple { 3 } else { 1 };
            let closes = c == quote && (!triple || (self.peek(1) == quote && self.peek(2) == quote));
            if closes && spec && depth == 0 {
                return Err(self.fault_range(self.at, self.at + width, "f-string: expecting '}', or format specs"));
            }
            match c {
                b'}' if depth == 0 => {
                    self.at += 1;
                    return Ok(());
                }
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b':' if depth == 0 && !spec => {
                    spec = true;
                    self.at += 1;
                }
                b'"' | b'\'' => {
                    let inner = self.at;
                    if let Err(fault) = self.string(inner, inner) {
                        // The f-string's own quote begins no other string: the field is not closed.
                        return Err(if c == quote { self.fault_at(inner, "f-string: expecting '}'") } else { fault });
                    }
                }
                // A word may be the prefix of a string.
                b'_' | b'a'..=b'z' | b'A'..=b'Z' if !spec || depth > 0 => {
                    let word = self.at;
                    while self.peek(0) == b'_' || self.peek(0).is_ascii_alphanumeric() {
                        self.at += 1;
                    }
                    let text = self.source.get(word..self.at).unwrap_or_default();
                    let next = self.peek(0);
                    if matches!(next, b'"' | b'\'') && is_prefix(text, self.dialect) {
                        let quote_at = self.at;
                        self.string(word, quote_at)?;
                    }
                }
                b'#' if !spec => {
                    while self.at < self.bytes.len() && self.peek(0) != b'\n' {
                        self.at += 1;
                    }
                }
                _ => self.at += 1,
            }
        }
    }
}
