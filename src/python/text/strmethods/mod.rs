//! The methods of `str` and `bytes`, on `&str` with code-point indexes and on `&[u8]`.
//!
//! A `str` is seen through [`Text`], which knows its number of code points: text of as many bytes is ASCII,
//! and indexes into it cost nothing.

pub mod ascii;
pub mod bytes;
pub mod case;
pub mod classify;
pub mod codec;
mod codec_escape;
mod codec_wide;
pub mod pad;
pub mod search;
pub mod split;
pub mod strip;

use super::error::{ErrKind, TextError, TextResult};
use super::slice::{self, Fitted};

/// A string and its number of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    text: &'a str,
    chars: usize,
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, chars: count_chars(text) }
    }
}

/// The number of code points.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

impl<'a> Text<'a> {
    /// `chars` must be the number of code points in `text`, as a string object may have it at hand.
    #[must_use]
    pub fn with_len(text: &'a str, chars: usize) -> Self {
        debug_assert_eq!(chars, text.chars().count());
        Self { text, chars }
    }

    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// `len(s)`
    #[must_use]
    pub fn len(self) -> usize {
        self.chars
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.chars == 0
    }

    #[must_use]
    pub fn is_ascii(self) -> bool {
        self.chars == self.text.len()
    }

    /// The byte offset of a code point; the end for any index beyond.
    fn byte_of(self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.text.char_indices().nth(index).map_or(self.text.len(), |(at, _)| at)
    }

    /// The code point at a byte offset.
    fn char_of(self, byte: usize) -> usize {
        if self.is_ascii() { byte } else { self.text.get(..byte).map_or(self.chars, |before| before.chars().count()) }
    }

    /// The part between two code points.
    #[must_use]
    pub fn between(self, start: usize, end: usize) -> &'a str {
        if start >= end {
            return "";
        }
        let from = self.byte_of(start);
        let rest = self.text.get(from..).unwrap_or("");
        let to = Text { text: rest, chars: self.chars.saturating_sub(start) }.byte_of(end - start);
        rest.get(..to).unwrap_or(rest)
    }

    /// `s[index]`
    pub fn item(self, index: i64) -> TextResult<char> {
        let found = slice::position(index, self.chars).and_then(|position| {
            if self.is_ascii() {
                self.text.as_bytes().get(position).copied().map(char::from)
            } else {
                self.text.chars().nth(position)
            }
        });
        found.ok_or_else(|| TextError::new(ErrKind::Index, "string index out of range"))
    }

    /// `s[start:stop:step]`, fitted to this length.
    #[must_use]
    pub fn slice(self, fitted: Fitted) -> String {
        if fitted.step == 1 {
            let start = usize::try_from(fitted.start).unwrap_or(0);
            return self.between(start, start + fitted.len).to_owned();
        }
        if self.is_ascii() {
            let bytes = self.text.as_bytes();
            return fitted.indexes().filter_map(|index| bytes.get(index).copied().map(char::from)).collect();
        }
        let chars: Vec<char> = self.text.chars().collect();
        fitted.indexes().filter_map(|index| chars.get(index)).collect()
    }
}

/// Optional `start` and `end` arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Window {
    pub start: Option<i64>,
    pub end: Option<i64>,
}

impl Window {
    /// The whole sequence.
    pub const ALL: Self = Self { start: None, end: None };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_are_code_points() {
        for text in ["hello", "hélló", "日本語😀x"] {
            let text = Text::from(text);
            assert_eq!(text.len(), 5);
            let chars: Vec<char> = text.as_str().chars().collect();
            for i in 0..5 {
                assert_eq!(text.item(i as i64).unwrap(), chars[i]);
                assert_eq!(text.item(i as i64 - 5).unwrap(), chars[i]);
                for j in 0..7 {
                    assert_eq!(text.between(i, j), chars.get(i..j.min(5)).unwrap_or(&[]).iter().collect::<String>());
                }
            }
            assert_eq!(text.item(5).map_err(|e| e.to_string()), Err("IndexError: string index out of range".into()));
            let reversed = slice::fit(None, None, Some(-1), 5).unwrap();
            assert_eq!(text.slice(reversed), chars.iter().rev().collect::<String>());
        }
    }
}
