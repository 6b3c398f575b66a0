//! Windows: which rows of a long list a pane shows, so that a million objects cost as much as ten.

use std::ops::Range;

/// Where a window begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// So many rows from the first.
    Top(usize),
    /// So many rows hidden below the window; 0 follows the end.
    Bottom(usize),
}

/// A request for rows: at most `len` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub start: Start,
    pub len: usize,
}

impl Window {
    #[must_use]
    pub fn top(offset: usize, len: usize) -> Self {
        Self { start: Start::Top(offset), len }
    }

    #[must_use]
    pub fn bottom(hidden: usize, len: usize) -> Self {
        Self { start: Start::Bottom(hidden), len }
    }

    /// The rows that this window covers in a list of `total` rows. Never out of bounds; a window
    /// past the end slides back so that it is as full as it can be.
    #[must_use]
    pub fn range(self, total: usize) -> Range<usize> {
        let len = self.len.min(total);
        let first = match self.start {
            Start::Top(offset) => offset.min(total - len),
            Start::Bottom(hidden) => (total - len).saturating_sub(hidden),
        };
        first..first + len
    }
}

/// The rows of a window, and how many there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windowed<T> {
    pub total: usize,
    /// The index of the first of `rows`.
    pub offset: usize,
    pub rows: Vec<T>,
}

impl<T> Default for Windowed<T> {
    fn default() -> Self {
        Self { total: 0, offset: 0, rows: Vec::new() }
    }
}

impl<T: Clone> Windowed<T> {
    /// Cuts a window out of rows that are all at hand (short lists, tests).
    #[must_use]
    pub fn cut(rows: &[T], window: Window) -> Self {
        let range = window.range(rows.len());
        Self { total: rows.len(), offset: range.start, rows: rows.get(range).unwrap_or_default().to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_stay_inside_their_list() {
        assert_eq!(Window::top(0, 5).range(3), 0..3);
        assert_eq!(Window::top(8, 5).range(10), 5..10);
        assert_eq!(Window::bottom(0, 4).range(10), 6..10);
        assert_eq!(Window::bottom(3, 4).range(10), 3..7);
        assert_eq!(Window::bottom(99, 4).range(10), 0..4);
        assert_eq!(Window::top(usize::MAX, 4).range(0), 0..0);
        assert_eq!(Windowed::cut(&[1, 2, 3], Window::top(1, 1)), Windowed { total: 3, offset: 1, rows: vec![2] });
    }
}
