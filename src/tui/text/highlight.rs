//! Colours for Python source, complete or not: a scanner that never fails.
//!
//! It looks at characters only, so half a statement in the command line is coloured as well as a
//! lesson's example; what is right Python is the parser's to say.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

use super::visible_from;
use super::width;
use crate::tui::theme::Theme;

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Keyword,
    /// A builtin name such as `print`, or a constant such as `None`.
    Builtin,
    String,
    Number,
    Comment,
    Decorator,
    Plain,
}

const KEYWORDS: [&str; 33] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield", "exec",
];

const BUILTINS: [&str; 44] = [
    "None",
    "True",
    "False",
    "print",
    "len",
    "id",
    "list",
    "dict",
    "set",
    "tuple",
    "str",
    "int",
    "float",
    "bool",
    "object",
    "type",
    "isinstance",
    "range",
    "repr",
    "super",
    "self",
    "cls",
    "getattr",
    "setattr",
    "delattr",
    "hasattr",
    "vars",
    "dir",
    "sorted",
    "sum",
    "min",
    "max",
    "enumerate",
    "zip",
    "map",
    "filter",
    "iter",
    "next",
    "property",
    "Exception",
    "gc",
    "sys",
    "weakref",
    "ctypes",
];

/// One line of source in colour.
#[must_use]
pub fn highlight(line: &str, theme: &Theme) -> Vec<Span<'static>> {
    highlight_lines(line, theme).into_iter().next().unwrap_or_default()
}

/// The lines of a source in colour; a string over several lines keeps its colour.
#[must_use]
pub fn highlight_lines(source: &str, theme: &Theme) -> Vec<Vec<Span<'static>>> {
    let mut lines = vec![Vec::new()];
    let mut column = 0;
    for (range, token) in tokens(source) {
        for (at, part) in source.get(range).unwrap_or("").split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
                column = 0;
            }
            let text = visible_from(part, column).into_owned();
            column += width(&text);
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Span::styled(text, style(token, theme)));
            }
        }
    }
    lines
}

/// How a token looks.
#[must_use]
fn style(token: Token, theme: &Theme) -> Style {
    match token {
        Token::Keyword => theme.keyword,
        Token::Builtin => theme.builtin,
        Token::String => theme.string,
        Token::Number => theme.number,
        Token::Comment => theme.comment,
        Token::Decorator => theme.builtin,
        Token::Plain => theme.code,
    }
}

/// The tokens of a source of any number of lines, covering it without gaps.
#[must_use]
pub fn tokens(source: &str) -> Vec<(Range<usize>, Token)> {
    let mut scanner = Scanner { source, at: 0, found: Vec::new() };
    while scanner.at < source.len() {
        scanner.step();
    }
    scanner.found
}

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    found: Vec<(Range<usize>, Token)>,
}

impl<'s> Scanner<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if first == '#' {
            self.take(rest.find('\n').unwrap_or(rest.len()), Token::Comment);
        } else if let Some(len) = string_length(rest) {
            self.take(len, Token::String);
        } else if first == '_' || first.is_alphabetic() {
            let word = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
            let token = match rest.get(..word).unwrap_or("") {
                text if KEYWORDS.contains(&text) => Token::Keyword,
                text if BUILTINS.contains(&text) && !self.after_dot() => Token::Builtin,
                _ => Token::Plain,
            };
            self.take(word, token);
        } else if first.is_ascii_digit() {
            let is_number = |c: char| c == '.' || c == '_' || c.is_ascii_alphanumeric();
            self.take(rest.find(|c| !is_number(c)).unwrap_or(rest.len()), Token::Number);
        } else if first == '@' && self.starts_line() {
            let is_name = |c: char| matches!(c, '@' | '.' | '_') || c.is_alphanumeric();
            self.take(rest.find(|c| !is_name(c)).unwrap_or(rest.len()), Token::Decorator);
        } else {
            self.take(first.len_utf8(), Token::Plain);
        }
    }

    fn take(&mut self, len: usize, token: Token) {
        let range = self.at..self.at + len;
        self.at = range.end;
        match self.found.last_mut() {
            Some((last, kind)) if *kind == token && token == Token::Plain => last.end = range.end,
            _ => self.found.push((range, token)),
        }
    }

    fn after_dot(&self) -> bool {
        self.source.get(..self.at).is_some_and(|before| before.ends_with('.'))
    }

    fn starts_line(&self) -> bool {
        let before = self.source.get(..self.at).unwrap_or("");
        before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
    }
}

/// The length of the string literal, prefix and all, that `text` starts with. An open string ends
/// with its line, an open triple-quoted one with the text.
fn string_length(text: &str) -> Option<usize> {
    let prefix = text.find(['"', '\''])?;
    let letters = text.get(..prefix)?;
    if letters.len() > 2 || !letters.chars().all(|c| "rbfutRBFUT".contains(c)) {
        return None;
    }
    let body = text.get(prefix..)?;
    let quote = body.get(..1)?;
    let triple = quote.repeat(3);
    let (delimiter, multiline) = if body.starts_with(&triple) { (triple.as_str(), true) } else { (quote, false) };
    let mut at = delimiter.len();
    while let Some(c) = body.get(at..).and_then(|rest| rest.chars().next()) {
        if body.get(at..).is_some_and(|rest| rest.starts_with(delimiter)) {
            return Some(prefix + at + delimiter.len());
        }
        if c == '\n' && !multiline {
            return Some(prefix + at);
        }
        at += c.len_utf8();
        if c == '\\' {
            at += body.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }
    Some(prefix + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(&str, Token)> {
        tokens(source)
            .into_iter()
            .map(|(range, token)| (&source[range], token))
            .filter(|(text, _)| !text.trim().is_empty())
            .collect()
    }

    #[test]
    fn tokens_have_their_kinds() {
        use Token::*;
        assert_eq!(kinds("del a.print # gone"), [("del", Keyword), (" a.print ", Plain), ("# gone", Comment)]);
        assert_eq!(
            kinds("print(f'x\\'y', 0x1f)"),
            [("print", Builtin), ("(", Plain), ("f'x\\'y'", String), (", ", Plain), ("0x1f", Number), (")", Plain)]
        );
        assert_eq!(kinds("@property\ndef"), [("@property", Decorator), ("def", Keyword)]);
    }

    #[test]
    fn unfinished_source_is_covered_without_gaps() {
        for source in ["'abc", "\"\"\"a\nb", "x = 'a\ny", "f\"{a", "日本 = '\\", "\\", "rb'", "1.e"] {
            let mut end = 0;
            for (range, _) in tokens(source) {
                assert_eq!(range.start, end, "{source}");
                end = range.end;
            }
            assert_eq!(end, source.len(), "{source}");
        }
    }
}
