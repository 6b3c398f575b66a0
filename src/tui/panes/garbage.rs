//! The uncollectable list: `gc.garbage`, with the reason for each object.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::{Paint, draw_lines, empty};
use crate::tui::model::{GarbageRow, Windowed};
use crate::tui::text::{Indent, span, wrap};

pub struct GarbagePane<'a> {
    pub rows: &'a Windowed<GarbageRow>,
    pub paint: Paint<'a>,
}

impl Widget for &GarbagePane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        let width = usize::from(inner.width);
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        if self.rows.total == 0 {
            draw_lines(&empty("gc.garbage is empty.", width, self.paint), inner, buf);
            return;
        }
        let lines: Vec<_> = self
            .rows
            .rows
            .iter()
            .flat_map(|row| {
                let (sign, style) = if row.fresh { (glyphs.changed, theme.new) } else { (" ", theme.strong) };
                let words = [span(&row.label, style), Span::raw("  "), span(&row.reason, theme.dim)];
                wrap(&words, width, &Indent::marker(Span::styled(format!("{sign} "), theme.new)))
            })
            .collect();
        draw_lines(&lines, inner, buf);
    }
}
