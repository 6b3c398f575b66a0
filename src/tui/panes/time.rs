//! The strip of the time machine: a ruler with the statements around the moment, and what happened at it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Paint, draw_lines};
use crate::tui::model::{RulerMark, Segment, TimeView};
use crate::tui::text::{self, Indent, fit_line, span, wrap};

/// Rows that the strip takes below the panes.
pub const ROWS: u16 = 5;

pub struct TimeStrip<'a> {
    pub time: &'a TimeView,
    /// What playing says of itself: `playing, 4 a second`.
    pub pace: Option<String>,
    pub paint: Paint<'a>,
}

/// One cell of the ruler.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Plain,
    Start,
    Collection,
    Finalizer,
    Here,
}

impl TimeStrip<'_> {
    /// The cells of the ruler: each statement has room by the length of its number of events, so that short ones are
    /// seen beside long ones.
    fn ruler(&self, width: usize) -> Vec<Cell> {
        let weight = |segment: &Segment| 2 + segment.events.max(1).ilog2() as usize;
        let all: usize = self.time.segments.iter().map(weight).sum();
        let mut cells = vec![Cell::Plain; width];
        let mut before = 0;
        for segment in &self.time.segments {
            let first = before * width / all.max(1);
            before += weight(segment);
            let end = (before * width / all.max(1)).max(first + 1);
            let place = |event: usize| first + event * (end - first) / segment.events.max(1);
            let mut set = |at: usize, cell: Cell| {
                if let Some(place) = cells.get_mut(at)
                    && *place != Cell::Here
                {
                    *place = cell;
                }
            };
            set(first, Cell::Start);
            for (event, mark) in &segment.marks {
                set(
                    place(*event),
                    match mark {
                        RulerMark::Collection => Cell::Collection,
                        RulerMark::Finalizer => Cell::Finalizer,
                    },
                );
            }
            if segment.statement == self.time.statement {
                set(place(self.time.event.saturating_sub(1)).min(end - 1), Cell::Here);
            }
        }
        cells
    }

    fn ruler_line(&self, width: usize) -> Line<'static> {
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let draw = |cell: Cell| -> (&'static str, Style) {
            match cell {
                Cell::Plain => (glyphs.horizontal, theme.border),
                Cell::Start => (glyphs.lines.get(5).copied().unwrap_or("|"), theme.dim),
                Cell::Collection => ("C", theme.warn),
                Cell::Finalizer => ("F", theme.finalized),
                Cell::Here => (glyphs.step_here, theme.brand),
            }
        };
        let spans = self.ruler(width).into_iter().map(draw).map(|(sign, style)| Span::styled(sign, style));
        Line::from(spans.collect::<Vec<_>>())
    }

    fn lines(&self, width: usize) -> Vec<Line<'static>> {
        let (theme, time, glyphs) = (self.paint.theme, self.time, self.paint.glyphs);
        let place = format!(
            " {} of {} {} statement {} of {}",
            time.number, time.total, glyphs.separator, time.statement, time.statements
        );
        let pace = self.pace.as_ref().map_or_else(String::new, |pace| format!(" {} {pace}", glyphs.separator));
        let mut first = self.ruler_line(width.saturating_sub(text::width(&place) + text::width(&pace)).max(10));
        first.push_span(Span::styled(place, theme.strong));
        first.push_span(Span::styled(pace, theme.good));
        let mut lines = vec![first];
        let mut what = vec![span(&time.headline, theme.strong)];
        if !time.changes.is_empty() {
            what.push(span(&format!("  {}", time.changes.join(", ")), theme.up));
        }
        lines.extend(wrap(&what, width, &Indent::default()).into_iter().take(2));
        if let Some(missing) = &time.missing {
            lines.push(Line::from(span(missing, theme.warn)));
        }
        match &time.phase {
            Some((name, sentence)) => {
                let said = time.headline.ends_with(name.as_str());
                let name = if said { String::new() } else { format!("{name}: ") };
                let phase = [span(&name, theme.subheading), span(sentence, theme.text)];
                lines.extend(wrap(&phase, width, &Indent::default()));
            }
            None => {
                let mut below = vec![span(&time.source, theme.inline_code)];
                if let Some(instruction) = time.instruction.as_ref().filter(|text| **text != time.headline) {
                    below.push(span(&format!("   {} {instruction}", glyphs.because), theme.dim));
                }
                lines.push(Line::from(below));
            }
        }
        lines.into_iter().map(|line| fit_line(line, width, glyphs.ellipsis)).collect()
    }
}

impl Widget for &TimeStrip<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        draw_lines(&self.lines(usize::from(inner.width)), inner, buf);
    }
}
