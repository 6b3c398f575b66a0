//! A text to read, such as the answer to "why?", or a lesson's setup.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{open_box, reading_height};
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines};
use crate::tui::state::State;
use crate::tui::text::{Indent, fit_line, highlight_lines, visible, wrap};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub title: String,
    pub text: String,
    pub kind: Kind,
    pub scroll: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines that end with a colon and are not indented are headings.
    Prose,
    /// Python.
    Source,
}

impl Reading {
    fn lines(&self, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
        if self.kind == Kind::Source {
            let lines = highlight_lines(&self.text, paint.theme);
            return lines.into_iter().map(|line| fit_line(Line::from(line), width, paint.glyphs.ellipsis)).collect();
        }
        let line = |text: &str| {
            let heading = text.ends_with(':') && !text.starts_with(' ');
            let style = if heading { paint.theme.subheading } else { paint.theme.text };
            let indent = text.len() - text.trim_start().len();
            let marker = Indent::marker(Span::raw(" ".repeat(indent)));
            wrap(&[Span::styled(visible(text.trim_start()).into_owned(), style)], width, &marker)
        };
        self.text.lines().flat_map(|text| if text.is_empty() { vec![Line::default()] } else { line(text) }).collect()
    }

    /// The last line that the box can start with.
    #[must_use]
    pub fn last_scroll(&self, body: Rect, paint: Paint<'_>) -> usize {
        self.lines(usize::from(box_width(body).saturating_sub(4)), paint).len().saturating_sub(reading_height(body))
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) {
        let paint = state.paint();
        let width = box_width(body);
        let lines = self.lines(usize::from(width.saturating_sub(4)), paint);
        let shown = reading_height(body);
        let scroll = self.scroll.min(lines.len().saturating_sub(shown));
        let extent = Some(Extent { total: lines.len(), offset: scroll, shown });
        let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(body.height.saturating_sub(2));
        let inner = open_box(body, (width, height), &visible(&self.title), extent, paint, buf);
        draw_lines(lines.iter().skip(scroll), inner, buf);
    }
}

fn box_width(body: Rect) -> u16 {
    body.width.saturating_sub(4).min(100)
}
