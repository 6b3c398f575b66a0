//! Finding, counting and replacing in `str`.

use super::bytes::{self, occurrences};
use super::{Text, Window};
use crate::python::text::error::{TextError, TextResult};
use crate::python::text::slice;

/// The part that a window shows, and the code point where it starts; `None` when it starts beyond its end.
fn shown<'a>(hay: Text<'a>, window: Window) -> Option<(Text<'a>, usize)> {
    if window == Window::ALL {
        return Some((hay, 0));
    }
    let (start, end) = slice::window(window.start, window.end, hay.len());
    if start > end {
        return None;
    }
    let part = hay.between(start, end);
    Some((Text { text: part, chars: end - start }, start))
}

/// `s.find(sub, start, end)`
#[must_use]
pub fn find(hay: Text<'_>, needle: &str, window: Window) -> Option<usize> {
    let (part, start) = shown(hay, window)?;
    let at = bytes::find_in(part.text.as_bytes(), needle.as_bytes())?;
    Some(start + part.char_of(at))
}

/// `s.rfind(sub, start, end)`
#[must_use]
pub fn rfind(hay: Text<'_>, needle: &str, window: Window) -> Option<usize> {
    let (part, start) = shown(hay, window)?;
    let at = bytes::rfind_in(part.text.as_bytes(), needle.as_bytes())?;
    Some(start + part.char_of(at))
}

/// `s.index(sub, start, end)`
pub fn index(hay: Text<'_>, needle: &str, window: Window) -> TextResult<usize> {
    find(hay, needle, window).ok_or_else(not_found)
}

/// `s.rindex(sub, start, end)`
pub fn rindex(hay: Text<'_>, needle: &str, window: Window) -> TextResult<usize> {
    rfind(hay, needle, window).ok_or_else(not_found)
}

fn not_found() -> TextError {
    TextError::value("substring not found")
}

/// `sub in s`
#[must_use]
pub fn contains(hay: &str, needle: &str) -> bool {
    bytes::find_in(hay.as_bytes(), needle.as_bytes()).is_some()
}

/// `s.count(sub, start, end)`
#[must_use]
pub fn count(hay: Text<'_>, needle: &str, window: Window) -> usize {
    match shown(hay, window) {
        None => 0,
        Some((part, _)) if needle.is_empty() => part.len() + 1,
        Some((part, _)) => occurrences(part.text.as_bytes(), needle.as_bytes()).count(),
    }
}

/// `s.startswith(prefix, start, end)`
#[must_use]
pub fn startswith(hay: Text<'_>, prefix: &str, window: Window) -> bool {
    shown(hay, window).is_some_and(|(part, _)| part.text.starts_with(prefix))
}

/// `s.endswith(suffix, start, end)`
#[must_use]
pub fn endswith(hay: Text<'_>, suffix: &str, window: Window) -> bool {
    shown(hay, window).is_some_and(|(part, _)| part.text.ends_with(suffix))
}

/// `s.replace(old, new, count)`; a negative count means all. (Up to 3.8 `''.replace('', 'x', 1)` is `''`; here `'x'`.)
#[must_use]
pub fn replace(hay: &str, old: &str, new: &str, count: i64) -> String {
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    if old.is_empty() {
        return hay.replacen(old, new, most);
    }
    let mut out = String::with_capacity(hay.len());
    let mut from = 0;
    for at in occurrences(hay.as_bytes(), old.as_bytes()).take(most) {
        out.push_str(hay.get(from..at).unwrap_or(""));
        out.push_str(new);
        from = at + old.len();
    }
    out.push_str(hay.get(from..).unwrap_or(""));
    out
}

/// `s.removeprefix(prefix)`
#[must_use]
pub fn removeprefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `s.removesuffix(suffix)`
#[must_use]
pub fn removesuffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: i64, end: i64) -> Window {
        Window { start: Some(start), end: Some(end) }
    }

    #[test]
    fn positions_are_code_points() {
        let hay = Text::from("日本日本");
        assert_eq!(find(hay, "本", Window::ALL), Some(1));
        assert_eq!(rfind(hay, "日", Window::ALL), Some(2));
        assert_eq!(find(hay, "本", at(2, 9)), Some(3));
        assert_eq!(find(hay, "本", at(2, -1)), None);
        assert_eq!(index(hay, "x", Window::ALL).map_err(|e| e.message), Err("substring not found".into()));
    }

    #[test]
    fn empty_needles() {
        let hay = Text::from("abc");
        assert_eq!(find(hay, "", at(3, 9)), Some(3));
        assert_eq!(find(hay, "", at(4, 9)), None);
        assert_eq!(rfind(hay, "", Window::ALL), Some(3));
        assert_eq!(count(hay, "", Window::ALL), 4);
        assert!(!startswith(hay, "", at(4, 9)) && startswith(hay, "", at(3, 9)));
        assert_eq!(replace("日本", "", "-", 2), "-日-本");
        assert_eq!(replace("aaa", "a", "b", 0), "aaa");
    }
}
