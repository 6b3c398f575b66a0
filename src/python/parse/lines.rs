//! Byte offsets to lines and columns.

use crate::python::code::Position;

/// Where each line of a source starts.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
    len: usize,
}

impl Lines {
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(source.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Self { starts, len: source.len() }
    }

    /// Line (from 1) and byte column (from 0).
    #[must_use]
    pub fn locate(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|s| *s <= offset);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        (small(line), small(offset - start))
    }

    #[must_use]
    pub fn position(&self, start: usize, end: usize) -> Position {
        let (line, col) = self.locate(start);
        let (end_line, end_col) = self.locate(end);
        Position { line, end_line, col, end_col }
    }

    /// The byte offset of a place.
    #[must_use]
    pub fn offset(&self, line: u32, col: u32) -> usize {
        let start = (line as usize).checked_sub(1).and_then(|l| self.starts.get(l)).copied().unwrap_or(self.len);
        (start + col as usize).min(self.len)
    }

    /// A line's text without its end.
    #[must_use]
    pub fn text<'s>(&self, source: &'s str, line: u32) -> &'s str {
        let Some(start) = (line as usize).checked_sub(1).and_then(|l| self.starts.get(l)) else { return "" };
        source.get(*start..).unwrap_or_default().split('\n').next().unwrap_or_default()
    }

    #[must_use]
    pub fn count(&self) -> u32 {
        small(self.starts.len())
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
