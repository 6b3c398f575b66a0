//! `:compare`: two versions of the whole picture side by side; both step together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{open_box, reading_height};
use crate::tui::model::{Versions as Model, VersionsMoment};
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines};
use crate::tui::state::State;
use crate::tui::text::{align, pieces, span};

/// The line that reaches up and down.
const UPRIGHT: usize = 5;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    pub model: Model,
    /// The moment that is shown: 0 is after the setup.
    pub moment: usize,
    pub scroll: usize,
}

impl Versions {
    /// Opens on the last moment.
    #[must_use]
    pub fn of(model: Model) -> Self {
        let moment = model.moments.len().saturating_sub(1);
        Self { model, moment, scroll: 0 }
    }

    /// Goes `by` statements on, or back.
    pub fn step(&mut self, by: isize) {
        let last = self.model.moments.len().saturating_sub(1);
        self.moment = self.moment.saturating_add_signed(by).min(last);
        self.scroll = 0;
    }

    pub fn scroll(&mut self, by: isize, body: Rect, paint: Paint<'_>) {
        let last = self.lines(usize::from(inside(body)), paint).len().saturating_sub(reading_height(body));
        self.scroll = self.scroll.min(last).saturating_add_signed(by).min(last);
    }

    fn shown(&self) -> Option<&VersionsMoment> {
        self.model.moments.get(self.moment)
    }

    /// The rows of the moment for a box of this inner width.
    fn lines(&self, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
        let theme = paint.theme;
        let between = format!(" {} ", paint.glyphs.lines[UPRIGHT]);
        let column = width.saturating_sub(2 + crate::tui::text::width(&between)) / 2;
        let row = |mark: &str, texts: [&str; 2], style| {
            let [left, right] = texts.map(|text| paint.pad(text, column));
            Line::from(vec![
                Span::styled(mark.to_owned(), theme.warn),
                Span::styled(left, style),
                Span::styled(between.clone(), theme.dim),
                Span::styled(right, style),
            ])
        };
        let [one, other] = &self.model.titles;
        let mut lines = vec![row("  ", [&format!("Python {one}"), &format!("Python {other}")], theme.strong)];
        for section in self.shown().map_or(&[][..], |moment| &moment.sections) {
            if section.columns.iter().all(Vec::is_empty) {
                continue;
            }
            lines.push(Line::default());
            lines.push(Line::from(span(section.title, theme.subheading)));
            for laid in align(&section.columns) {
                let text =
                    |at: usize| -> Option<&str> { section.columns.get(at)?.get((*laid.get(at)?)?).map(String::as_str) };
                let same = text(0) == text(1);
                let style = if same { theme.text } else { theme.strong };
                let mark = if same { "  ".to_owned() } else { format!("{} ", paint.glyphs.differs) };
                let [left, right] = [0, 1].map(|at| text(at).map_or_else(Vec::new, |text| pieces(text, column)));
                for part in 0..left.len().max(right.len()) {
                    let piece = |side: &[String]| side.get(part).cloned().unwrap_or_default();
                    lines.push(row(&mark, [&piece(&left), &piece(&right)], style));
                }
            }
        }
        lines
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) {
        let paint = state.paint();
        let lines = self.lines(usize::from(inside(body)), paint);
        let shown = reading_height(body);
        let scroll = self.scroll.min(lines.len().saturating_sub(shown));
        let extent = Some(Extent { total: lines.len(), offset: scroll, shown });
        let separator = paint.glyphs.separator;
        let statement = self.shown().map_or("", |moment| moment.statement.trim_end());
        let first = statement.lines().next().unwrap_or_default();
        let title = match self.moment {
            0 => format!("Versions {separator} after the setup"),
            n => format!("Versions {separator} after statement {n} of {}: {first}", self.model.moments.len() - 1),
        };
        let title = paint.fit(&title, usize::from(body.width.saturating_sub(8)));
        let size = (body.width.saturating_sub(2), body.height.saturating_sub(2));
        let inner = open_box(body, size, &title, extent, paint, buf);
        draw_lines(lines.iter().skip(scroll), inner, buf);
    }
}

/// The width inside the box.
fn inside(body: Rect) -> u16 {
    body.width.saturating_sub(6)
}
