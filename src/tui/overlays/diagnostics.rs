//! What is wrong with lessons that did not load.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{open_box, reading_height};
use crate::tui::model::Diagnostic;
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines, empty};
use crate::tui::state::State;
use crate::tui::text::span;

pub(super) fn draw(list: &[Diagnostic], scroll: usize, state: &State, body: Rect, buf: &mut Buffer) {
    let paint = state.paint();
    let width = body.width.saturating_sub(4).min(110);
    let lines = diagnostics_lines(list, usize::from(width.saturating_sub(4)), paint);
    let shown = reading_height(body);
    let scroll = scroll.min(lines.len().saturating_sub(shown));
    let extent = Some(Extent { total: lines.len(), offset: scroll, shown });
    let title = format!("Lessons that did not load {} {}", paint.glyphs.separator, list.len());
    let inner = open_box(body, (width, body.height.saturating_sub(2)), &title, extent, paint, buf);
    draw_lines(lines.iter().skip(scroll), inner, buf);
}

/// The messages as they stand, as a caret below a line must keep its column.
#[must_use]
pub fn diagnostics_lines(list: &[Diagnostic], width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
    if list.is_empty() {
        return empty("All lessons loaded: nothing is wrong.", width, paint);
    }
    let mut lines = Vec::new();
    for diagnostic in list {
        lines.push(Line::from(span(&paint.fit(&diagnostic.title, width), paint.theme.error)));
        for line in diagnostic.text.lines() {
            lines.push(Line::from(span(&paint.fit(line, width), paint.theme.text)));
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}
