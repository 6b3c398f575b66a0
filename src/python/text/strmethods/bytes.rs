//! The methods of `bytes`, and the byte-wise ground on which those of `str` stand: UTF-8 finds, splits and
//! replaces byte by byte.

use std::ops::Range;

use memchr::memmem;

use super::Window;
use crate::python::text::error::{TextError, TextResult};
use crate::python::text::slice;

/// The first occurrence.
#[must_use]
pub fn find_in(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, hay),
        _ => memmem::find(hay, needle),
    }
}

/// The last occurrence.
#[must_use]
pub fn rfind_in(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::rfind(hay, needle)
}

/// The starts of all occurrences that do not overlap. The needle must not be empty.
pub(super) fn occurrences<'a>(hay: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let (single, several) = match needle {
        [byte] => (Some(memchr::memchr_iter(*byte, hay)), None),
        _ => (None, Some(memmem::find_iter(hay, needle))),
    };
    single.into_iter().flatten().chain(several.into_iter().flatten())
}

/// The bytes that a window shows, and where they start; `None` when it starts beyond its end.
fn shown(hay: &[u8], window: Window) -> Option<(&[u8], usize)> {
    let (start, end) = slice::window(window.start, window.end, hay.len());
    Some((hay.get(start..end)?, start))
}

/// `b.find(sub, start, end)`
#[must_use]
pub fn find(hay: &[u8], needle: &[u8], window: Window) -> Option<usize> {
    let (part, start) = shown(hay, window)?;
    Some(start + find_in(part, needle)?)
}

/// `b.rfind(sub, start, end)`
#[must_use]
pub fn rfind(hay: &[u8], needle: &[u8], window: Window) -> Option<usize> {
    let (part, start) = shown(hay, window)?;
    Some(start + rfind_in(part, needle)?)
}

/// `b.index`, `b.rindex` where nothing was found.
#[must_use]
pub fn not_found() -> TextError {
    TextError::value("subsection not found")
}

/// `b.count(sub, start, end)`
#[must_use]
pub fn count(hay: &[u8], needle: &[u8], window: Window) -> usize {
    match shown(hay, window) {
        None => 0,
        Some((part, _)) if needle.is_empty() => part.len() + 1,
        Some((part, _)) => occurrences(part, needle).count(),
    }
}

/// `b.startswith(prefix, start, end)`
#[must_use]
pub fn startswith(hay: &[u8], prefix: &[u8], window: Window) -> bool {
    shown(hay, window).is_some_and(|(part, _)| part.starts_with(prefix))
}

/// `b.endswith(suffix, start, end)`
#[must_use]
pub fn endswith(hay: &[u8], suffix: &[u8], window: Window) -> bool {
    shown(hay, window).is_some_and(|(part, _)| part.ends_with(suffix))
}

/// Bytes that `replace` may give: an upper bound, exact where the result could be long and `new` is much longer than
/// `old`.
#[must_use]
pub fn replaced_length(hay: &[u8], old: &[u8], new: &[u8], count: i64) -> usize {
    const WORTH_COUNTING: usize = 1 << 20;
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let length =
        |places: usize| hay.len().saturating_add(places.min(most).saturating_mul(new.len().saturating_sub(old.len())));
    let bound = length(if old.is_empty() { hay.len() + 1 } else { hay.len() / old.len() });
    if old.is_empty() || bound < WORTH_COUNTING || new.len() <= 2 * old.len() {
        return bound;
    }
    length(occurrences(hay, old).count())
}

/// `b.replace(old, new, count)`; a negative count means all.
#[must_use]
pub fn replace(hay: &[u8], old: &[u8], new: &[u8], count: i64) -> Vec<u8> {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(hay.len());
    if old.is_empty() {
        for (at, byte) in hay.iter().enumerate() {
            if at < most {
                out.extend_from_slice(new);
            }
            out.push(*byte);
        }
        if hay.len() < most {
            out.extend_from_slice(new);
        }
        return out;
    }
    let mut from = 0;
    for at in occurrences(hay, old).take(most) {
        out.extend_from_slice(hay.get(from..at).unwrap_or(&[]));
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(hay.get(from..).unwrap_or(&[]));
    out
}

/// `split(sep, maxsplit)`; a negative count means all.
pub fn split_at(hay: &[u8], separator: &[u8], maxsplit: i64) -> TextResult<Vec<Range<usize>>> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut from = 0;
    for at in occurrences(hay, separator).take(most) {
        parts.push(from..at);
        from = at + separator.len();
    }
    parts.push(from..hay.len());
    Ok(parts)
}

/// `rsplit(sep, maxsplit)`, in the order of the text.
pub fn rsplit_at(hay: &[u8], separator: &[u8], maxsplit: i64) -> TextResult<Vec<Range<usize>>> {
    if separator.is_empty() {
        return Err(TextError::value("empty separator"));
    }
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut end = hay.len();
    while parts.len() < most {
        let Some(at) = hay.get(..end).and_then(|part| rfind_in(part, separator)) else { break };
        parts.push(at + separator.len()..end);
        end = at;
    }
    parts.push(0..end);
    parts.reverse();
    Ok(parts)
}

/// Splits at runs of white space; `space` says which units are, with their sizes, from the front.
pub(super) fn split_space(
    units: impl Iterator<Item = (Range<usize>, bool)>,
    length: usize,
    maxsplit: i64,
) -> Vec<Range<usize>> {
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut word: Option<usize> = None;
    for (unit, is_space) in units {
        match (word, is_space) {
            (None, false) if parts.len() == most => {
                // What is left stays whole; `split` keeps its end as it is.
                parts.push(unit.start..length);
                return parts;
            }
            (None, false) => word = Some(unit.start),
            (Some(start), true) => {
                parts.push(start..unit.start);
                word = None;
            }
            _ => {}
        }
    }
    if let Some(start) = word {
        parts.push(start..length);
    }
    parts
}

/// The same from the back, in the order of the text.
pub(super) fn rsplit_space(units: impl Iterator<Item = (Range<usize>, bool)>, maxsplit: i64) -> Vec<Range<usize>> {
    let most = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut word: Option<usize> = None;
    for (unit, is_space) in units {
        match (word, is_space) {
            (None, false) if parts.len() == most => {
                word = None;
                parts.push(0..unit.end);
                break;
            }
            (None, false) => word = Some(unit.end),
            (Some(end), true) => {
                parts.push(unit.end..end);
                word = None;
            }
            _ => {}
        }
    }
    if let Some(end) = word {
        parts.push(0..end);
    }
    parts.reverse();
    parts
}

/// The white space of `bytes`: ASCII only.
#[must_use]
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// `b.split()` and `b.rsplit()` without a separator.
#[must_use]
pub fn split_whitespace(hay: &[u8], maxsplit: i64, from: End) -> Vec<Range<usize>> {
    let units = hay.iter().enumerate().map(|(at, byte)| (at..at + 1, is_space(*byte)));
    match from {
        End::Front => split_space(units, hay.len(), maxsplit),
        End::Back => rsplit_space(units.rev(), maxsplit),
    }
}

/// Where counting starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Front,
    Back,
}

/// `b.splitlines(keepends)`: at `\n`, `\r` and `\r\n` only.
#[must_use]
pub fn splitlines(hay: &[u8], ends: LineEnds) -> Vec<Range<usize>> {
    let breaks = hay.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r')).map(|(at, _)| at..at + 1);
    lines(hay, breaks, ends)
}

/// What `splitlines` does with line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    Dropped,
    Kept,
}

/// Lines between breaks; `\r\n` counts as one.
pub(super) fn lines(hay: &[u8], breaks: impl Iterator<Item = Range<usize>>, ends: LineEnds) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for line_break in breaks {
        if line_break.start < from {
            // The `\n` of a `\r\n`.
            continue;
        }
        let windows_end = hay.get(line_break.start) == Some(&b'\r') && hay.get(line_break.end) == Some(&b'\n');
        let next = line_break.end + usize::from(windows_end);
        parts.push(from..if ends == LineEnds::Kept { next } else { line_break.start });
        from = next;
    }
    if from < hay.len() {
        parts.push(from..hay.len());
    }
    parts
}

/// Which ends `strip`, `lstrip` and `rstrip` work on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strip {
    Both,
    Left,
    Right,
}

/// `b.strip(set)`; without a set, white space.
#[must_use]
pub fn strip<'a>(hay: &'a [u8], set: Option<&[u8]>, which: Strip) -> &'a [u8] {
    let goes = |byte: &u8| set.map_or_else(|| is_space(*byte), |set| set.contains(byte));
    let mut part = hay;
    if which != Strip::Right {
        while let [first, rest @ ..] = part
            && goes(first)
        {
            part = rest;
        }
    }
    if which != Strip::Left {
        while let [rest @ .., last] = part
            && goes(last)
        {
            part = rest;
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(hay: &[u8], ranges: &[Range<usize>]) -> Vec<String> {
        ranges.iter().map(|range| String::from_utf8_lossy(&hay[range.clone()]).into_owned()).collect()
    }

    #[test]
    fn splitting() {
        let hay = b"  a b  c ";
        assert_eq!(parts(hay, &split_whitespace(hay, -1, End::Front)), ["a", "b", "c"]);
        assert_eq!(parts(hay, &split_whitespace(hay, 1, End::Front)), ["a", "b  c "]);
        assert_eq!(parts(hay, &split_whitespace(hay, 1, End::Back)), ["  a b", "c"]);
        assert_eq!(parts(b"a,,b", &split_at(b"a,,b", b",", -1).unwrap()), ["a", "", "b"]);
        assert_eq!(parts(b"a,,b", &rsplit_at(b"a,,b", b",", 1).unwrap()), ["a,", "b"]);
        let hay = b"a\r\nb\n\rc";
        assert_eq!(parts(hay, &splitlines(hay, LineEnds::Dropped)), ["a", "b", "", "c"]);
        assert_eq!(parts(hay, &splitlines(hay, LineEnds::Kept)), ["a\r\n", "b\n", "\r", "c"]);
    }

    #[test]
    fn searching_and_replacing() {
        assert_eq!(count(b"aaaa", b"aa", Window::ALL), 2);
        assert_eq!(count(b"abc", b"", Window { start: Some(4), end: None }), 0);
        assert_eq!(replace(b"abc", b"", b"-", -1), b"-a-b-c-");
        assert_eq!(replace(b"abc", b"", b"-", 2), b"-a-bc");
        assert_eq!(replace(b"aXbXc", b"X", b"", 1), b"abXc");
        assert_eq!(strip(b"xxaxx", Some(b"x"), Strip::Left), b"axx");
    }
}
