//! Splitting and joining `str`.

use std::ops::Range;

use super::bytes::{self, End, LineEnds};
use crate::python::text::error::{TextError, TextResult};
use crate::python::text::unicode::is_space;

/// `s.split(sep, maxsplit)` and, from the back, `s.rsplit`; without a separator at runs of white space.
pub fn split<'a>(text: &'a str, separator: Option<&str>, maxsplit: i64, from: End) -> TextResult<Vec<&'a str>> {
    let hay = text.as_bytes();
    let ranges = match (separator, from) {
        (None, _) if text.is_ascii() && !hay.iter().any(|b| (0x1c..=0x1f).contains(b)) => {
            bytes::split_whitespace(hay, maxsplit, from)
        }
        (None, End::Front) => bytes::split_space(units(text), hay.len(), maxsplit),
        (None, End::Back) => bytes::rsplit_space(units(text).rev(), maxsplit),
        (Some(separator), End::Front) => bytes::split_at(hay, separator.as_bytes(), maxsplit)?,
        (Some(separator), End::Back) => bytes::rsplit_at(hay, separator.as_bytes(), maxsplit)?,
    };
    Ok(pieces(text, ranges))
}

fn units(text: &str) -> impl DoubleEndedIterator<Item = (Range<usize>, bool)> {
    text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), is_space(c)))
}

fn pieces(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
    ranges.into_iter().map(|range| text.get(range).unwrap_or("")).collect()
}

/// `s.splitlines(keepends)`
#[must_use]
pub fn splitlines(text: &str, ends: LineEnds) -> Vec<&str> {
    let breaks = text.char_indices().filter(|(_, c)| is_line_break(*c)).map(|(at, c)| at..at + c.len_utf8());
    pieces(text, bytes::lines(text.as_bytes(), breaks, ends))
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `s.partition(sep)`
pub fn partition<'a>(text: &'a str, separator: &str) -> TextResult<(&'a str, &'a str, &'a str)> {
    cut(text, separator, text.find(separator), (text, "", ""))
}

/// `s.rpartition(sep)`
pub fn rpartition<'a>(text: &'a str, separator: &str) -> TextResult<(&'a str, &'a str, &'a str)> {
    cut(text, separator, text.rfind(separator), ("", "", text))
}

fn cut<'a>(
    text: &'a str,
    separator: &str,
    found: Option<usize>,
    otherwise: (&'a str, &'a str, &'a str),
) -> TextResult<(&'a str, &'a str, &'a str)> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    Ok(found.map_or(otherwise, |at| {
        let (before, rest) = text.split_at(at);
        let (middle, after) = rest.split_at(separator.len());
        (before, middle, after)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_unicode() {
        assert_eq!(split(" a\u{3000}b\x1cc ", None, -1, End::Front).unwrap(), ["a", "b", "c"]);
        assert_eq!(split(" a b c ", None, 1, End::Front).unwrap(), ["a", "b c "]);
        assert_eq!(split(" a b c ", None, 1, End::Back).unwrap(), [" a b", "c"]);
        assert_eq!(split("", None, -1, End::Front).unwrap(), [""; 0]);
        assert_eq!(split("", Some(","), -1, End::Front).unwrap(), [""]);
        assert_eq!(split("a", Some(""), -1, End::Back).map_err(|e| e.message), Err("empty separator".into()));
    }

    #[test]
    fn lines_and_partitions() {
        assert_eq!(splitlines("a\r\nb\x0bc\u{2028}", LineEnds::Dropped), ["a", "b", "c"]);
        assert_eq!(partition("a=b=c", "=").unwrap(), ("a", "=", "b=c"));
        assert_eq!(rpartition("a=b=c", "=").unwrap(), ("a=b", "=", "c"));
        assert_eq!(rpartition("abc", "=").unwrap(), ("", "", "abc"));
    }
}
