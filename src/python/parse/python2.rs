//! 2.7's statements and literals that Python 3 does not have, rewritten before parsing.
//!
//! Lines stay, columns do not (2.7 knows no columns at run time). The stand-ins are calls of names that no program
//! uses; lowering turns them into the nodes they stand for:
//! `print >>f, x,` → `__gcs_print_to(0, f, x)`, `` `x` `` → `__gcs_repr((x))`, `10L` → `__gcs_long(10)`.

pub(super) mod tuples;

use super::errors::token::{Kind, Token, Tokenizer};
use super::lines::Lines;
use crate::python::code::CodeFlags;
use crate::python::dialect::Dialect;

/// Before names that Python 3 reserves.
pub(super) const NAME_PREFIX: &str = "__gcs_name_";

const TAB_SIZE: usize = 8;

/// What the future imports at the top change before parsing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Future2 {
    pub print_function: bool,
    pub division: bool,
    pub unicode_literals: bool,
}

impl Future2 {
    pub(super) fn of(flags: u32) -> Self {
        Self {
            print_function: flags & CodeFlags::FUTURE_PRINT_2 != 0,
            division: flags & CodeFlags::FUTURE_DIVISION_2 != 0,
            unicode_literals: flags & CodeFlags::FUTURE_UNICODE_2 != 0,
        }
    }
}

/// The text that is parsed in place of a 2.7 program. `None`: it cannot even be split into tokens.
pub(super) fn rewrite(source: &str, lines: &Lines, dialect: &Dialect) -> Option<(String, Future2)> {
    let mut tokenizer = Tokenizer::new(source, lines, dialect);
    let mut tokens = Vec::new();
    loop {
        let token = tokenizer.next().ok()?;
        tokens.push(token);
        if token.kind == Kind::End {
            break;
        }
    }
    let mut rewriter = Rewriter { source, tokens, edits: Vec::new(), future: Future2::of(dialect.inherited_features) };
    rewriter.find_future();
    rewriter.statements();
    rewriter.literals();
    rewriter.indentation();
    let future = rewriter.future;
    Some((rewriter.finish(), future))
}

struct Rewriter<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    /// `[start, end)` becomes the text.
    edits: Vec<(usize, usize, String)>,
    future: Future2,
}

impl<'s> Rewriter<'s> {
    fn text(&self, i: usize) -> &'s str {
        self.tokens.get(i).and_then(|t| self.source.get(t.start..t.end)).unwrap_or_default()
    }

    fn word(&self, i: usize, text: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Name | Kind::Op)) && self.text(i) == text
    }

    fn replace(&mut self, i: usize, text: impl Into<String>) {
        if let Some(t) = self.tokens.get(i) {
            self.edits.push((t.start, t.end, text.into()));
        }
    }

    fn find_future(&mut self) {
        for i in 0..self.tokens.len() {
            if !(self.word(i, "from") && self.word(i + 1, "__future__")) {
                continue;
            }
            for j in i + 2..self.statement_end(i) {
                match self.text(j) {
                    "print_function" => self.future.print_function = true,
                    "division" => self.future.division = true,
                    "unicode_literals" => self.future.unicode_literals = true,
                    _ => {}
                }
            }
        }
    }

    /// The token that ends the simple statement that starts at `i`.
    fn statement_end(&self, i: usize) -> usize {
        let mut depth = 0usize;
        for j in i..self.tokens.len() {
            match self.text(j) {
                _ if matches!(self.tokens[j].kind, Kind::Newline | Kind::End) => return j,
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => return j,
                _ => {}
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    /// The places of a token at bracket depth 0.
    fn at_depth_zero(&self, from: usize, to: usize, wanted: &str) -> Vec<usize> {
        let mut depth = 0usize;
        let mut found = Vec::new();
        for j in from..to {
            match self.text(j) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                text if depth == 0 && text == wanted && matches!(self.tokens[j].kind, Kind::Op | Kind::Name) => {
                    found.push(j);
                }
                _ => {}
            }
        }
        found
    }

    fn statements(&mut self) {
        let mut start = true;
        let mut depth = 0usize;
        for i in 0..self.tokens.len() {
            let kind = self.tokens[i].kind;
            let text = self.text(i);
            if start && kind == Kind::Name {
                match text {
                    "print" if !self.future.print_function => self.print(i),
                    "exec" => self.exec(i),
                    "raise" => self.raise(i),
                    "except" => self.except(i),
                    _ => {}
                }
            }
            match text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            start = matches!(kind, Kind::Newline | Kind::Indent | Kind::Dedent)
                || (depth == 0 && kind == Kind::Op && matches!(text, ";" | ":"))
                || (i == 0 && start && kind == Kind::Newline);
        }
    }

    fn print(&mut self, i: usize) {
        let end = self.statement_end(i);
        let to = self.word(i + 1, ">>");
        let trailing = end > i + 1 && self.word(end - 1, ",");
        // `print >>f,` with nothing after it writes a newline all the same.
        let commas = self.at_depth_zero(i + 1, end, ",");
        let newline = !trailing || (to && commas.len() == 1);
        let name = if to { "__gcs_print_to" } else { "__gcs_print" };
        let empty = end == i + 1;
        self.replace(i, format!("{name}({}{}", u8::from(newline), if empty { "" } else { ", " }));
        if to {
            self.replace(i + 1, "");
        }
        self.close(end);
    }

    /// Puts `)` behind the last token before `end`.
    fn close(&mut self, end: usize) {
        if let Some(last) = end.checked_sub(1).and_then(|j| self.tokens.get(j)) {
            self.edits.push((last.end, last.end, ")".to_owned()));
        }
    }

    fn exec(&mut self, i: usize) {
        let end = self.statement_end(i);
        self.replace(i, "__gcs_exec(");
        if let Some(place) = self.at_depth_zero(i + 1, end, "in").first().copied() {
            self.replace(place, ",");
        }
        self.close(end);
    }

    fn raise(&mut self, i: usize) {
        let end = self.statement_end(i);
        if !self.at_depth_zero(i + 1, end, ",").is_empty() {
            self.replace(i, "__gcs_raise(");
            self.close(end);
        }
    }

    fn except(&mut self, i: usize) {
        let Some(colon) = self.at_depth_zero(i + 1, self.tokens.len(), ":").first().copied() else { return };
        if let [comma] = self.at_depth_zero(i + 1, colon, ",")[..] {
            self.replace(comma, " as ");
            if self.word(comma + 1, "(") {
                self.tuple_parameter(comma + 1);
            }
        }
    }

    fn literals(&mut self) {
        let mut open_tick = false;
        for i in 0..self.tokens.len() {
            let text = self.text(i);
            match self.tokens[i].kind {
                Kind::Name if matches!(text, "def" | "lambda") => self.parameters(i),
                // Names in 2.7.
                Kind::Name if matches!(text, "True" | "False" | "None" | "nonlocal" | "async" | "await") => {
                    self.replace(i, format!("{NAME_PREFIX}{text}"));
                }
                Kind::Op if text == "<>" => self.replace(i, "!="),
                Kind::Op if text == "`" => {
                    self.replace(i, if open_tick { "))" } else { "__gcs_repr((" });
                    open_tick = !open_tick;
                }
                Kind::Number => {
                    let long = text.ends_with(['l', 'L']) && !text.ends_with(['j', 'J']);
                    let digits = text.trim_end_matches(['l', 'L']);
                    let octal = digits.len() > 1
                        && digits.starts_with('0')
                        && digits.bytes().all(|b| (b'0'..=b'7').contains(&b));
                    let number = if octal { format!("0o{}", &digits[1..]) } else { digits.to_owned() };
                    if long {
                        self.replace(i, format!("__gcs_long({number})"));
                    } else if octal {
                        self.replace(i, number);
                    }
                }
                Kind::String if text.get(..2).is_some_and(|p| p.eq_ignore_ascii_case("ur")) => {
                    self.replace(i, format!("__gcs_text({})", &text[1..]));
                }
                Kind::String if !self.future.unicode_literals => self.plain_literal(i),
                _ => {}
            }
        }
    }

    /// Plain strings know no `\u`, `\U` and `\N`: there the backslash stands for itself.
    fn plain_literal(&mut self, i: usize) {
        let (text, start) = (self.text(i), self.tokens[i].start);
        let prefix = text.split(['\'', '"']).next().unwrap_or_default();
        if prefix.contains(['u', 'U', 'r', 'R']) {
            return;
        }
        let mut bytes = text.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            if byte == b'\\' && matches!(bytes.next(), Some((_, b'u' | b'U' | b'N'))) {
                self.edits.push((start + at, start + at, "\\".to_owned()));
            }
        }
    }

    /// A tab goes to the next column that is divisible by eight; the parser crate wants to see spaces.
    fn indentation(&mut self) {
        let mut at = 0;
        for line in self.source.split_inclusive('\n') {
            let blank = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
            let inside = self.tokens.partition_point(|t| t.start < at).checked_sub(1).and_then(|i| self.tokens.get(i));
            if line[..blank].contains('\t') && inside.is_none_or(|t| t.end <= at) {
                let mut column = 0;
                for byte in line[..blank].bytes() {
                    column = match byte {
                        b'\t' => (column / TAB_SIZE + 1) * TAB_SIZE,
                        b' ' => column + 1,
                        _ => 0,
                    };
                }
                self.edits.push((at, at + blank, " ".repeat(column)));
            }
            at += line.len();
        }
    }

    fn finish(mut self) -> String {
        self.edits.sort_by_key(|(start, end, _)| (*start, *end));
        let mut out = String::with_capacity(self.source.len() + 64);
        let mut at = 0;
        for (start, end, text) in self.edits {
            if start < at {
                continue;
            }
            out.push_str(self.source.get(at..start).unwrap_or_default());
            out.push_str(&text);
            at = end;
        }
        out.push_str(self.source.get(at..).unwrap_or_default());
        out
    }
}
