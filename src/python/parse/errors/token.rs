//! A tokenizer that makes CPython's mistakes: the same tokens, and its errors in its order (`tokenizer.c`).
//! Used only when a program was refused, to say why.

mod number;
mod string;

use super::super::lines::Lines;
use crate::python::code::Position;
use crate::python::compile::fault::{ErrorKind, Fault};
use crate::python::dialect::statements::BlankFirstLine;
use crate::python::dialect::{Dialect, Messages};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::python::parse) enum Kind {
    Name,
    Number,
    String,
    FString,
    Op,
    Newline,
    Indent,
    Dedent,
    End,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::python::parse) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// How many brackets are open after it.
    pub level: usize,
}

impl Token {
    /// Without text of its own.
    pub(in crate::python::parse) fn is_virtual(self) -> bool {
        matches!(self.kind, Kind::Indent | Kind::Dedent | Kind::End)
    }
}

const TAB_SIZE: usize = 8;
const MAX_INDENT: usize = 100;
const MAX_LEVEL: usize = 200;
const MAX_FSTRINGS: u32 = 150;

pub(in crate::python::parse) struct Tokenizer<'s> {
    source: &'s str,
    bytes: &'s [u8],
    lines: &'s Lines,
    dialect: &'s Dialect,
    pub at: usize,
    line_start: bool,
    indents: Vec<(usize, usize)>,
    /// Dedents to hand out (negative) or an indent (1).
    pending: i32,
    pub brackets: Vec<(u8, usize)>,
    /// The last line that had a token.
    blank: bool,
    done: bool,
    /// How many f-strings are open inside one another.
    nested: u32,
    /// Inside an f-string's replacement field: the end is not the end of a file.
    pub embedded: bool,
    /// What was typed at a prompt so far, of which another line may follow. From here on empty lines are tokens.
    at_prompt: Option<usize>,
    /// A token was asked for that the next line would have.
    pub awaits_line: bool,
}

impl<'s> Tokenizer<'s> {
    pub(in crate::python::parse) fn new(source: &'s str, lines: &'s Lines, dialect: &'s Dialect) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            lines,
            dialect,
            at: 0,
            line_start: true,
            indents: vec![(0, 0)],
            pending: 0,
            brackets: Vec::new(),
            blank: true,
            done: false,
            nested: 0,
            embedded: false,
            at_prompt: None,
            awaits_line: false,
        }
    }

    /// Reads lines that are typed one after the other; from this place on empty ones end statements.
    pub(in crate::python::parse) fn at_prompt(mut self, ended_by_empty_lines_from: usize) -> Self {
        self.at_prompt = Some(ended_by_empty_lines_from);
        self
    }

    /// Whether no token is left in the source.
    pub(in crate::python::parse) fn is_through(&self) -> bool {
        self.at >= self.bytes.len() && self.pending == 0
    }

    /// Starts in the middle: an expression inside brackets.
    pub(in crate::python::parse) fn inside(mut self, at: usize) -> Self {
        self.at = at;
        self.line_start = false;
        self.embedded = true;
        self
    }

    fn peek(&self, offset: usize) -> u8 {
        self.bytes.get(self.at + offset).copied().unwrap_or(0)
    }

    fn token(&self, kind: Kind, start: usize) -> Token {
        Token { kind, start, end: self.at, level: self.brackets.len() }
    }

    /// A one-place error at a byte offset.
    fn fault_at(&self, at: usize, msg: impl Into<String>) -> Fault {
        let position = self.lines.position(at, at);
        Fault::syntax(msg, position)
    }

    fn fault_range(&self, start: usize, end: usize, msg: impl Into<String>) -> Fault {
        Fault::syntax(msg, self.lines.position(start, end))
    }

    fn line_of(&self, at: usize) -> u32 {
        self.lines.locate(at).0
    }

    pub(in crate::python::parse) fn next(&mut self) -> Result<Token, Fault> {
        if self.line_start && self.brackets.is_empty() && !self.embedded {
            self.indentation()?;
        }
        self.line_start = false;
        if self.pending != 0 {
            let kind = if self.pending > 0 { Kind::Indent } else { Kind::Dedent };
            self.pending -= self.pending.signum();
            return Ok(Token { kind, start: self.at, end: self.at, level: 0 });
        }
        loop {
            match self.peek(0) {
                b' ' | b'\t' | 0x0c => self.at += 1,
                b'#' => {
                    while self.at < self.bytes.len() && self.peek(0) != b'\n' {
                        self.at += 1;
                    }
                }
                b'\\' => self.continuation()?,
                b'\n' if !self.brackets.is_empty() || self.embedded => self.at += 1,
                _ => break,
            }
        }
        let start = self.at;
        if self.at >= self.bytes.len() {
            return self.end();
        }
        let c = self.peek(0);
        match c {
            b'\n' => {
                self.at += 1;
                self.line_start = true;
                self.blank = true;
                let level = 0;
                return Ok(Token { kind: Kind::Newline, start, end: start + 1, level });
            }
            b'0'..=b'9' => return self.number(start),
            b'.' if self.peek(1).is_ascii_digit() => return self.number(start),
            b'"' | b'\'' => return self.string(start, start),
            _ => {}
        }
        self.blank = false;
        if c == b'_' || c.is_ascii_alphabetic() || c >= 0x80 {
            return self.name(start);
        }
        self.operator(start)
    }

    /// At the end of the source, in the middle of something: at a prompt another line is awaited.
    fn unfinished(&mut self, mut fault: Fault) -> Fault {
        fault.incomplete = true;
        self.awaits_line = self.at_prompt.is_some();
        fault
    }

    fn end(&mut self) -> Result<Token, Fault> {
        let at = self.at;
        if self.at_prompt.is_some() {
            let fault = self.fault_at(at, "incomplete input");
            return Err(self.unfinished(fault));
        }
        if !self.done {
            self.done = true;
            if !self.blank && self.brackets.is_empty() && !self.embedded {
                // A missing last line end.
                self.blank = true;
                self.line_start = true;
                self.done = false;
                return Ok(Token { kind: Kind::Newline, start: at, end: at + 1, level: 0 });
            }
        }
        if self.indents.len() > 1 && self.brackets.is_empty() {
            self.indents.pop();
            return Ok(Token { kind: Kind::Dedent, start: at, end: at, level: 0 });
        }
        Ok(Token { kind: Kind::End, start: at, end: at, level: self.brackets.len() })
    }

    fn continuation(&mut self) -> Result<(), Fault> {
        if self.peek(1) != b'\n' {
            if self.at + 1 >= self.bytes.len() {
                let mut fault = self.fault_at(self.at + 1, "unexpected EOF while parsing");
                fault.no_end = true;
                return Err(self.unfinished(fault));
            }
            let mut fault = self.fault_at(self.at + 1, "unexpected character after line continuation character");
            fault.no_end = true;
            return Err(fault);
        }
        self.at += 2;
        if self.at >= self.bytes.len() {
            let mut fault = self.fault_at(self.at - 1, "unexpected EOF while parsing");
            fault.no_end = true;
            return Err(self.unfinished(fault));
        }
        Ok(())
    }

    // ---- indentation

    fn indentation(&mut self) -> Result<(), Fault> {
        loop {
            let (mut col, mut alt) = (0, 0);
            let line = self.at;
            loop {
                match self.peek(0) {
                    b' ' => {
                        col += 1;
                        alt += 1;
                    }
                    b'\t' => {
                        col = (col / TAB_SIZE + 1) * TAB_SIZE;
                        alt += 1;
                    }
                    0x0c => {
                        col = 0;
                        alt = 0;
                    }
                    b'\\' if self.peek(1) == b'\n' => self.at += 1,
                    _ => break,
                }
                self.at += 1;
            }
            match self.peek(0) {
                b'#' => {
                    while self.at < self.bytes.len() && self.peek(0) != b'\n' {
                        self.at += 1;
                    }
                    if self.at_prompt.is_some() && self.is_blank_statement(line) {
                        return Ok(());
                    }
                    if self.at < self.bytes.len() {
                        self.at += 1;
                        continue;
                    }
                    self.blank = true;
                    return Ok(());
                }
                // At a prompt an empty line ends what goes before, and so does a first line of spaces.
                b'\n'
                    if self.at_prompt.is_some_and(|from| line >= from)
                        && (self.at == line || self.is_blank_statement(line)) =>
                {
                    return self.measure(0, 0, line);
                }
                b'\n' => {
                    self.at += 1;
                    continue;
                }
                0 if self.at >= self.bytes.len() => {
                    self.blank = true;
                    return Ok(());
                }
                _ => {}
            }
            return self.measure(col, alt, line);
        }
    }

    /// Whether a line that is blank, but not empty, is a statement of the prompt.
    fn is_blank_statement(&self, line: usize) -> bool {
        line == 0 && self.dialect.statements.blank_first_line == BlankFirstLine::Statement
    }

    fn measure(&mut self, col: usize, alt: usize, line: usize) -> Result<(), Fault> {
        let (top, alt_top) = self.indents.last().copied().unwrap_or((0, 0));
        // 2.7 compares columns alone, unless it is called with `-tt`.
        let alt = if self.dialect.python2 { col } else { alt };
        let tab_fault = |this: &Self| {
            let mut fault = this.fault_at(line, "inconsistent use of tabs and spaces in indentation");
            fault.kind = ErrorKind::Tab;
            fault.no_end = true;
            fault
        };
        if col == top {
            if alt != alt_top {
                return Err(tab_fault(self));
            }
        } else if col > top {
            if self.indents.len() + 1 >= MAX_INDENT {
                let mut fault = self.fault_at(line, "too many levels of indentation");
                fault.kind = ErrorKind::Indentation;
                fault.no_end = true;
                return Err(fault);
            }
            if alt <= alt_top {
                return Err(tab_fault(self));
            }
            self.pending = 1;
            self.indents.push((col, alt));
        } else {
            while self.indents.len() > 1 && self.indents.last().is_some_and(|(c, _)| col < *c) {
                self.pending -= 1;
                self.indents.pop();
            }
            let (top, alt_top) = self.indents.last().copied().unwrap_or((0, 0));
            if col != top {
                let mut fault = self.line_fault(line, "unindent does not match any outer indentation level");
                fault.kind = ErrorKind::Indentation;
                fault.no_end = true;
                return Err(fault);
            }
            if alt != alt_top {
                return Err(tab_fault(self));
            }
        }
        Ok(())
    }

    /// An error whose place is the end of a whole line.
    fn line_fault(&self, line: usize, msg: &str) -> Fault {
        let end = self.source.get(line..).and_then(|rest| rest.find('\n')).map_or(self.bytes.len(), |n| line + n);
        self.fault_at(end, msg)
    }

    // ---- names, numbers, strings

    fn name(&mut self, start: usize) -> Result<Token, Fault> {
        let text = self.source.get(start..).unwrap_or_default();
        let mut prefix = true;
        for (offset, c) in text.char_indices() {
            if (c == '"' || c == '\'') && prefix && offset > 0 && is_prefix(&text[..offset], self.dialect) {
                self.at = start + offset;
                return self.string(start, start + offset);
            }
            prefix = prefix && offset < 2;
            let fits = c == '_' || c.is_alphanumeric() || (!c.is_ascii() && is_identifier_part(c));
            if !fits {
                if c.is_ascii() || offset > 0 && !c.is_alphanumeric() && c.is_ascii() {
                    self.at = start + offset;
                    return Ok(self.token(Kind::Name, start));
                }
                return Err(self.bad_character(start + offset, c));
            }
            self.at = start + offset + c.len_utf8();
        }
        Ok(self.token(Kind::Name, start))
    }

    fn bad_character(&self, at: usize, c: char) -> Fault {
        let code = u32::from(c);
        let invisible = c.is_control() || is_format(c) || (c.is_whitespace() && c != ' ');
        let msg = match self.dialect.messages {
            Messages::Python2 => "invalid syntax".to_owned(),
            Messages::Old | Messages::Old37 | Messages::Old38 => "invalid character in identifier".to_owned(),
            _ if invisible => format!("invalid non-printable character U+{code:04X}"),
            _ => format!("invalid character '{c}' (U+{code:04X})"),
        };
        self.fault_at(at, msg)
    }

    fn operator(&mut self, start: usize) -> Result<Token, Fault> {
        let rest = self.source.get(start..).unwrap_or_default();
        let three = ["...", "**=", "//=", "<<=", ">>="];
        let two = [
            "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=", "<<", "<=", "==", ">=", ">>", "@=", "^=",
            "|=", "<>",
        ];
        let known = three.iter().chain(&two).find(|op| rest.starts_with(**op));
        let known = known.filter(|op| **op != ":=" || self.dialect.messages >= Messages::Old38);
        if let Some(op) = known {
            self.at += op.len();
            return Ok(self.token(Kind::Op, start));
        }
        let c = self.peek(0);
        match c {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_LEVEL {
                    return Err(self.fault_at(start, "too many nested parentheses"));
                }
                self.brackets.push((c, start));
                self.at += 1;
            }
            b')' | b']' | b'}' => {
                self.close(c, start)?;
                self.at += 1;
            }
            b'%' | b'&' | b'*' | b'+' | b',' | b'-' | b'.' | b'/' | b':' | b';' | b'<' | b'=' | b'>' | b'@' | b'^'
            | b'|' | b'~' => self.at += 1,
            b'!' => self.at += 1,
            b'`' if self.dialect.python2 => self.at += 1,
            // `$`, `?` and `` ` `` are tokens that no rule wants.
            b'$' | b'?' | b'`' => self.at += 1,
            other => {
                let c = char::from(other);
                return Err(self.bad_character(start, c));
            }
        }
        Ok(self.token(Kind::Op, start))
    }

    fn close(&mut self, c: u8, at: usize) -> Result<(), Fault> {
        if self.dialect.messages < Messages::Old38 {
            self.brackets.pop();
            return Ok(());
        }
        let Some((open, opened)) = self.brackets.pop() else {
            if self.embedded {
                return Ok(());
            }
            return Err(self.fault_at(at, format!("unmatched '{}'", char::from(c))));
        };
        let fits = matches!((open, c), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if fits {
            return Ok(());
        }
        let (line, here) = (self.line_of(opened), self.line_of(at));
        let (c, open) = (char::from(c), char::from(open));
        let msg = if line == here {
            format!("closing parenthesis '{c}' does not match opening parenthesis '{open}'")
        } else {
            format!("closing parenthesis '{c}' does not match opening parenthesis '{open}' on line {line}")
        };
        Err(self.fault_at(at, msg))
    }

    pub(in crate::python::parse) fn place(&self, start: usize, end: usize) -> Position {
        self.lines.position(start, end)
    }
}

fn is_prefix(text: &str, dialect: &Dialect) -> bool {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "r" | "b" | "u" | "br" | "rb" => true,
        "ur" => dialect.python2,
        "f" | "fr" | "rf" => !dialect.python2,
        "t" | "tr" | "rt" => dialect.messages >= Messages::Explained314,
        _ => false,
    }
}

/// Marks and joiners that may stand inside an identifier.
fn is_identifier_part(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x200c..=0x200d | 0xb7 | 0x387 | 0x1369..=0x1371)
}

/// Invisible format characters.
fn is_format(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0xfeff)
}
