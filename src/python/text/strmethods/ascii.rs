//! Methods of `bytes` (and of 2.7's `str`) that look at letters: ASCII only.

use super::bytes::is_space;
use super::pad::Justify;
use crate::python::text::error::{TextError, TextResult};
use crate::python::text::spec_format::check_size;

#[must_use]
pub fn upper(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_uppercase()
}

#[must_use]
pub fn lower(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_lowercase()
}

#[must_use]
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    let swap = |b: &u8| if b.is_ascii_lowercase() { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() };
    bytes.iter().map(swap).collect()
}

#[must_use]
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = lower(bytes);
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

#[must_use]
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let mut map = |b: &u8| {
        let mapped = if in_word { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        in_word = b.is_ascii_alphabetic();
        mapped
    };
    bytes.iter().map(&mut map).collect()
}

fn all(bytes: &[u8], belongs: fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(belongs)
}

#[must_use]
pub fn isalpha(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_alphabetic)
}

#[must_use]
pub fn isalnum(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_alphanumeric)
}

#[must_use]
pub fn isdigit(bytes: &[u8]) -> bool {
    all(bytes, u8::is_ascii_digit)
}

#[must_use]
pub fn isspace(bytes: &[u8]) -> bool {
    all(bytes, |b| is_space(*b))
}

#[must_use]
pub fn isupper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

#[must_use]
pub fn islower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

#[must_use]
pub fn istitle(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes
}

/// `b.ljust(width, fill)`, `b.rjust`, `b.center`
pub fn justify(bytes: &[u8], width: i64, fill: u8, to: Justify) -> TextResult<Vec<u8>> {
    let width = usize::try_from(width).unwrap_or(0);
    check_size(width)?;
    let missing = width.saturating_sub(bytes.len());
    let left = match to {
        Justify::Left => 0,
        Justify::Right => missing,
        Justify::Center => missing / 2 + (missing & width & 1),
    };
    let mut out = vec![fill; left];
    out.extend_from_slice(bytes);
    out.resize(bytes.len() + missing, fill);
    Ok(out)
}

/// `b.zfill(width)`
pub fn zfill(bytes: &[u8], width: i64) -> TextResult<Vec<u8>> {
    let mut out = justify(bytes, width, b'0', Justify::Right)?;
    let zeros = out.len() - bytes.len();
    // A sign moves to the front.
    if matches!(bytes.first(), Some(b'+' | b'-')) && zeros > 0 {
        out.swap(0, zeros);
    }
    Ok(out)
}

/// `b.partition(sep)`; see [`super::split::partition`] for what the parts mean.
pub fn partition<'a>(bytes: &'a [u8], separator: &[u8]) -> TextResult<(&'a [u8], &'a [u8], &'a [u8])> {
    cut(bytes, separator, super::bytes::find_in(bytes, separator), (bytes, &[], &[]))
}

/// `b.rpartition(sep)`
pub fn rpartition<'a>(bytes: &'a [u8], separator: &[u8]) -> TextResult<(&'a [u8], &'a [u8], &'a [u8])> {
    cut(bytes, separator, super::bytes::rfind_in(bytes, separator), (&[], &[], bytes))
}

fn cut<'a>(
    bytes: &'a [u8],
    separator: &[u8],
    found: Option<usize>,
    otherwise: (&'a [u8], &'a [u8], &'a [u8]),
) -> TextResult<(&'a [u8], &'a [u8], &'a [u8])> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    Ok(found.map_or(otherwise, |at| {
        let (before, rest) = bytes.split_at(at);
        let (middle, after) = rest.split_at(separator.len());
        (before, middle, after)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(title(b"hello wORLD's"), b"Hello World'S");
        assert_eq!(capitalize(b"aBC"), b"Abc");
        assert_eq!(swapcase(b"aB\xe9"), b"Ab\xe9");
        assert!(istitle(b"Ab Cd") && !istitle(b"AB") && !istitle(b"1"));
        assert!(isalpha(b"ab") && !isalpha(b"\xe9") && isspace(b" \x0b") && !isspace(b"\x1c"));
    }

    #[test]
    fn padding_and_parts() {
        assert_eq!(zfill(b"-42", 6).unwrap(), b"-00042");
        assert_eq!(zfill(b"-42", 2).unwrap(), b"-42");
        assert_eq!(justify(b"ab", 5, b'*', Justify::Center).unwrap(), b"**ab*");
        assert_eq!(rpartition(b"a=b=c", b"=").unwrap(), (&b"a=b"[..], &b"="[..], &b"c"[..]));
    }
}
