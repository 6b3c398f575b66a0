//! `unicode_escape` and `raw_unicode_escape`: text written with the escapes of string literals.

use std::borrow::Cow;
use std::fmt::Write;

use super::codec::Prefix;

/// `\n`, `\\`, `\xe9`, `\u20ac`: nothing but printable ASCII is left.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            ' '..='~' => out.push(c),
            '\0'..='\u{ff}' => write_escape(&mut out, 'x', 2, c),
            _ => write_wide(&mut out, c),
        }
    }
    out.into_bytes()
}

/// As Latin-1, the rest escaped.
pub(super) fn encode_raw(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) => out.push(byte),
            Err(_) => {
                let mut escape = String::new();
                write_wide(&mut escape, c);
                out.extend(escape.into_bytes());
            }
        }
    }
    out
}

fn write_wide(out: &mut String, c: char) {
    let (letter, digits) = if c <= '\u{ffff}' { ('u', 4) } else { ('U', 8) };
    write_escape(out, letter, digits, c);
}

fn write_escape(out: &mut String, letter: char, digits: usize, c: char) {
    let _ = write!(out, "\\{letter}{:0digits$x}", u32::from(c));
}

/// An escape that cannot be read: how many bytes it covers, and why.
type Fault = (usize, &'static str);

/// What can be decoded before the first escape that is wrong.
pub(super) fn prefix(bytes: &[u8]) -> Prefix<'_> {
    decode(bytes, |rest| match rest.get(1) {
        None => Err((1, "\\ at end of string")),
        Some(b'\n') => Ok((None, 2)),
        Some(b'x') => digits(rest, 2, "truncated \\xXX escape"),
        Some(b'u') => digits(rest, 4, "truncated \\uXXXX escape"),
        Some(b'U') => digits(rest, 8, "truncated \\UXXXXXXXX escape"),
        Some(b'N') => named(rest),
        Some(digit @ b'0'..=b'7') => {
            let more = rest.iter().skip(2).take(2).take_while(|digit| (b'0'..=b'7').contains(*digit));
            let (value, length) = more.fold((u32::from(digit - b'0'), 2), |(value, length), digit| {
                (value * 8 + u32::from(digit - b'0'), length + 1)
            });
            Ok((char::from_u32(value), length))
        }
        Some(letter) => {
            let plain = match letter {
                b'\\' | b'\'' | b'"' => char::from(*letter),
                b'a' => '\x07',
                b'b' => '\x08',
                b'f' => '\x0c',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'v' => '\x0b',
                // Anything else stands for itself, backslash and all.
                _ => return Ok((Some('\\'), 1)),
            };
            Ok((Some(plain), 2))
        }
    })
}

/// The same of `raw_unicode_escape`, which knows `\u` and `\U` only.
pub(super) fn prefix_raw(bytes: &[u8]) -> Prefix<'_> {
    decode(bytes, |rest| match rest.get(1) {
        Some(b'u') => digits(rest, 4, "truncated \\uXXXX escape"),
        Some(b'U') => digits(rest, 8, "truncated \\UXXXXXXXX escape"),
        _ => Ok((Some('\\'), 1)),
    })
}

/// Reads bytes as Latin-1; `escape` reads what begins with a backslash: a character or nothing, and its length.
fn decode(bytes: &[u8], escape: impl Fn(&[u8]) -> Result<(Option<char>, usize), Fault>) -> Prefix<'_> {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            text.push(char::from(byte));
            at += 1;
            continue;
        }
        match escape(bytes.get(at..).unwrap_or_default()) {
            Ok((c, length)) => {
                text.extend(c);
                at += length;
            }
            Err(fault) => return Prefix { text: Cow::Owned(text), taken: at, fault: Some(fault) },
        }
    }
    Prefix { text: Cow::Owned(text), taken: bytes.len(), fault: None }
}

fn digits(rest: &[u8], count: usize, truncated: &'static str) -> Result<(Option<char>, usize), Fault> {
    let found = rest.iter().skip(2).take(count).take_while(|digit| digit.is_ascii_hexdigit()).count();
    if found < count {
        return Err((2 + found, truncated));
    }
    let text = rest.get(2..2 + count).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("");
    match u32::from_str_radix(text, 16) {
        // Halves of pairs are no characters here.
        Ok(value) if value <= 0x10_ffff => Ok((Some(char::from_u32(value).unwrap_or('\u{fffd}')), 2 + count)),
        _ => Err((2 + count, "illegal Unicode character")),
    }
}

fn named(rest: &[u8]) -> Result<(Option<char>, usize), Fault> {
    let malformed = "malformed \\N character escape";
    if rest.get(2) != Some(&b'{') {
        return Err((2, malformed));
    }
    let Some(length) = rest.iter().skip(3).position(|byte| *byte == b'}').filter(|length| *length > 0) else {
        return Err((rest.len().min(3), malformed));
    };
    let name = rest.get(3..3 + length).and_then(|name| std::str::from_utf8(name).ok());
    match name.and_then(unicode_names2::character) {
        Some(c) => Ok((Some(c), length + 4)),
        None => Err((length + 4, "unknown Unicode character name")),
    }
}
