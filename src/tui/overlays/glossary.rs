//! The glossary: the words of the course, those of the present step first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::open_box;
use crate::lesson::Glossary as Words;
use crate::tui::line_input::LineInput;
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines, empty};
use crate::tui::state::State;
use crate::tui::text::{self, Indent, span, wrap};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// What is looked for; empty shows all words.
    pub input: LineInput,
    pub selected: usize,
    words: Words,
    /// The terms that the present step uses.
    here: Vec<String>,
}

impl Glossary {
    /// Opens it on a step's text.
    #[must_use]
    pub fn on(words: Words, text: &str) -> Self {
        let here = words.terms_in(text).into_iter().map(|entry| entry.term.clone()).collect();
        Self { input: LineInput::default(), selected: 0, words, here }
    }

    /// The entries that the list shows, in its order.
    fn found(&self) -> Vec<&crate::lesson::glossary::Entry> {
        let mut found = self.words.search(self.input.text());
        if self.input.text().trim().is_empty() {
            found.sort_by_key(|entry| !self.here.contains(&entry.term));
        }
        found
    }

    pub fn select(&mut self, by: isize) {
        let last = self.found().len().saturating_sub(1);
        self.selected = self.selected.min(last).saturating_add_signed(by).min(last);
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
        let paint = state.paint();
        let theme = paint.theme;
        let width = body.width.saturating_sub(4).min(92);
        let found = self.found();
        let height = body.height.saturating_sub(2).min(24);
        let rows = usize::from(height.saturating_sub(4));
        let selected = self.selected.min(found.len().saturating_sub(1));
        let first = (selected + 1).saturating_sub(rows);
        let extent = Some(Extent { total: found.len(), offset: first, shown: rows });
        let inner = open_box(body, (width, height), "Glossary", extent, paint, buf);
        let typed = if self.input.text().is_empty() {
            Span::styled("type to find a word", theme.dim)
        } else {
            span(self.input.text(), theme.text)
        };
        draw_lines([&Line::from(vec![Span::styled("/", theme.prompt), typed])], inner, buf);
        let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let list_width = (inner.width / 3).min(26);
        let list = Rect { width: list_width, ..below };
        let text = Rect {
            x: inner.x + list_width + 2,
            width: inner.width.saturating_sub(list_width + 2),
            y: below.y,
            height: below.height,
        };
        if found.is_empty() {
            draw_lines(&empty("No word matches.", usize::from(inner.width), paint), below, buf);
        }
        for (row, (at, entry)) in found.iter().enumerate().skip(first).take(rows).enumerate() {
            let Ok(y) = u16::try_from(row) else { break };
            let (cursor, style) =
                if at == selected { (paint.glyphs.cursor_row, theme.strong) } else { (" ", theme.text) };
            let mark = if self.here.contains(&entry.term) { paint.glyphs.bullet } else { " " };
            let term = paint.fit(&entry.term, usize::from(list_width).saturating_sub(4));
            let line = Line::from(vec![
                Span::styled(format!("{cursor} "), theme.marker),
                Span::styled(format!("{mark} "), theme.new),
                Span::styled(term, style),
            ]);
            draw_lines([&line], Rect { y: list.y + y, height: 1, ..list }, buf);
        }
        if let Some(entry) = found.get(selected) {
            draw_lines(&explanation(entry, usize::from(text.width), paint), text, buf);
        }
        let column = 1 + text::width(&text::visible(self.input.before()));
        let last = usize::from(inner.width).saturating_sub(1);
        Some(Position::new(inner.x + u16::try_from(column.min(last)).ok()?, inner.y))
    }
}

fn explanation(entry: &crate::lesson::glossary::Entry, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let mut lines = vec![Line::from(span(&paint.fit(&entry.term, width), theme.heading))];
    lines.extend(text::markdown(&entry.text, width, theme, paint.glyphs));
    if !entry.lessons.is_empty() {
        lines.push(Line::default());
        let more = format!("More in the lessons `{}`", entry.lessons.join("`, `"));
        lines.extend(wrap(&text::code_spans(&more, theme.dim, theme.inline_code), width, &Indent::default()));
    }
    lines
}
