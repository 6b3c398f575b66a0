//! `/`: a text to find in the refcount table.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::open_at;
use crate::tui::line_input::LineInput;
use crate::tui::panes::draw_lines;
use crate::tui::state::State;
use crate::tui::text::{self, span};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub input: LineInput,
}

impl Search {
    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
        let (paint, theme) = (state.paint(), state.paint().theme);
        let width = body.width.saturating_sub(4).min(60);
        let area = Rect { x: body.x + (body.width - width) / 2, y: body.y + 1, width, height: 3 };
        let inner = open_at(area, "Find an object by name, type, value or holder", None, paint, buf);
        let rest = if self.input.text().is_empty() && !state.last_search.is_empty() {
            span(&format!("{} (Enter searches again)", state.last_search), theme.dim)
        } else {
            span(self.input.text(), theme.text)
        };
        draw_lines([&Line::from(vec![Span::styled("/", theme.prompt), rest])], inner, buf);
        let column = 1 + text::width(&text::visible(self.input.before()));
        let last = usize::from(inner.width).saturating_sub(1);
        Some(Position::new(inner.x + u16::try_from(column.min(last)).ok()?, inner.y))
    }
}
