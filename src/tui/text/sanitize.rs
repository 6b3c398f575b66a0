//! Makes any text harmless: what would move the cursor, colour the terminal or turn the reading
//! direction is shown as the escape that Python would write for it.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// The distance of tab stops, as in a terminal.
const TAB: usize = 8;

/// `text` with control characters, bidirectional controls and invisible characters written as
/// `\x1b`, `\u202e`; tabs become blanks up to the next stop.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    visible_from(text, 0)
}

/// [`visible`] for a text that starts in the given column (tab stops depend on it).
#[must_use]
pub fn visible_from(text: &str, column: usize) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = column;
    for c in text.chars() {
        let before = out.len();
        match c {
            '\t' => out.extend(std::iter::repeat_n(' ', TAB - at % TAB)),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if !is_hidden(c) => {
                out.push(c);
                at += c.width().unwrap_or(0);
                continue;
            }
            c => write_escape(&mut out, c),
        }
        at += out.len() - before;
    }
    Cow::Owned(out)
}

fn write_escape(out: &mut String, c: char) {
    let code = u32::from(c);
    // Writing to a String cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// Whether a character has an effect but no look of its own.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        assert_eq!(visible("plain 日本"), "plain 日本");
        assert_eq!(visible("\x1b[31mred\x07"), "\\x1b[31mred\\x07");
        assert_eq!(visible("a\u{202e}b\u{2066}"), "a\\u202eb\\u2066");
        assert_eq!(visible("a\u{9b}b\u{200b}"), "a\\x9bb\\u200b");
        assert_eq!(visible("\u{e0041}"), "\\U000e0041");
        assert_eq!(visible("a\r\nb"), "a\\r\\nb");
    }

    #[test]
    fn tabs_reach_their_stops() {
        assert_eq!(visible("a\tb"), "a       b");
        assert_eq!(visible_from("\tb", 4), "    b");
    }
}
