//! The command line's text: multi-line editing in the manner of readline, history, completion.
//!
//! The text, its cursor and undo are `ratatui-textarea`'s; drawing is the console pane's. Knows
//! nothing of keys.

use ratatui_textarea::{CursorMove, DataCursor, TextArea};

use super::backend::Completions;
use super::text;

/// What one step of indentation is.
const INDENT: &str = "    ";
/// How many statements the history keeps.
const HISTORY: usize = 1000;

/// A list of completions below the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Byte offset into the text where the completed word starts.
    pub start: usize,
    pub items: Vec<String>,
    pub selected: usize,
}

/// Where Tab went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    Nothing,
    Inserted,
    List,
}

#[derive(Debug, Default)]
pub struct Editor {
    area: TextArea<'static>,
    history: Vec<String>,
    /// The entry shown, counted from the newest; `None` while a draft is edited.
    recalled: Option<usize>,
    draft: String,
    pub popup: Option<Popup>,
}

/// Where an editing command moves to or deletes up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
}

impl Editor {
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Row and column in characters.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        let DataCursor(row, column) = self.area.cursor();
        (row, column)
    }

    /// The cursor as a byte offset into [`Editor::text`].
    #[must_use]
    pub fn offset(&self) -> usize {
        let (row, column) = self.cursor();
        let before: usize = self.lines().iter().take(row).map(|line| line.len() + 1).sum();
        before + self.before_cursor().len().min(self.lines().get(row).map_or(0, |line| byte_of(line, column)))
    }

    /// The part of the cursor's line that stands before it.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        let (row, column) = self.cursor();
        self.lines().get(row).and_then(|line| line.get(..byte_of(line, column))).unwrap_or("")
    }

    #[must_use]
    pub fn on_last_line(&self) -> bool {
        self.cursor().0 + 1 >= self.lines().len()
    }

    pub fn set_text(&mut self, text: &str) {
        self.popup = None;
        self.area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    pub fn clear(&mut self) {
        self.set_text("");
        self.recalled = None;
    }

    pub fn insert_char(&mut self, c: char) {
        self.popup = None;
        self.area.insert_char(c);
    }

    /// Inserts pasted text: line ends become `\n`; what has an effect but no look is left out.
    pub fn paste(&mut self, pasted: &str) {
        self.popup = None;
        self.area.insert_str(clean_paste(pasted));
    }

    /// A new line, indented as Python would have it.
    pub fn newline(&mut self) {
        self.popup = None;
        let indent = next_indent(self.before_cursor());
        self.area.insert_newline();
        self.area.insert_str(indent);
    }

    /// Deletes back; within leading blanks a whole step of indentation.
    pub fn backspace(&mut self) {
        self.popup = None;
        let before = self.before_cursor();
        let blanks = before.len();
        if !before.is_empty() && before.bytes().all(|b| b == b' ') && blanks.is_multiple_of(INDENT.len()) {
            for _ in 0..INDENT.len() {
                self.area.delete_char();
            }
        } else {
            self.area.delete_char();
        }
    }

    pub fn delete(&mut self) {
        self.popup = None;
        self.area.delete_next_char();
    }

    pub fn go(&mut self, motion: Motion) {
        self.popup = None;
        self.area.move_cursor(match motion {
            Motion::Left => CursorMove::Back,
            Motion::Right => CursorMove::Forward,
            Motion::WordLeft => CursorMove::WordBack,
            Motion::WordRight => CursorMove::WordForward,
            Motion::LineStart => CursorMove::Head,
            Motion::LineEnd => CursorMove::End,
            Motion::TextStart => CursorMove::Top,
            Motion::TextEnd => CursorMove::Bottom,
        });
        match motion {
            Motion::TextStart => self.area.move_cursor(CursorMove::Head),
            Motion::TextEnd => self.area.move_cursor(CursorMove::End),
            _ => {}
        }
    }

    /// Deletes up to where a motion leads; [`Editor::yank`] brings it back.
    pub fn kill(&mut self, motion: Motion) {
        self.popup = None;
        match motion {
            Motion::WordLeft => self.area.delete_word(),
            Motion::WordRight => self.area.delete_next_word(),
            Motion::LineStart => self.area.delete_line_by_head(),
            _ => self.area.delete_line_by_end(),
        };
    }

    pub fn yank(&mut self) {
        self.popup = None;
        self.area.paste();
    }

    pub fn undo(&mut self) {
        self.popup = None;
        self.area.undo();
    }

    pub fn redo(&mut self) {
        self.popup = None;
        self.area.redo();
    }

    /// Up within the text, from its first line back in history.
    pub fn up(&mut self) {
        self.popup = None;
        if self.cursor().0 > 0 { self.area.move_cursor(CursorMove::Up) } else { self.recall_older() }
    }

    /// Down within the text, from its last line forward in history.
    pub fn down(&mut self) {
        self.popup = None;
        if self.on_last_line() { self.recall_newer() } else { self.area.move_cursor(CursorMove::Down) }
    }

    pub fn recall_older(&mut self) {
        let next = self.recalled.map_or(0, |at| at + 1);
        if next >= self.history.len() {
            return;
        }
        if self.recalled.is_none() {
            self.draft = self.text();
        }
        self.recall(next);
    }

    pub fn recall_newer(&mut self) {
        match self.recalled {
            None => {}
            Some(0) => {
                self.recalled = None;
                let draft = std::mem::take(&mut self.draft);
                self.set_text(&draft);
            }
            Some(at) => self.recall(at - 1),
        }
    }

    fn recall(&mut self, at: usize) {
        let entry = self.history.iter().rev().nth(at).cloned();
        if let Some(entry) = entry {
            self.recalled = Some(at);
            self.set_text(&entry);
        }
    }

    /// Takes the text out for running and remembers it.
    pub fn take(&mut self) -> String {
        let text = self.text();
        self.remember(&text);
        self.clear();
        text
    }

    pub fn remember(&mut self, source: &str) {
        let entry = source.trim_end();
        if entry.is_empty() || self.history.last().is_some_and(|last| last == entry) {
            return;
        }
        if self.history.len() == HISTORY {
            self.history.remove(0);
        }
        self.history.push(entry.to_owned());
    }

    /// The history that earlier runs left, oldest first; it goes before this run's.
    pub fn prepend_history(&mut self, mut earlier: Vec<String>) {
        earlier.append(&mut self.history);
        let surplus = earlier.len().saturating_sub(HISTORY);
        earlier.drain(..surplus);
        self.history = earlier;
    }

    /// Whether Tab should indent rather than complete.
    #[must_use]
    pub fn at_indentation(&self) -> bool {
        self.before_cursor().trim().is_empty()
    }

    pub fn indent(&mut self) {
        self.popup = None;
        self.area.insert_str(INDENT);
    }

    /// Takes completions in: one is inserted, several are inserted as far as they agree and listed.
    pub fn offer(&mut self, completions: Completions) -> Offered {
        let Completions { start, items } = completions;
        let typed_len = self.offset().saturating_sub(start);
        match items.as_slice() {
            [] => Offered::Nothing,
            [only] => {
                self.replace_from(start, &only.clone());
                Offered::Inserted
            }
            [first, rest @ ..] => {
                let agreed = rest.iter().fold(first.as_str(), |agreed, item| common_start(agreed, item)).to_owned();
                if agreed.len() > typed_len {
                    self.replace_from(start, &agreed);
                }
                self.popup = Some(Popup { start, items, selected: 0 });
                Offered::List
            }
        }
    }

    pub fn select_completion(&mut self, by: isize) {
        if let Some(popup) = &mut self.popup {
            let count = popup.items.len().max(1).cast_signed();
            popup.selected = (popup.selected.cast_signed() + by).rem_euclid(count).unsigned_abs();
        }
    }

    pub fn accept_completion(&mut self) {
        if let Some(popup) = self.popup.take()
            && let Some(item) = popup.items.get(popup.selected)
        {
            self.replace_from(popup.start, item);
        }
    }

    /// Replaces what stands between a byte offset on the cursor's line and the cursor.
    fn replace_from(&mut self, start: usize, with: &str) {
        let text = self.text();
        let typed = text.get(start..self.offset()).unwrap_or("");
        if typed.contains('\n') {
            return;
        }
        for _ in 0..typed.chars().count() {
            self.area.delete_char();
        }
        self.area.insert_str(with);
    }
}

/// The byte offset of a character column.
fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

fn common_start<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map(|((at, _), _)| at);
    a.get(..end.unwrap_or(a.len().min(b.len()))).unwrap_or(a)
}

/// The indentation of the line after one that reads `before`.
fn next_indent(before: &str) -> String {
    let blanks = before.len() - before.trim_start_matches(' ').len();
    // A `#` in a string would fool this; all it costs is four blanks.
    let code = before.split('#').next().unwrap_or("").trim();
    let leaves = ["return", "pass", "break", "continue", "raise"]
        .iter()
        .any(|word| code.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '('])));
    let indent = match () {
        () if code.ends_with(':') => blanks + INDENT.len(),
        () if leaves => blanks.saturating_sub(INDENT.len()),
        () => blanks,
    };
    " ".repeat(indent)
}

fn clean_paste(pasted: &str) -> String {
    let lines = pasted.replace("\r\n", "\n").replace('\r', "\n");
    // What `visible` would have to write as an escape has no business in typed source.
    lines
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || text::visible(c.encode_utf8(&mut [0; 4])).len() == c.len_utf8())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        for c in text.chars() {
            if c == '\n' { editor.newline() } else { editor.insert_char(c) }
        }
        editor
    }

    #[test]
    fn blocks_indent_themselves() {
        let editor = typed("class A:\ndef f(self):  # why\nreturn 1\n");
        assert_eq!(editor.text(), "class A:\n    def f(self):  # why\n        return 1\n    ");
        let mut editor = typed("if a:\n");
        editor.backspace();
        assert_eq!(editor.text(), "if a:\n");
        editor.backspace();
        assert_eq!(editor.text(), "if a:");
    }

    #[test]
    fn history_starts_at_the_edges() {
        let mut editor = Editor::default();
        editor.remember("a = 1");
        editor.remember("if a:\n    b\n");
        editor.insert_char('x');
        editor.up();
        assert_eq!(editor.text(), "if a:\n    b");
        editor.up();
        assert_eq!((editor.text().as_str(), editor.cursor()), ("if a:\n    b", (0, 5)));
        editor.up();
        assert_eq!(editor.text(), "a = 1");
        editor.up();
        assert_eq!(editor.text(), "a = 1");
        editor.down();
        editor.down();
        assert_eq!(editor.text(), "x");
    }

    #[test]
    fn pastes_are_cleaned() {
        let mut editor = Editor::default();
        editor.paste("a\r\nb\rc\x1b[31m\x07\u{202e}\td");
        assert_eq!(editor.lines(), ["a", "b", "c[31m\td"]);
    }

    #[test]
    fn completions_extend_and_list() {
        let mut editor = typed("x.get");
        assert_eq!(editor.offset(), 5);
        let offer = |items: &[&str]| Completions { start: 2, items: items.iter().map(|s| (*s).to_owned()).collect() };
        assert_eq!(editor.offer(offer(&[])), Offered::Nothing);
        assert_eq!(editor.offer(offer(&["get_count", "get_debug"])), Offered::List);
        assert_eq!(editor.text(), "x.get_");
        editor.select_completion(-1);
        editor.accept_completion();
        assert_eq!(editor.text(), "x.get_debug");
        assert_eq!(editor.offer(offer(&["get_x"])), Offered::Inserted);
        assert_eq!(editor.text(), "x.get_x");
    }

    #[test]
    fn offsets_count_bytes_over_lines() {
        let editor = typed("é = 1\nyé");
        assert_eq!(editor.offset(), editor.text().len());
        assert_eq!(editor.cursor(), (1, 2));
    }

    #[test]
    fn killed_text_comes_back() {
        let mut editor = typed("one two");
        editor.kill(Motion::WordLeft);
        assert_eq!(editor.text(), "one ");
        editor.yank();
        assert_eq!(editor.text(), "one two");
        editor.kill(Motion::LineStart);
        assert_eq!(editor.text(), "");
        editor.undo();
        assert_eq!(editor.text(), "one two");
    }
}
