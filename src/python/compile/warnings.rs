//! What the compiler warns of: code that is allowed and surely not meant (`compiler_warn` in `compile.c`, and the
//! escapes of `string_parser.c`).

use super::codegen::Codegen;
use crate::python::ast::{Comparison, Expr, ExprKind};
use crate::python::code::{Const, Position};
use crate::python::dialect::LiteralWarnings;

/// Who warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finder {
    /// To it every input of the prompt has the same file name.
    Parser,
    Compiler,
}

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub finder: Finder,
    pub line: u32,
    pub text: String,
}

impl Codegen<'_> {
    fn warn(&mut self, at: Position, text: String) {
        if self.dialect.literal_warnings != LiteralWarnings::None {
            self.warnings.push(Warning { finder: Finder::Compiler, line: at.line, text });
        }
    }

    /// `x is 5`.
    pub(super) fn check_compare(&mut self, left: &Expr, ops: &[Comparison], comparators: &[Expr], at: Position) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let words = match op {
                Comparison::Is => ("is", "=="),
                Comparison::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(literal) = [left, right].into_iter().find(|side| is_literal(side)) {
                let kind = match self.dialect.literal_warnings {
                    LiteralWarnings::WithType => format!("'{}'", type_of(literal).unwrap_or_default()),
                    _ => "a".to_owned(),
                };
                return self.warn(at, format!("\"{}\" with {kind} literal. Did you mean \"{}\"?", words.0, words.1));
            }
            left = right;
        }
    }

    /// `(1, 2)(3)`.
    pub(super) fn check_caller(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(kind) = type_of(func) {
            self.warn(func.at, format!("'{kind}' object is not callable; perhaps you missed a comma?"));
        }
    }

    /// `5[0]`, `[1, 2]["a"]`.
    pub(super) fn check_subscript(&mut self, value: &Expr, slice: &Expr) {
        let Some(kind) = type_of(value) else { return };
        match kind {
            "str" | "bytes" | "tuple" | "list" => {
                let Some(index) = type_of(slice).filter(|index| !matches!(*index, "int" | "bool")) else { return };
                let text =
                    format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                self.warn(value.at, text);
            }
            "dict" => {}
            _ => self.warn(value.at, format!("'{kind}' object is not subscriptable; perhaps you missed a comma?")),
        }
    }

    /// `assert (x, "message")`.
    pub(super) fn check_assert(&mut self, test: &Expr, at: Position) {
        let always = match &test.kind {
            ExprKind::Tuple(items) => !items.is_empty(),
            ExprKind::Constant(Const::Tuple(items)) | ExprKind::Folded(Const::Tuple(items)) => !items.is_empty(),
            _ => false,
        };
        if always {
            self.warn(at, "assertion is always true, perhaps remove parentheses?".to_owned());
        }
    }
}

fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Constant(value) | ExprKind::Folded(value) => {
            !matches!(value, Const::None | Const::True | Const::False | Const::Ellipsis)
        }
        _ => false,
    }
}

/// The type of what an expression surely gives (`infer_type`).
fn type_of(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant(value) | ExprKind::Folded(value) => match value {
            Const::None => "NoneType",
            Const::True | Const::False => "bool",
            Const::Ellipsis => "ellipsis",
            Const::Int(_) | Const::BigInt(_) | Const::Long(_) => "int",
            Const::Float(_) => "float",
            Const::Complex(..) => "complex",
            Const::Str(_) => "str",
            Const::Bytes(_) => "bytes",
            Const::Tuple(_) => "tuple",
            Const::FrozenSet(_) => "frozenset",
            Const::Slice(_) | Const::Code(_) => return None,
        },
        _ => return None,
    })
}

/// The first invalid escape of each string literal of a source that parses.
pub(super) fn escapes(source: &str) -> Vec<Warning> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'#' => at += bytes[at..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at),
            b'"' | b'\'' => {
                let letters = bytes[..at].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
                let prefix = source[at - letters..at].to_ascii_lowercase();
                let end = literal_end(bytes, at);
                if !prefix.contains('r')
                    && let Some(text) = invalid_escape(&source[at..end], prefix.contains('b'))
                {
                    let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u32;
                    found.push(Warning { finder: Finder::Parser, line, text });
                }
                at = end;
            }
            b'0'..=b'9' => {
                let (length, kind) = number(&bytes[at..]);
                at += length;
                if KEYWORDS.iter().any(|word| bytes[at..].starts_with(word.as_bytes())) {
                    let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u32;
                    found.push(Warning { finder: Finder::Parser, line, text: format!("invalid {kind} literal") });
                }
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80;
                at += bytes[at..].iter().take_while(|b| word(b)).count();
            }
            _ => at += 1,
        }
    }
    found
}

/// Words that may stand right behind a number (`verify_end_of_number` in Parser/lexer/lexer.c).
const KEYWORDS: [&str; 8] = ["and", "else", "for", "if", "in", "is", "or", "not"];

/// How long the number is that begins here, and what CPython calls its kind.
fn number(bytes: &[u8]) -> (usize, &'static str) {
    let run = |from: usize, belongs: fn(&u8) -> bool| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|b| belongs(b) || **b == b'_').count()
    };
    match bytes.get(1).map(u8::to_ascii_lowercase).filter(|_| bytes.first() == Some(&b'0')) {
        Some(b'x') => return (2 + run(2, u8::is_ascii_hexdigit), "hexadecimal"),
        Some(b'o') => return (2 + run(2, u8::is_ascii_digit), "octal"),
        Some(b'b') => return (2 + run(2, u8::is_ascii_digit), "binary"),
        _ => {}
    }
    let mut length = run(0, u8::is_ascii_digit);
    if bytes.get(length) == Some(&b'.') {
        length += 1;
        length += run(length, u8::is_ascii_digit);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let digits = run(length + 1 + sign, u8::is_ascii_digit);
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    if matches!(bytes.get(length), Some(b'j' | b'J')) { (length + 1, "imaginary") } else { (length, "decimal") }
}

fn literal_end(bytes: &[u8], begins: usize) -> usize {
    let quote = bytes[begins];
    let triple = bytes[begins..].starts_with(&[quote; 3]);
    let mut at = begins + if triple { 3 } else { 1 };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            _ if byte == quote && !triple => return at + 1,
            _ if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            b'\n' if !triple => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn invalid_escape(literal: &str, of_bytes: bool) -> Option<String> {
    let mut chars = literal.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            continue;
        }
        match chars.next()? {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => {}
            'N' | 'u' | 'U' if !of_bytes => {}
            first @ '0'..='7' => {
                let mut digits = first.to_string();
                while let Some(digit @ '0'..='7') = chars.peek().copied().filter(|_| digits.len() < 3) {
                    digits.push(digit);
                    chars.next();
                }
                if digits.len() == 3 && first > '3' {
                    return Some(format!("invalid octal escape sequence '\\{digits}'"));
                }
            }
            other => return Some(format!("invalid escape sequence '\\{other}'")),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_invalid_escape_of_each_literal_is_found() {
        let source = "a = '\\d\\w' # '\\q'\nb = r'\\d' '\\\\d' b'\\u'\nc = '''\n\\.'''\nd = '\\400\\777\\377'\n";
        let found: Vec<(u32, String)> = escapes(source).into_iter().map(|w| (w.line, w.text)).collect();
        let expected = [
            (1, "invalid escape sequence '\\d'"),
            (2, "invalid escape sequence '\\u'"),
            (3, "invalid escape sequence '\\.'"),
            (5, "invalid octal escape sequence '\\400'"),
        ];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
