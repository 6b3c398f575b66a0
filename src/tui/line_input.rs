//! One line of text being typed into an overlay: the palette, a search, a predicted value.

/// A line and its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    text: String,
    /// Byte offset.
    cursor: usize,
}

impl LineInput {
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    #[must_use]
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = text.len();
    }

    pub fn insert(&mut self, c: char) {
        if !c.is_control() {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    pub fn backspace(&mut self) {
        if let Some(c) = self.before().chars().next_back() {
            self.cursor -= c.len_utf8();
            self.text.remove(self.cursor);
        }
    }

    pub fn clear_before(&mut self) {
        self.text.drain(..self.cursor);
        self.cursor = 0;
    }

    pub fn left(&mut self) {
        self.cursor -= self.before().chars().next_back().map_or(0, char::len_utf8);
    }

    pub fn right(&mut self) {
        self.cursor += self.text.get(self.cursor..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }

    pub fn home(&mut self) {
        self.cursor = 0;
    }

    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_at_the_cursor() {
        let mut line = LineInput::default();
        "aéb".chars().for_each(|c| line.insert(c));
        line.left();
        line.backspace();
        assert_eq!((line.text(), line.before()), ("ab", "a"));
        line.home();
        line.left();
        line.insert('x');
        line.end();
        line.right();
        assert_eq!((line.text(), line.before()), ("xab", "xab"));
        line.clear_before();
        assert_eq!(line.text(), "");
    }
}
