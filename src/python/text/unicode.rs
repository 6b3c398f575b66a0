//! What CPython knows of single characters: classes, digits, case. Data of Unicode 15.1, as 3.13 has it.

use std::borrow::Cow;

use super::unicode_tables as tables;

/// Membership in a sorted list of the points where membership flips.
fn within(boundaries: &[u32], c: char) -> bool {
    boundaries.partition_point(|&boundary| boundary <= u32::from(c)) % 2 == 1
}

#[must_use]
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { within(&tables::ALPHA, c) }
}

#[must_use]
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() { (' '..='~').contains(&c) } else { within(&tables::PRINTABLE, c) }
}

#[must_use]
pub fn is_decimal(c: char) -> bool {
    decimal_value(c).is_some()
}

#[must_use]
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { within(&tables::DIGIT, c) }
}

#[must_use]
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { within(&tables::NUMERIC, c) }
}

/// `str.isalnum` of one character.
#[must_use]
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_decimal(c) || is_digit(c) || is_numeric(c)
}

/// Python's white space: that of Unicode and the four ASCII separators 0x1c to 0x1f.
#[must_use]
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..='\x20') || (!c.is_ascii() && c.is_whitespace())
}

#[must_use]
pub fn is_lower(c: char) -> bool {
    // A letter that Unicode 16 took out of the lower case.
    (c.is_lowercase() && is_assigned(c)) || c == '\u{295}'
}

#[must_use]
pub fn is_upper(c: char) -> bool {
    c.is_uppercase() && is_assigned(c)
}

/// Title case letters, such as `ǅ`.
#[must_use]
pub fn is_title(c: char) -> bool {
    matches!(u32::from(c), 0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf | 0x1fbc | 0x1fcc | 0x1ffc)
}

#[must_use]
pub fn is_identifier_start(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_';
    }
    is_alpha(c) != within(&tables::IDENTIFIER_START_EXCEPTIONS, c)
}

#[must_use]
pub fn is_identifier_part(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { within(&tables::IDENTIFIER_PART, c) }
}

/// The value of a decimal digit of any script.
#[must_use]
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    let row = tables::DECIMAL_ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    let value = code - tables::DECIMAL_ZEROS.get(row)?;
    (value < 10).then_some(value)
}

/// Letters and marks that Unicode 15.1 has; the standard library knows younger ones.
fn is_assigned(c: char) -> bool {
    is_printable(c)
}

/// Appends the upper case of one character, which may be up to three.
pub fn push_upper(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else if is_assigned(c) && c.to_uppercase().all(is_assigned) {
        out.extend(c.to_uppercase());
    } else {
        out.push(c);
    }
}

/// Appends the lower case of one character, without regard to its neighbours.
pub fn push_lower(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_assigned(c) && c.to_lowercase().all(is_assigned) {
        out.extend(c.to_lowercase());
    } else {
        out.push(c);
    }
}

/// Appends the title case of one character.
pub fn push_title(c: char, out: &mut String) {
    let code = u32::from(c);
    if let Ok(index) = tables::TITLE.binary_search_by_key(&code, |entry| entry.0) {
        out.push_str(tables::TITLE.get(index).map_or("", |entry| entry.1));
    } else if matches!(code, 0x10d0..=0x10ff) {
        out.push(c);
    } else {
        push_upper(c, out);
    }
}

/// Appends the case folding of one character.
pub fn push_casefold(c: char, out: &mut String) {
    match c {
        // Cherokee folds to its older, upper case letters.
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => push_upper(c, out),
        'ẞ' => out.push_str("ss"),
        'ı' => out.push(c),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => {
            let mut upper = String::new();
            push_upper(c, &mut upper);
            upper.chars().for_each(|u| push_lower(u, out));
        }
    }
}

/// Has upper, lower or title case.
#[must_use]
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// As `int()` and `float()` read text: digits and spaces of every script become ASCII, other non-ASCII `?`.
#[must_use]
pub fn to_ascii_number(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let read = |c: char| match decimal_value(c) {
        _ if c.is_ascii() => c,
        _ if is_space(c) => ' ',
        Some(value) => char::from_digit(value, 10).unwrap_or('?'),
        None => '?',
    };
    Cow::Owned(text.chars().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(push: fn(char, &mut String), c: char) -> String {
        let mut out = String::new();
        push(c, &mut out);
        out
    }

    #[test]
    fn classes_follow_python_and_not_the_standard_library() {
        assert!(is_space('\x1c') && !'\x1c'.is_whitespace());
        assert!(is_numeric('一') && !is_digit('一'));
        assert!(is_digit('²') && !is_decimal('²'));
        assert!(is_alpha('ª') && !is_alpha('\u{345}'));
        assert_eq!(decimal_value('٣'), Some(3));
        assert!(!is_printable('\u{a0}') && !is_printable('\u{ad}') && is_printable('é'));
        assert!(is_identifier_start('℘') && is_identifier_part('·') && !is_identifier_start('·'));
    }

    #[test]
    fn one_character_may_become_several() {
        assert_eq!(mapped(push_upper, 'ß'), "SS");
        assert_eq!(mapped(push_title, 'ß'), "Ss");
        assert_eq!(mapped(push_casefold, 'ß'), "ss");
        assert_eq!(mapped(push_title, 'ǆ'), "ǅ");
        assert_eq!(mapped(push_lower, 'İ'), "i\u{307}");
        assert_eq!(mapped(push_casefold, 'ς'), "σ");
    }
}
