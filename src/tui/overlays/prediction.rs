//! The prediction: a question before a statement runs, and what is said about the answer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::open_box;
use crate::tui::line_input::LineInput;
use crate::tui::model::{PredictionView, Verdict};
use crate::tui::panes::{Paint, draw_lines};
use crate::tui::state::State;
use crate::tui::text::{self, Indent, fit_line, span, wrap};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prediction {
    pub selected: usize,
    /// The answer being typed, where there are no choices.
    pub input: LineInput,
    /// The statement that waits for the answer.
    pub pending: Option<String>,
}

impl Prediction {
    pub fn select(&mut self, by: isize, choices: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(choices.saturating_sub(1));
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
        let prediction = state.views.lesson.as_ref()?.prediction.as_ref()?;
        let paint = state.paint();
        let width = body.width.saturating_sub(4).min(72);
        let cells = usize::from(width.saturating_sub(4));
        let (lines, cursor) = match &prediction.answered {
            Some(_) => (answered_lines(prediction, cells, paint), None),
            None => self.question_lines(prediction, cells, paint),
        };
        let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
        let title = if prediction.answered.is_some() { "Your prediction" } else { "Predict first" };
        let inner = open_box(body, (width, height), title, None, paint, buf);
        // Where the box cannot hold all, the end matters: choices, or the explanation.
        let surplus = lines.len().saturating_sub(usize::from(inner.height));
        draw_lines(lines.iter().skip(surplus), inner, buf);
        let (column, row) = cursor?;
        let row = u16::try_from(row.checked_sub(surplus)?).ok()?;
        Some(Position::new(inner.x + u16::try_from(column.min(cells)).ok()?, inner.y + row))
    }

    /// The lines, and the column and row of the text cursor where an answer is typed.
    fn question_lines(
        &self,
        prediction: &PredictionView,
        width: usize,
        paint: Paint<'_>,
    ) -> (Vec<Line<'static>>, Option<(usize, usize)>) {
        let theme = paint.theme;
        let mut lines = Vec::new();
        if let Some(pending) = &self.pending {
            for line in text::highlight_lines(pending.trim_end(), theme) {
                let mut spans = vec![Span::styled("  ", theme.code)];
                spans.extend(line);
                lines.push(fit_line(Line::from(spans), width, paint.glyphs.ellipsis));
            }
            lines.push(Line::default());
        }
        lines.extend(text::markdown(&prediction.question, width, theme, paint.glyphs));
        lines.push(Line::default());
        if prediction.choices.is_empty() {
            let column = text::width("Your answer: ") + text::width(&text::visible(self.input.before()));
            let cursor = Some((column, lines.len()));
            lines.push(Line::from(vec![
                Span::styled("Your answer: ", theme.strong),
                span(self.input.text(), theme.inline_code),
            ]));
            return (lines, cursor);
        }
        for (at, choice) in prediction.choices.iter().enumerate() {
            let chosen = at == self.selected;
            let sign = if chosen { paint.glyphs.cursor_row } else { " " };
            let marker = Span::styled(format!("{sign} {}) ", at + 1), theme.key);
            let style = if chosen { theme.strong } else { theme.text };
            lines.extend(wrap(
                &text::code_spans(&choice.text, style, theme.inline_code),
                width,
                &Indent::marker(marker),
            ));
        }
        (lines, None)
    }
}

fn answered_lines(prediction: &PredictionView, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
    let theme = paint.theme;
    let Some(answered) = &prediction.answered else { return Vec::new() };
    let (verdict, style) = match answered.verdict {
        // The explanation says that it is right.
        Verdict::Right => (format!("{} ", paint.glyphs.goal_met), theme.good),
        Verdict::Wrong => ("Not so: ".to_owned(), theme.warn),
    };
    let mut lines = text::markdown(&prediction.question, width, theme, paint.glyphs);
    lines.push(Line::default());
    let mut head = vec![Span::styled(verdict, style), Span::styled("you said ", theme.text)];
    head.extend(text::code_spans(&answered.given, theme.inline_code, theme.inline_code));
    lines.extend(wrap(&head, width, &Indent::default()));
    lines.push(Line::default());
    lines.extend(text::markdown(&answered.explanation, width, theme, paint.glyphs));
    lines
}
