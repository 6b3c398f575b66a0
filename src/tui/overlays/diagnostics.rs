//! What is wrong with lessons that did not load.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{open_box, reading_height};
use crate::tui::model::Diagnostic;
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines, empty};
use crate::tui::state::State;
use crate::tui::text::{Indent, span, wrap};

pub(super) fn draw(list: &[Diagnostic], scroll: usize, state: &State, body: Rect, buf: &mut Buffer) {
    let paint = state.paint();
    let width = box_width(body);
    let lines = diagnostics_lines(list, usize::from(width.saturating_sub(4)), paint);
    let shown = reading_height(body);
    let scroll = scroll.min(lines.len().saturating_sub(shown));
    let extent = Some(Extent { total: lines.len(), offset: scroll, shown });
    let title = format!("Lessons that did not load {} {}", paint.glyphs.separator, list.len());
    let inner = open_box(body, (width, body.height.saturating_sub(2)), &title, extent, paint, buf);
    draw_lines(lines.iter().skip(scroll), inner, buf);
}

fn box_width(body: Rect) -> u16 {
    body.width.saturating_sub(4).min(110)
}

/// The last line that the box can start with.
#[must_use]
pub fn last_scroll(list: &[Diagnostic], body: Rect, paint: Paint<'_>) -> usize {
    let width = usize::from(box_width(body).saturating_sub(4));
    diagnostics_lines(list, width, paint).len().saturating_sub(reading_height(body))
}

/// The messages as they stand, as a caret below a line must keep its column.
fn diagnostics_lines(list: &[Diagnostic], width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
    if list.is_empty() {
        return empty("All lessons loaded: nothing is wrong.", width, paint);
    }
    let mut lines = Vec::new();
    for diagnostic in list {
        lines.push(Line::from(span(&paint.fit(&diagnostic.title, width), paint.theme.error)));
        for line in diagnostic.text.lines() {
            // The remedy is prose.
            if line.starts_with("help: ") {
                lines.extend(wrap(&[span(line, paint.theme.text)], width, &Indent::default()));
                continue;
            }
            lines.push(Line::from(span(&paint.fit(line, width), paint.theme.text)));
        }
        lines.push(Line::default());
    }
    lines.pop();
    lines
}
