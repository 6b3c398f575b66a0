//! `repr()` and `ascii()` of text and bytes: which quote, which escapes.

use std::fmt::Write as _;

use super::unicode::is_printable;

/// How far `repr` goes in escaping.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// Printable characters of every script stay.
    Unprintable,
    /// Only printable ASCII stays.
    NonAscii,
}

/// `repr(s)`
#[must_use]
pub fn repr_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_repr(text, Escape::Unprintable, &mut out);
    out
}

/// `ascii(s)`
#[must_use]
pub fn ascii_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_repr(text, Escape::NonAscii, &mut out);
    out
}

/// `ascii(x)` from the `repr(x)` of any object: its non-ASCII characters escaped, quotes left alone.
#[must_use]
pub fn ascii_of_repr(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() { out.push(c) } else { push_hex(c, &mut out) }
    }
    out
}

/// 2.7: `repr(u'…')`
#[must_use]
pub fn repr_unicode_py2(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 3);
    out.push('u');
    push_repr(text, Escape::NonAscii, &mut out);
    out
}

/// `repr(b'…')`
#[must_use]
pub fn repr_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    push_bytes_repr(bytes, &mut out);
    out
}

/// 2.7: `repr` of a `str`, which holds bytes.
#[must_use]
pub fn repr_str_py2(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    push_bytes_repr(bytes, &mut out);
    out
}

/// Single quotes, unless the text has some and no double ones.
fn quote_for(has: impl Fn(u8) -> bool) -> char {
    if has(b'\'') && !has(b'"') { '"' } else { '\'' }
}

fn push_repr(text: &str, escape: Escape, out: &mut String) {
    let quote = quote_for(|byte| text.as_bytes().contains(&byte));
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            _ if escape == Escape::Unprintable && is_printable(c) => out.push(c),
            _ => push_hex(c, out),
        }
    }
    out.push(quote);
}

/// `\xe9`, `\u1234` or `\U0001f600`: the shortest that holds the code point.
fn push_hex(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing to a `String` cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

fn push_bytes_repr(bytes: &[u8], out: &mut String) {
    let quote = quote_for(|byte| bytes.contains(&byte));
    out.push(quote);
    for &byte in bytes {
        match char::from(byte) {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c @ ' '..='~' => out.push(c),
            c => push_hex(c, out),
        }
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(repr_str("it's"), "\"it's\"");
        assert_eq!(repr_str("it's \"so\""), r#"'it\'s "so"'"#);
        assert_eq!(repr_str("a\n\t\\\0\x7f"), r"'a\n\t\\\x00\x7f'");
        assert_eq!(repr_str("é\u{a0}\u{202e}\u{e000}\u{10ffff}😀"), r"'é\xa0\u202e\ue000\U0010ffff😀'");
        assert_eq!(ascii_str("é😀"), r"'\xe9\U0001f600'");
        assert_eq!(ascii_of_repr("['é']"), r"['\xe9']");
    }

    #[test]
    fn bytes_and_python_2() {
        assert_eq!(repr_bytes(b"a'\xff\n"), r#"b"a'\xff\n""#);
        assert_eq!(repr_str_py2("é".as_bytes()), r"'\xc3\xa9'");
        assert_eq!(repr_unicode_py2("é😀"), r"u'\xe9\U0001f600'");
    }
}
