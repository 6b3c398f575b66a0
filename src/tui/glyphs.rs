//! The signs that the screen is drawn with, in Unicode or in plain ASCII.

/// One sign for each purpose. All take one cell, except where a comment says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    pub set: GlyphSet,
    pub horizontal: &'static str,
    /// Lines by the sides they reach to, as bits: 1 up, 2 right, 4 down, 8 left.
    pub lines: [&'static str; 16],
    pub ellipsis: &'static str,
    pub bullet: &'static str,
    pub quote: &'static str,
    /// A refcount that rose, and one that fell.
    pub up: &'static str,
    pub down: &'static str,
    pub goal_met: &'static str,
    pub goal_open: &'static str,
    pub step_done: &'static str,
    pub step_here: &'static str,
    pub step_open: &'static str,
    pub arrow: &'static str,
    pub because: &'static str,
    pub cursor_row: &'static str,
    /// Before what an event is about.
    pub lit: &'static str,
    /// The end of a reference, and a reference of an object to itself.
    pub arrow_tip: &'static str,
    pub loops: &'static str,
    /// Weak references: across and down.
    pub dashed: (&'static str, &'static str),
    pub times: &'static str,
    pub gauge_full: &'static str,
    pub gauge_empty: &'static str,
    pub scroll_thumb: &'static str,
    pub changed: &'static str,
    /// What two versions do not have in common.
    pub differs: &'static str,
    pub separator: &'static str,
    pub more_up: &'static str,
    pub more_down: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphSet {
    Unicode,
    Ascii,
}

impl Glyphs {
    #[must_use]
    pub const fn unicode() -> Self {
        Self {
            set: GlyphSet::Unicode,
            horizontal: "─",
            lines: [" ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼"],
            ellipsis: "…",
            bullet: "•",
            quote: "▎",
            up: "▲",
            down: "▼",
            goal_met: "✓",
            goal_open: "○",
            step_done: "●",
            step_here: "◉",
            step_open: "○",
            arrow: "→",
            because: "←",
            cursor_row: "▸",
            lit: "◆",
            arrow_tip: "▶",
            loops: "↺",
            dashed: ("╌", "╎"),
            times: "×",
            gauge_full: "█",
            gauge_empty: "░",
            scroll_thumb: "┃",
            changed: "•",
            differs: "≠",
            separator: "·",
            more_up: "↑",
            more_down: "↓",
        }
    }

    #[must_use]
    pub const fn ascii() -> Self {
        Self {
            set: GlyphSet::Ascii,
            horizontal: "-",
            lines: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
            // Two cells.
            ellipsis: "..",
            bullet: "*",
            quote: "|",
            up: "^",
            down: "v",
            goal_met: "x",
            goal_open: "o",
            step_done: "#",
            step_here: "@",
            step_open: ".",
            // Two cells.
            arrow: "->",
            // Two cells.
            because: "<-",
            cursor_row: ">",
            lit: "*",
            arrow_tip: ">",
            loops: "@",
            dashed: (".", ":"),
            times: "x",
            gauge_full: "#",
            gauge_empty: ".",
            scroll_thumb: "#",
            changed: "*",
            differs: "!",
            separator: "-",
            more_up: "^",
            more_down: "v",
        }
    }

    #[must_use]
    pub const fn of(set: GlyphSet) -> Self {
        match set {
            GlyphSet::Unicode => Self::unicode(),
            GlyphSet::Ascii => Self::ascii(),
        }
    }
}

/// How `TERM` begins on the consoles of Linux and the BSDs and on hardware terminals.
const CONSOLES: [&str; 5] = ["linux", "cons25", "wsvt25", "vt1", "vt2"];

impl GlyphSet {
    /// What the terminal can show: text consoles have fonts of few signs. Of others the locale tells, by the variables
    /// that decide it in POSIX: `LC_ALL`, then `LC_CTYPE`, then `LANG`. A terminal that says nothing is taken to know
    /// Unicode.
    #[must_use]
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("TERM").is_some_and(|term| CONSOLES.iter().any(|console| term.starts_with(console))) {
            return Self::Ascii;
        }
        let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
        match set {
            Some(value) => {
                let value = value.to_ascii_lowercase();
                if value.contains("utf-8") || value.contains("utf8") { Self::Unicode } else { Self::Ascii }
            }
            None => Self::Unicode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses() {
        let with = |name: &'static str, value: &'static str| {
            GlyphSet::from_environment(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(with("LANG", "en_US.UTF-8"), GlyphSet::Unicode);
        assert_eq!(with("LC_ALL", "C"), GlyphSet::Ascii);
        assert_eq!(with("LANG", ""), GlyphSet::Unicode);
        assert_eq!(with("TERM", "linux"), GlyphSet::Ascii);
        assert_eq!(with("TERM", "screen"), GlyphSet::Unicode);
    }
}
