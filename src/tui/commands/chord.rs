//! Keys as they are written in the command table: `n`, `Alt-n`, `Ctrl-R`, `Shift-Tab`, `PgUp`, `F1`.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, in the one form that terminals' differences are brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Self {
        Self::new(key.code, key.modifiers)
    }
}

impl Chord {
    #[must_use]
    pub fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut modifiers = modifiers & known;
        let code = match code {
            // Some terminals report Shift with a capital, others the capital alone.
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::Char(c.to_ascii_lowercase())
            }
            KeyCode::Char(c) => {
                let c = if modifiers.contains(KeyModifiers::SHIFT) { c.to_ascii_uppercase() } else { c };
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::Char(c)
            }
            KeyCode::BackTab => {
                modifiers.insert(KeyModifiers::SHIFT);
                KeyCode::Tab
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// Reads a key as the table writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            let (modifier, after) = match () {
                () if rest.len() > 5 && rest.starts_with("Ctrl-") => (KeyModifiers::CONTROL, rest.get(5..)?),
                () if rest.len() > 4 && rest.starts_with("Alt-") => (KeyModifiers::ALT, rest.get(4..)?),
                () if rest.len() > 6 && rest.starts_with("Shift-") => (KeyModifiers::SHIFT, rest.get(6..)?),
                () => break,
            };
            modifiers |= modifier;
            rest = after;
        }
        let code = match rest {
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Space" => KeyCode::Char(' '),
            "Backspace" => KeyCode::Backspace,
            "Del" => KeyCode::Delete,
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PgUp" => KeyCode::PageUp,
            "PgDn" => KeyCode::PageDown,
            function if function.len() > 1 && function.starts_with('F') => {
                KeyCode::F(function.get(1..)?.parse().ok().filter(|n| (1..=12).contains(n))?)
            }
            letter => {
                let mut chars = letter.chars();
                let first = chars.next()?;
                chars.next().is_none().then_some(KeyCode::Char(first))?
            }
        };
        Some(Self::new(code, modifiers))
    }

    /// The character that this key types.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_written() {
        let chord = |code, modifiers| Some(Chord::new(code, modifiers));
        assert_eq!(Chord::parse("n"), chord(KeyCode::Char('n'), KeyModifiers::NONE));
        assert_eq!(Chord::parse("L"), chord(KeyCode::Char('L'), KeyModifiers::SHIFT));
        assert_eq!(Chord::parse("Ctrl-R"), chord(KeyCode::Char('r'), KeyModifiers::CONTROL));
        assert_eq!(Chord::parse("Shift-Tab"), chord(KeyCode::BackTab, KeyModifiers::SHIFT));
        assert_eq!(Chord::parse("Alt--"), chord(KeyCode::Char('-'), KeyModifiers::ALT));
        assert_eq!(Chord::parse("F12"), chord(KeyCode::F(12), KeyModifiers::NONE));
        assert_eq!(Chord::parse("F13"), None);
        assert_eq!(Chord::parse("F"), chord(KeyCode::Char('F'), KeyModifiers::NONE));
        assert_eq!(Chord::parse("nn"), None);
        assert_eq!(Chord::parse(""), None);
    }
}
