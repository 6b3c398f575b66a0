//! Upper, lower and title case of `str`.

use crate::python::text::unicode::{is_cased, is_lower, is_upper, push_casefold, push_lower, push_title, push_upper};

/// `s.upper()`
#[must_use]
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    mapped(text, |_, c, out| push_upper(c, out))
}

/// `s.lower()`
#[must_use]
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped(text, |at, c, out| push_lower_at(text, at, c, out))
}

/// `s.casefold()`
#[must_use]
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped(text, |_, c, out| push_casefold(c, out))
}

/// `s.title()`
#[must_use]
pub fn title(text: &str) -> String {
    let mut in_word = false;
    mapped(text, |at, c, out| {
        if in_word {
            push_lower_at(text, at, c, out);
        } else {
            push_title(c, out);
        }
        in_word = is_cased(c);
    })
}

/// What `capitalize` does to the first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Capital {
    /// 3.8 and later: title case, `ǆ` to `ǅ`.
    #[default]
    Title,
    /// Up to 3.7: upper case, `ǆ` to `Ǆ`.
    Upper,
}

/// `s.capitalize()`
#[must_use]
pub fn capitalize(text: &str, capital: Capital) -> String {
    mapped(text, |at, c, out| match capital {
        Capital::Title if at == 0 => push_title(c, out),
        Capital::Upper if at == 0 => push_upper(c, out),
        _ => push_lower_at(text, at, c, out),
    })
}

/// `s.swapcase()`
#[must_use]
pub fn swapcase(text: &str) -> String {
    mapped(text, |at, c, out| {
        if is_upper(c) {
            push_lower_at(text, at, c, out);
        } else if is_lower(c) {
            push_upper(c, out);
        } else {
            out.push(c);
        }
    })
}

fn mapped(text: &str, mut map: impl FnMut(usize, char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        map(at, c, &mut out);
    }
    out
}

/// Lower case depends on the neighbours for one letter: a capital sigma at the end of a word.
fn push_lower_at(text: &str, at: usize, c: char, out: &mut String) {
    if c != 'Σ' {
        return push_lower(c, out);
    }
    let before = text.get(..at).unwrap_or("").chars().rev().find(|c| !is_case_ignorable(*c));
    let after = text.get(at + c.len_utf8()..).unwrap_or("").chars().find(|c| !is_case_ignorable(*c));
    let is_final = before.is_some_and(is_cased) && !after.is_some_and(is_cased);
    out.push(if is_final { 'ς' } else { 'σ' });
}

/// Marks and the like, which do not end a word. The standard library knows, but only tells through its own sigmas:
/// such a character is looked through, both towards a letter and towards the end of the word.
fn is_case_ignorable(c: char) -> bool {
    let sigma_before = |rest: &str| format!("aΣ{c}{rest}").to_lowercase().chars().nth(1);
    sigma_before(".") == Some('ς') && sigma_before("a") == Some('σ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        assert_eq!(upper("straße ŉ"), "STRASSE ʼN");
        assert_eq!(lower("ΑΣ ΑΣ. ΣΑ Σ"), "ας ας. σα σ");
        assert_eq!(lower("ΑΣ\u{301}Α"), "ασ\u{301}α");
        assert_eq!(title("hello wORLD's ǆx ßx"), "Hello World'S ǅx Ssx");
        assert_eq!(capitalize("ǆABC", Capital::Title), "ǅabc");
        assert_eq!(swapcase("aBß"), "AbSS");
        assert_eq!(casefold("ẞΣς"), "ssσσ");
    }
}
