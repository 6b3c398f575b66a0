//! Text blocks of lesson files: their common indentation goes, and a place in what remains can be found
//! again in the file.

use std::ops::{Deref, Range};

use memchr::memchr3;
use serde::{Deserialize, Deserializer};

/// A string of a lesson file without the indentation that all of its lines share, without a blank first
/// line and without white space at its end.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    shown: String,
    raw: String,
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl Text {
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let indent = indentation(raw);
        let shown: Vec<&str> =
            raw.lines().skip(skipped(raw)).map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
        Self { shown: shown.join("\n").trim_end().to_owned(), raw: raw.to_owned() }
    }

    /// Where line `line`, column `column` (both from 1, in characters) of this text stand in `source`:
    /// the byte at which it begins. `None` when this text does not come from that source.
    #[must_use]
    pub fn place(&self, source: &str, line: usize, column: usize) -> Option<usize> {
        let literal = self.literal(source)?;
        let line = line.saturating_sub(1) + skipped(&self.raw);
        let start: usize = self.raw.split_inclusive('\n').take(line).map(str::len).sum();
        let text = self.raw.get(start..)?.lines().next().unwrap_or("");
        let column = column.saturating_sub(1) + indentation(&self.raw);
        let within = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
        Some(literal.source_of(source, start + within))
    }

    /// Where the string that this text was made from stands in `source`, without its quotes.
    #[must_use]
    pub fn range(&self, source: &str) -> Option<Range<usize>> {
        self.literal(source).map(|l| l.content)
    }

    fn literal(&self, source: &str) -> Option<Literal> {
        literals(source).into_iter().find(|l| l.value(source) == self.raw)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.shown
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|raw| Self::new(&raw))
    }
}

/// How many lines at the beginning are left out: one if the first is blank and others follow.
fn skipped(raw: &str) -> usize {
    usize::from(raw.split_once('\n').is_some_and(|(first, _)| first.trim().is_empty()))
}

/// The spaces that all lines begin with, blank lines not counted.
fn indentation(raw: &str) -> usize {
    let lines = raw.lines().skip(skipped(raw)).filter(|line| !line.trim().is_empty());
    lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0)
}

/// A string literal of a RON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Between the quotes, in bytes.
    pub content: Range<usize>,
    pub form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `r#"..."#`: as it stands.
    Raw,
    /// `"..."`: with escapes.
    Quoted,
}

impl Literal {
    /// The string that it stands for.
    #[must_use]
    pub fn value(&self, source: &str) -> String {
        let text = source.get(self.content.clone()).unwrap_or_default();
        match self.form {
            Form::Raw => text.to_owned(),
            Form::Quoted => pieces(text).map(|(_, c)| c).collect(),
        }
    }

    /// The byte of `source` from which the byte `at` of the value comes.
    fn source_of(&self, source: &str, at: usize) -> usize {
        let text = source.get(self.content.clone()).unwrap_or_default();
        let within = match self.form {
            Form::Raw => at,
            Form::Quoted => {
                let mut seen = 0;
                let reached = pieces(text).find(|(_, c)| {
                    let here = seen >= at;
                    seen += c.len_utf8();
                    here
                });
                reached.map_or(text.len(), |(place, _)| place)
            }
        };
        self.content.start + within
    }
}

/// The characters that the inside of a quoted string stands for, each with its place.
fn pieces(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        if c != '\\' {
            return Some((at, c));
        }
        let (_, escape) = chars.next()?;
        let digits = |n: usize, chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>| {
            let hex: String = chars.by_ref().take(n).map(|(_, c)| c).collect();
            u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)
        };
        let decoded = match escape {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'x' => digits(2, &mut chars)?,
            'u' => {
                chars.next(); // the opening brace
                let hex: String = std::iter::from_fn(|| chars.next().map(|(_, c)| c).filter(|&c| c != '}')).collect();
                u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)?
            }
            other => other,
        };
        Some((at, decoded))
    })
}

/// Every string literal of a RON file, in order. Comments and character literals are passed over.
#[must_use]
pub fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(hashes) = raw_opening(rest) {
            let start = at + hashes + 2;
            let closing = format!("\"{}", "#".repeat(hashes));
            let length = source.get(start..).and_then(|s| s.find(&closing)).unwrap_or(source.len() - start);
            found.push(Literal { content: start..start + length, form: Form::Raw });
            at = start + length + closing.len();
        } else if rest.starts_with('"') {
            let start = at + 1;
            let length = quoted_length(source.get(start..).unwrap_or_default());
            found.push(Literal { content: start..start + length, form: Form::Quoted });
            at = start + length + 1;
        } else {
            // Only these bytes begin one of the above; none of them is part of a longer character.
            at +=
                rest.as_bytes().get(1..).and_then(|rest| memchr3(b'/', b'r', b'"', rest)).map_or(rest.len(), |n| n + 1);
        }
    }
    found
}

/// The number of `#` of a raw string that begins here.
fn raw_opening(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// Bytes up to the closing quote.
fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    end.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "(\n  // \"no\"\n  a: \"x\\n\\u{41}y\",\n  b: r#\"\n    if x:\n        pass\n    \"#,\n)";

    #[test]
    fn indentation_goes() {
        let text = Text::new("\n    if x:\n\n        pass\n    ");
        assert_eq!(&*text, "if x:\n\n    pass");
        assert_eq!(&*Text::new("del a"), "del a");
        assert_eq!(&*Text::new("a\nb"), "a\nb");
    }

    #[test]
    fn literals_are_found_with_their_values() {
        let values: Vec<String> = literals(FILE).iter().map(|l| l.value(FILE)).collect();
        assert_eq!(values, ["x\nAy", "\n    if x:\n        pass\n    "]);
    }

    #[test]
    fn a_place_in_a_block_is_found_in_the_file() {
        let block = Text::new("\n    if x:\n        pass\n    ");
        assert_eq!(block.place(FILE, 2, 5), FILE.find("pass"));
        assert_eq!(block.place(FILE, 1, 4), FILE.find("x:\n"));
        let quoted = Text::new("x\nAy");
        assert_eq!(quoted.place(FILE, 2, 2), FILE.find("y\","));
        assert_eq!(Text::new("elsewhere").place(FILE, 1, 1), None);
    }
}
