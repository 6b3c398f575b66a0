//! Padding, tabs and character-wise translation of `str`.

use super::count_chars;
use crate::python::text::error::{TextError, TextResult};
use crate::python::text::spec_format::check_size;

/// Where the text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justify {
    Left,
    Right,
    Center,
}

/// `s.ljust(width, fill)`, `s.rjust`, `s.center`
pub fn justify(text: &str, width: i64, fill: char, to: Justify) -> TextResult<String> {
    let missing = missing(text, width)?;
    let width = text_width(width);
    let left = match to {
        Justify::Left => 0,
        Justify::Right => missing,
        // An odd space goes left if the width is odd too: CPython's rule.
        Justify::Center => missing / 2 + (missing & width & 1),
    };
    let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text);
    out.extend(std::iter::repeat_n(fill, missing - left));
    Ok(out)
}

/// `s.zfill(width)`: zeros after a leading sign.
pub fn zfill(text: &str, width: i64) -> TextResult<String> {
    let zeros = "0".repeat(missing(text, width)?);
    let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
    Ok(format!("{sign}{zeros}{digits}"))
}

fn text_width(width: i64) -> usize {
    usize::try_from(width).unwrap_or(0)
}

fn missing(text: &str, width: i64) -> TextResult<usize> {
    let width = text_width(width);
    check_size(width)?;
    Ok(width.saturating_sub(count_chars(text)))
}

/// The fill argument of `ljust` and others.
pub fn fill_character(fill: &str) -> TextResult<char> {
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(TextError::type_error("The fill character must be exactly one character long")),
    }
}

/// `s.expandtabs(tabsize)`
pub fn expandtabs(text: &str, tabsize: i64) -> TextResult<String> {
    let tabsize = text_width(tabsize);
    check_size(tabsize.saturating_mul(text.bytes().filter(|b| *b == b'\t').count()))?;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if tabsize > 0 => {
                let spaces = tabsize - column % tabsize;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    Ok(out)
}

/// What a translation table says of a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Not in the table.
    Keep,
    /// `None`
    Delete,
    Replace(String),
}

/// `s.translate(table)`; the look-up may run Python code, so its errors pass through.
pub fn translate<E>(text: &str, mut look_up: impl FnMut(char) -> Result<Translation, E>) -> Result<String, E> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match look_up(c)? {
            Translation::Keep => out.push(c),
            Translation::Delete => {}
            Translation::Replace(with) => out.push_str(&with),
        }
    }
    Ok(out)
}

/// `s * count`; a negative count counts as zero.
pub fn repeat(text: &str, count: i64) -> TextResult<String> {
    const MOST_BYTES: usize = 1 << 32;
    let count = text_width(count);
    if text.len().saturating_mul(count) > MOST_BYTES {
        return Err(TextError::memory());
    }
    Ok(text.repeat(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding() {
        assert_eq!(justify("ab", 5, '*', Justify::Center).unwrap(), "**ab*");
        assert_eq!(justify("abc", 6, '*', Justify::Center).unwrap(), "*abc**");
        assert_eq!(justify("é", 3, '日', Justify::Right).unwrap(), "日日é");
        assert_eq!(justify("abc", -1, ' ', Justify::Left).unwrap(), "abc");
        assert_eq!(zfill("-42", 6).unwrap(), "-00042");
        assert_eq!(zfill("é", 3).unwrap(), "00é");
        assert_eq!(justify("", i64::MAX, ' ', Justify::Left).map_err(|e| e.to_string()), Err("MemoryError".into()));
        assert_eq!(
            fill_character("").map_err(|e| e.to_string()).unwrap_err(),
            "TypeError: The fill character must be exactly one character long"
        );
    }

    #[test]
    fn tabs_and_tables() {
        assert_eq!(expandtabs("a\tbc\n\td", 4).unwrap(), "a   bc\n    d");
        assert_eq!(expandtabs("a\tb", 0).unwrap(), "ab");
        let table = |c| {
            Ok::<_, ()>(match c {
                'a' => Translation::Delete,
                'b' => Translation::Replace("BB".into()),
                _ => Translation::Keep,
            })
        };
        assert_eq!(translate("abc", table), Ok("BBc".into()));
    }
}
