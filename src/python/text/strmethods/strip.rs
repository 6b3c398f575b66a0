//! Stripping `str`.

use super::bytes::Strip;
use crate::python::text::unicode::is_space;

/// `s.strip(chars)`, `s.lstrip(chars)`, `s.rstrip(chars)`; without `chars`, white space.
#[must_use]
pub fn strip<'a>(text: &'a str, chars: Option<&str>, which: Strip) -> &'a str {
    let goes = |c: char| chars.map_or_else(|| is_space(c), |chars| chars.contains(c));
    let text = if which == Strip::Right { text } else { text.trim_start_matches(goes) };
    if which == Strip::Left { text } else { text.trim_end_matches(goes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripping() {
        assert_eq!(strip("\x1c\u{3000} a ", None, Strip::Both), "a");
        assert_eq!(strip(" a ", None, Strip::Left), "a ");
        assert_eq!(strip("éaé", Some("xé"), Strip::Right), "éa");
        assert_eq!(strip(" a ", Some(""), Strip::Both), " a ");
    }
}
