//! The question before a lesson starts anew.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::open_box;
use crate::tui::panes::draw_lines;
use crate::tui::state::State;
use crate::tui::text::{Indent, wrap};

pub(super) fn draw(state: &State, body: Rect, buf: &mut Buffer) {
    let paint = state.paint();
    let inner = open_box(body, (52, 6), "Reset", None, paint, buf);
    let question = "Start this lesson again? Its statements and answers are forgotten.";
    let mut lines = wrap(&[Span::styled(question, paint.theme.text)], usize::from(inner.width), &Indent::default());
    lines.push(ratatui::text::Line::from(vec![
        Span::styled("y", paint.theme.key),
        Span::styled(" start again    ", paint.theme.label),
        Span::styled("n", paint.theme.key),
        Span::styled(" go on", paint.theme.label),
    ]));
    draw_lines(&lines, inner, buf);
}
