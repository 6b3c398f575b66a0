//! Mistakes inside an f-string's replacement fields.

use super::parser::{E, M, Parser};
use super::token::{Token, Tokenizer};
use crate::python::dialect::Messages;

impl Parser<'_> {
    /// Looks at the fields of an f-string token (from 3.12 the parser's own business, before a step of its own).
    pub(super) fn check_fstring(&mut self, token: Token) -> M<E> {
        if !self.invalid {
            return Ok(None);
        }
        let text = self.text(token);
        let Some(quote_at) = text.find(['\'', '"']) else { return Ok(None) };
        let quoted = &text[quote_at..];
        let width = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
        let end = token.end.saturating_sub(width);
        let raw = text[..quote_at].contains(['r', 'R']);
        self.check_fields(token.start + quote_at + width, end, raw)
    }

    fn check_fields(&mut self, start: usize, end: usize, raw: bool) -> M<E> {
        let bytes = self.source.as_bytes();
        let mut at = start;
        while at < end {
            match bytes.get(at).copied().unwrap_or(0) {
                b'\\' if !raw => at += 2,
                b'{' if bytes.get(at + 1) == Some(&b'{') => at += 2,
                b'}' if bytes.get(at + 1) == Some(&b'}') => at += 2,
                b'}' => return self.raise(at, at, "f-string: single '}' is not allowed"),
                b'{' => at = self.check_field(at, end, raw)?,
                _ => at += 1,
            }
        }
        Ok(None)
    }

    /// Checks one field that starts at `{`; gives the place after it.
    fn check_field(&mut self, open: usize, end: usize, raw: bool) -> Result<usize, super::parser::Stop> {
        let modern = self.since(Messages::Explained312);
        let tokenizer =
            Tokenizer::new(self.source.get(..end).unwrap_or_default(), self.lines, self.dialect).inside(open + 1);
        let mut inner = Parser::new(self.source.get(..end).unwrap_or_default(), self.lines, self.dialect, tokenizer);
        inner.invalid = true;
        let outcome = inner.field(open, modern);
        match outcome {
            Ok(Some(after)) => {
                // A format specification may hold fields of its own.
                if let Some((spec, close)) = after.spec {
                    self.check_fields(spec, close, raw)?;
                }
                Ok(after.end)
            }
            Ok(None) => Ok(end),
            Err(stop) => {
                self.fault = inner.fault.take();
                self.from_tokenizer = inner.from_tokenizer;
                Err(stop)
            }
        }
    }

    fn field(&mut self, open: usize, modern: bool) -> M<Field> {
        let first = self.peek()?;
        let text = self.text(first);
        let empty = matches!(text, "=" | "!" | ":" | "}");
        if empty {
            if !modern {
                return self.raise(open, open + 1, "f-string: empty expression not allowed");
            }
            return self.raise_token(first, format!("f-string: valid expression required before '{text}'"));
        }
        let value = match self.alt(Self::yield_expr)? {
            Some(e) => Some(e),
            None => self.alt(Self::star_expressions)?,
        };
        if value.is_none() {
            return match modern {
                true => self.raise_next("f-string: expecting a valid expression after '{'"),
                false => self.raise_next("f-string: invalid syntax"),
            };
        }
        let debug = self.op("=")?.is_some();
        let mut converted = false;
        if let Some(mark) = self.op("!")? {
            let name = self.peek()?;
            if matches!(self.text(name), ":" | "}") {
                return self.raise_token(name, "f-string: missing conversion character");
            }
            let Some(name) = self.name_token()? else {
                return self.raise_next("f-string: invalid conversion character");
            };
            let conversion = self.text(name);
            if name.start != mark.end {
                let msg = "f-string: conversion type must come right after the exclamation mark";
                return self.raise(mark.start, name.end, msg);
            }
            if !matches!(conversion, "s" | "r" | "a") {
                let msg = format!("f-string: invalid conversion character '{conversion}': expected 's', 'r', or 'a'");
                return self.raise_token(name, msg);
            }
            converted = true;
        }
        let token = self.peek()?;
        match self.text(token) {
            "}" => Ok(Some(Field { spec: None, end: token.end })),
            ":" => {
                let (close, found) = self.spec_end(token.end);
                if !found {
                    return self.raise(open, open + 1, "f-string: expecting '}'");
                }
                Ok(Some(Field { spec: Some((token.end, close)), end: close + 1 }))
            }
            _ if !modern => self.raise_token(token, "f-string: invalid syntax. Perhaps you forgot a comma?"),
            _ if token.kind == super::token::Kind::End => self.raise(open, open + 1, "f-string: expecting '}'"),
            _ => {
                let wanted = match (debug, converted) {
                    (_, true) => "f-string: expecting ':' or '}'",
                    (true, false) => "f-string: expecting '!', or ':', or '}'",
                    (false, false) => "f-string: expecting '=', or '!', or ':', or '}'",
                };
                self.raise_token(token, wanted)
            }
        }
    }

    /// Where a format specification ends.
    fn spec_end(&self, start: usize) -> (usize, bool) {
        let mut depth = 0;
        for (i, b) in self.source.bytes().enumerate().skip(start) {
            match b {
                b'{' => depth += 1,
                b'}' if depth == 0 => return (i, true),
                b'}' => depth -= 1,
                _ => {}
            }
        }
        (self.source.len(), false)
    }
}

/// A replacement field that is in order.
struct Field {
    spec: Option<(usize, usize)>,
    end: usize,
}
