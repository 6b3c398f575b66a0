//! Escapes that a string literal may not have.

use super::parser::{E, M, Parser};
use super::token::{Kind, Token};

impl Parser<'_> {
    /// `'\\x1'` and the like, with the positions that CPython's codec counts.
    pub(super) fn check_escapes(&mut self, token: Token) -> M<E> {
        let text = self.text(token);
        let Some(quote_at) = text.find(['\'', '"']) else { return Ok(None) };
        let (prefix, quoted) = text.split_at(quote_at);
        if prefix.contains(['r', 'R']) || token.kind == Kind::FString {
            return Ok(None);
        }
        let width = if quoted.starts_with("\'\'\'") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
        let body = quoted.get(width..quoted.len().saturating_sub(width)).unwrap_or_default();
        let bytes = prefix.contains(['b', 'B']);
        if bytes && !body.is_ascii() {
            return self.raise_token(token, "bytes can only contain ASCII literal characters");
        }
        let Some(problem) = (if bytes { bytes_problem(body) } else { text_problem(body) }) else { return Ok(None) };
        self.raise_token(token, problem)
    }
}

fn hex_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_hexdigit).count()
}

fn bytes_problem(body: &str) -> Option<String> {
    let mut at = 0;
    while let Some(found) = body.get(at..)?.find('\\') {
        let start = at + found;
        let after = body.get(start + 2..).unwrap_or_default();
        if body.as_bytes().get(start + 1) == Some(&b'x') && hex_digits(after) < 2 {
            return Some(format!("(value error) invalid \\x escape at position {start}"));
        }
        at = start + 1 + body.get(start + 1..)?.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn text_problem(body: &str) -> Option<String> {
    let codec = |from: usize, to: usize, what: &str| {
        Some(format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: {what}"))
    };
    // The codec sees every character outside ASCII as `\\UXXXXXXXX`.
    let mut position = 0;
    let mut chars = body.char_indices();
    while let Some((i, c)) = chars.next() {
        if c != '\\' {
            position += if c.is_ascii() { 1 } else { 10 };
            continue;
        }
        let Some((_, kind)) = chars.next() else { break };
        let rest = body.get(i + 2..).unwrap_or_default();
        let wanted = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'N' => {
                let closed = rest.strip_prefix('{').and_then(|r| r.find('}'));
                if closed.is_none_or(|n| n == 0) {
                    // The codec reads on from a brace to the end, or to the one that closes it.
                    let read = match (rest.starts_with('{'), closed) {
                        (false, _) => 0,
                        (true, Some(_)) => 1,
                        (true, None) => rest.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum(),
                    };
                    return codec(position, position + 1 + read, "malformed \\N character escape");
                }
                let length = closed.unwrap_or_default();
                if rest.get(1..=length).and_then(unicode_names2::character).is_none() {
                    return codec(position, position + length + 3, "unknown Unicode character name");
                }
                position += 2;
                continue;
            }
            _ => {
                position += if kind.is_ascii() { 2 } else { 11 };
                continue;
            }
        };
        let digits = hex_digits(rest).min(wanted);
        if digits < wanted {
            let escape = match kind {
                'x' => "truncated \\xXX escape",
                'u' => "truncated \\uXXXX escape",
                _ => "truncated \\UXXXXXXXX escape",
            };
            return codec(position, position + 1 + digits, escape);
        }
        if kind == 'U' && u32::from_str_radix(rest.get(..8)?, 16).ok()? > 0x10_ffff {
            return codec(position, position + 9, "illegal Unicode character");
        }
        position += 2;
    }
    None
}
