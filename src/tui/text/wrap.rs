//! Word wrapping of styled text with hanging indents.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::width;

/// What stands before the first line of a paragraph, and before the others.
#[derive(Clone, Debug, Default)]
pub struct Indent {
    pub first: Vec<Span<'static>>,
    pub rest: Vec<Span<'static>>,
}

impl Indent {
    /// The same number of blanks before every line.
    #[must_use]
    pub fn blank(cells: usize) -> Self {
        let blanks = vec![Span::raw(" ".repeat(cells))];
        Self { first: blanks.clone(), rest: blanks }
    }

    /// A marker before the first line, blanks of its width before the others.
    #[must_use]
    pub fn marker(marker: Span<'static>) -> Self {
        let rest = vec![Span::raw(" ".repeat(width(&marker.content)))];
        Self { first: vec![marker], rest }
    }
}

/// One grapheme with its style.
struct Cell {
    symbol: String,
    style: Style,
    width: usize,
}

/// Breaks styled text at blanks so that each line takes at most `most` cells; a word longer than a
/// line is broken where it must be. Never returns an empty list.
#[must_use]
pub fn wrap(spans: &[Span<'static>], most: usize, indent: &Indent) -> Vec<Line<'static>> {
    let cells: Vec<Cell> = spans
        .iter()
        .flat_map(|span| span.styled_graphemes(Style::new()))
        .map(|g| Cell { symbol: g.symbol.to_owned(), style: g.style, width: width(g.symbol) })
        .collect();
    let mut lines = Vec::new();
    let mut from = 0;
    loop {
        let prefix = if lines.is_empty() { &indent.first } else { &indent.rest };
        let room = most.saturating_sub(prefix.iter().map(|span| width(&span.content)).sum()).max(1);
        let (end, next) = break_at(&cells, from, room);
        let mut line = prefix.clone();
        line.extend(join(cells.get(from..end).unwrap_or_default()));
        lines.push(Line::from(line));
        if next >= cells.len() {
            return lines;
        }
        from = next;
    }
}

/// Where the line that starts at `from` ends, and where the next one starts.
fn break_at(cells: &[Cell], from: usize, room: usize) -> (usize, usize) {
    let mut used = 0;
    let mut blank = None;
    for (at, cell) in cells.iter().enumerate().skip(from) {
        let is_blank = cell.symbol == " ";
        if used + cell.width > room {
            // A blank that falls on the edge is the break itself.
            let end = if is_blank { at } else { blank.unwrap_or(at).max(from) };
            let end = if end == from { at.max(from + 1) } else { end };
            let next =
                cells.iter().skip(end).position(|c| c.symbol != " ").map_or(cells.len(), |skipped| end + skipped);
            return (end, next.max(from + 1));
        }
        // Blanks that lead a line are indentation, no place to break.
        if is_blank && at > from && cells.get(from..at).is_some_and(|lead| lead.iter().any(|c| c.symbol != " ")) {
            blank = Some(at);
        }
        used += cell.width;
    }
    (cells.len(), cells.len())
}

/// Puts neighbours of one style back together.
fn join(cells: &[Cell]) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for cell in cells {
        match spans.last_mut() {
            Some(last) if last.style == cell.style => last.content.to_mut().push_str(&cell.symbol),
            _ => spans.push(Span::styled(cell.symbol.clone(), cell.style)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, most: usize, indent: &Indent) -> Vec<String> {
        wrap(&[Span::raw(text.to_owned())], most, indent).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_stay_whole_while_they_can() {
        assert_eq!(wrapped("one two three", 7, &Indent::default()), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 8, &Indent::default()), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh", 3, &Indent::default()), ["abc", "def", "gh"]);
        assert_eq!(wrapped("a abcdefgh", 3, &Indent::default()), ["a", "abc", "def", "gh"]);
        assert_eq!(wrapped("", 3, &Indent::default()), [""]);
        assert_eq!(wrapped("    a b", 5, &Indent::default()), ["    a", "b"]);
    }

    #[test]
    fn indents_hang() {
        let indent = Indent::marker(Span::raw("• "));
        assert_eq!(wrapped("one two", 5, &indent), ["• one", "  two"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(wrapped("日本語", 4, &Indent::default()), ["日本", "語"]);
        assert_eq!(wrapped("日", 1, &Indent::default()), ["日"]);
    }
}
