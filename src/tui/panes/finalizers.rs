//! The `__del__` output: what finalizers and callbacks printed, in order, and why they ran.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Paint, draw_lines, empty};
use crate::tui::model::{FinalizerLine, Windowed};
use crate::tui::text::{self, Indent, span, wrap};

pub struct FinalizersPane<'a> {
    pub lines: &'a Windowed<FinalizerLine>,
    pub paint: Paint<'a>,
}

impl FinalizersPane<'_> {
    /// `3  bye  ← collection 1 of generation 2`, over more lines where it must.
    fn entry(&self, line: &FinalizerLine, width: usize) -> Vec<Line<'static>> {
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let (sign, style) = if line.fresh { (glyphs.changed, theme.new) } else { (" ", theme.text) };
        let marker = format!("{sign}{:>2} ", line.number);
        let indent = Indent::marker(Span::styled(marker.clone(), if line.fresh { theme.new } else { theme.dim }));
        let cause = span(&format!("{} {}", glyphs.because, line.cause), theme.dim);
        let words = [span(&line.text, style), Span::styled("  ", style), cause];
        let one_line = text::width(&marker) + words.iter().map(|w| text::width(&w.content)).sum::<usize>();
        if one_line <= width {
            return wrap(&words, width, &indent);
        }
        let [text_span, _, cause] = words;
        let mut lines = wrap(&[text_span], width, &indent);
        lines.extend(wrap(&[cause], width, &Indent { first: indent.rest.clone(), rest: indent.rest }));
        lines
    }
}

impl Widget for &FinalizersPane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        let width = usize::from(inner.width);
        if self.lines.total == 0 {
            let message = "Nothing yet. What __del__ methods and weak reference callbacks do is numbered here.";
            draw_lines(&empty(message, width, self.paint), inner, buf);
            return;
        }
        let lines: Vec<_> = self.lines.rows.iter().flat_map(|line| self.entry(line, width)).collect();
        let surplus = lines.len().saturating_sub(usize::from(inner.height));
        draw_lines(lines.iter().skip(surplus), inner, buf);
    }
}
