//! The last row: which keys work now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::Paint;

/// A key and what it does, in a word or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub key: String,
    pub label: &'static str,
}

pub struct Footer<'a> {
    /// `typing`, `panes`, …
    pub mode: &'static str,
    /// The most important first; those that do not fit are left out.
    pub hints: &'a [Hint],
    pub paint: Paint<'a>,
}

impl Widget for &Footer<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let theme = self.paint.theme;
        let room = usize::from(area.width.saturating_sub(2));
        let mut line = Line::from(vec![Span::styled(format!("{} ", self.mode), theme.brand)]);
        for hint in self.hints {
            let spans = [
                Span::raw(" "),
                Span::styled(hint.key.clone(), theme.key),
                Span::styled(format!(" {} ", hint.label), theme.label),
            ];
            let cells: usize = spans.iter().map(Span::width).sum();
            if line.width() + cells > room + 1 {
                continue;
            }
            line.extend(spans);
        }
        buf.set_line(area.x + 1, area.y, &line, area.width.saturating_sub(1));
    }
}
