//! `str.isalpha` and its kin.

use crate::python::text::unicode as u;

/// All of at least one character.
fn all(text: &str, belongs: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(belongs)
}

#[must_use]
pub fn isalpha(text: &str) -> bool {
    all(text, u::is_alpha)
}

#[must_use]
pub fn isdigit(text: &str) -> bool {
    all(text, u::is_digit)
}

#[must_use]
pub fn isdecimal(text: &str) -> bool {
    all(text, u::is_decimal)
}

#[must_use]
pub fn isnumeric(text: &str) -> bool {
    all(text, u::is_numeric)
}

#[must_use]
pub fn isalnum(text: &str) -> bool {
    all(text, u::is_alnum)
}

#[must_use]
pub fn isspace(text: &str) -> bool {
    all(text, u::is_space)
}

/// The empty text is printable.
#[must_use]
pub fn isprintable(text: &str) -> bool {
    text.chars().all(u::is_printable)
}

/// The empty text is ASCII.
#[must_use]
pub fn isascii(text: &str) -> bool {
    text.is_ascii()
}

#[must_use]
pub fn isidentifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(u::is_identifier_start) && chars.all(u::is_identifier_part)
}

/// At least one upper case letter, and no other cased ones.
#[must_use]
pub fn isupper(text: &str) -> bool {
    text.chars().any(u::is_upper) && !text.chars().any(|c| u::is_lower(c) || u::is_title(c))
}

/// At least one lower case letter, and no other cased ones.
#[must_use]
pub fn islower(text: &str) -> bool {
    text.chars().any(u::is_lower) && !text.chars().any(|c| u::is_upper(c) || u::is_title(c))
}

/// Upper case follows only uncased characters, lower case only cased ones; at least one letter has case.
#[must_use]
pub fn istitle(text: &str) -> bool {
    let mut in_word = false;
    let mut any = false;
    for c in text.chars() {
        let capital = u::is_upper(c) || u::is_title(c);
        let small = u::is_lower(c);
        if (capital && in_word) || (small && !in_word) {
            return false;
        }
        in_word = capital || small;
        any |= in_word;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert!(isalpha("né") && !isalpha("") && !isalpha("a1"));
        assert!(isdigit("²3") && !isdecimal("²") && isnumeric("½一"));
        assert!(isspace("\x1f \u{2003}") && isprintable("") && !isprintable("\n"));
        assert!(isidentifier("_é1") && !isidentifier("1a") && !isidentifier(""));
        assert!(isupper("A1") && !isupper("1") && islower("ª") && !islower("aǅ"));
        assert!(istitle("Ab Cd'E") && !istitle("AB") && !istitle("1"));
    }
}
