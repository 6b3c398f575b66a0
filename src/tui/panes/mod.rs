//! The panes: each a pure function from its part of the view-model to cells of a buffer.

pub mod console;
pub mod finalizers;
pub mod footer;
pub mod frame;
pub mod garbage;
pub mod generations;
pub mod graph;
pub mod lesson;
pub mod objects;
pub mod time;
pub mod title;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::glyphs::Glyphs;
use super::text;
use super::theme::Theme;

/// What every pane draws with.
#[derive(Clone, Copy)]
pub struct Paint<'a> {
    pub theme: &'a Theme,
    pub glyphs: &'a Glyphs,
}

/// Whether a pane has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    Active,
    Idle,
}

impl Paint<'_> {
    /// A text cut to `most` cells.
    #[must_use]
    pub fn fit(self, text: &str, most: usize) -> String {
        text::fit(text, most, self.glyphs.ellipsis)
    }

    /// A text cut or filled to exactly `cells`.
    #[must_use]
    pub fn pad(self, text: &str, cells: usize) -> String {
        text::pad(text, cells, self.glyphs.ellipsis)
    }
}

/// Writes lines from the top of an area; what does not fit is left out.
pub fn draw_lines<'a>(lines: impl IntoIterator<Item = &'a Line<'static>>, area: Rect, buf: &mut Buffer) {
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        buf.set_line(area.x, y, line, area.width);
    }
}

/// A friendly word where there is nothing to show.
#[must_use]
pub fn empty(message: &str, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
    text::wrap(&[Span::styled(message.to_owned(), paint.theme.dim)], width, &text::Indent::default())
}

/// Lays a style over a whole row.
pub fn restyle_row(area: Rect, row: usize, style: Style, buf: &mut Buffer) {
    let Ok(row) = u16::try_from(row) else { return };
    if row < area.height {
        buf.set_style(Rect { y: area.y + row, height: 1, ..area }, style);
    }
}
