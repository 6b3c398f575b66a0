//! The generations side by side: a gauge each, and the objects in list order.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Paint, draw_lines};
use crate::tui::model::{GenerationPane, GenerationRow, Move, Windowed};
use crate::tui::text::{self, Indent, fit_line, span, wrap};

/// Lines above the objects: name, gauge, collections.
const HEAD: u16 = 3;

pub struct GenerationsPane<'a> {
    pub generations: &'a [GenerationPane],
    /// The generation that scrolls, where the pane has the keys.
    pub active: Option<usize>,
    pub paint: Paint<'a>,
}

/// The objects of each generation that fit into the inside of the pane.
#[must_use]
pub fn visible_rows(inner: Rect) -> usize {
    usize::from(inner.height.saturating_sub(HEAD))
}

/// The inside cut into columns with a line between them.
fn columns(inner: Rect, count: usize) -> Vec<Rect> {
    let count = u16::try_from(count).unwrap_or(1).max(1);
    let gaps = 3 * (count - 1);
    let each = inner.width.saturating_sub(gaps) / count;
    (0..count)
        .map(|at| {
            let x = inner.x + at * (each + 3);
            let width = if at + 1 == count { inner.right().saturating_sub(x) } else { each };
            Rect { x, width, ..inner }
        })
        .collect()
}

impl GenerationsPane<'_> {
    /// Name, gauge and collections, then the note where it has no room beside the name.
    fn head(&self, generation: &GenerationPane, active: bool, width: usize) -> Vec<Line<'static>> {
        let (paint, theme) = (self.paint, self.paint.theme);
        let name_style = if active { theme.title_focus } else { theme.strong };
        let mut name = vec![span(&generation.name, name_style)];
        let mut notes = Vec::new();
        if let Some(note) = &generation.note {
            let beside = text::width(&generation.name) + 2 + text::width(note) <= width;
            if beside {
                name.push(span(&format!("  {note}"), theme.warn));
            } else {
                notes = wrap(&[span(note, theme.warn)], width, &Indent::default());
            }
        }
        let mut facts = vec![Span::styled(
            match generation.collections {
                1 => "1 collection".to_owned(),
                count => format!("{count} collections"),
            },
            theme.dim,
        )];
        if generation.left > 0 {
            facts.push(Span::styled(format!("  {} moved on", generation.left), theme.up));
        }
        if generation.collected > 0 {
            facts.push(Span::styled(format!("  {} found", generation.collected), theme.down));
        }
        // What has just happened is worth more than the word.
        if facts.len() > 1
            && facts.iter().map(Span::width).sum::<usize>() > width
            && let Some(collections) = facts.first_mut()
        {
            *collections = Span::styled(format!("{} coll.", generation.collections), theme.dim);
        }
        let lines = [Line::from(name), self.gauge(generation, width), Line::from(facts)];
        lines.map(|line| fit_line(line, width, paint.glyphs.ellipsis)).into_iter().chain(notes).collect()
    }

    /// `████░░░░ 812/2000`: how far the counter is from the threshold.
    fn gauge(&self, generation: &GenerationPane, width: usize) -> Line<'static> {
        let (glyphs, theme) = (self.paint.glyphs, self.paint.theme);
        let (count, threshold) = (generation.count, generation.threshold);
        let figures = if threshold == 0 { format!("{count}, never") } else { format!("{count}/{threshold}") };
        let cells = width.saturating_sub(text::width(&figures) + 1).min(40);
        let full = match threshold {
            0 => 0,
            // A counter that is not 0 shows; one that has not reached the threshold leaves a gap.
            _ => {
                let share = u128::from(count) * cells as u128 / u128::from(threshold);
                let share = usize::try_from(share).unwrap_or(cells).min(cells);
                if count > 0 && share == 0 { 1.min(cells) } else { share }
            }
        };
        let near = threshold > 0 && count.saturating_mul(10) >= threshold.saturating_mul(9);
        let style = if near { theme.gauge_near } else { theme.gauge };
        Line::from(vec![
            Span::styled(glyphs.gauge_full.repeat(full), style),
            Span::styled(glyphs.gauge_empty.repeat(cells - full), theme.gauge_empty),
            Span::styled(format!(" {figures}"), if near { theme.gauge_near } else { theme.text }),
        ])
    }

    fn row(&self, row: &GenerationRow, width: usize) -> Line<'static> {
        let (paint, theme) = (self.paint, self.paint.theme);
        let (mark, note, style) = match &row.moved {
            Move::Stayed => (" ".to_owned(), String::new(), theme.dim),
            Move::Entered => ("+".to_owned(), "new".to_owned(), theme.new),
            // The number of the generation says enough.
            Move::CameFrom(from) => {
                let from = from.strip_prefix("generation ").unwrap_or(from);
                (paint.glyphs.arrow.to_owned(), format!("from {from}"), theme.up)
            }
        };
        let label_style = if row.reachable { theme.text } else { theme.unreachable };
        let used = text::width(&mark) + 1 + if note.is_empty() { 0 } else { text::width(&note) + 1 };
        let label = paint.fit(&row.label, width.saturating_sub(used).max(4));
        let mut spans = vec![Span::styled(format!("{mark} "), style), Span::styled(label, label_style)];
        if !note.is_empty() {
            spans.push(Span::styled(format!(" {note}"), style));
        }
        fit_line(Line::from(spans), width, paint.glyphs.ellipsis)
    }
}

impl Widget for &GenerationsPane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        let areas = columns(inner, self.generations.len());
        for (at, (generation, area)) in self.generations.iter().zip(&areas).enumerate() {
            let width = usize::from(area.width);
            let active = self.active == Some(at);
            let mut lines = self.head(generation, active, width);
            let Windowed { total, offset, rows } = &generation.objects;
            // A note takes the place of rows: of the last ones, or at the end of the list of the first ones.
            let room = usize::from(area.height).saturating_sub(lines.len());
            let all = rows.len();
            let left_out = if offset + all == *total { all.saturating_sub(room) } else { 0 };
            let rows = rows.get(left_out..).unwrap_or_default();
            let rows = rows.get(..room.min(rows.len())).unwrap_or_default();
            lines.extend(rows.iter().map(|row| self.row(row, width)));
            if *total == 0 {
                lines.push(Line::styled("no objects", self.paint.theme.dim));
            } else if *total > rows.len() && all >= visible_rows(inner).min(*total) {
                let first = offset + left_out + 1;
                let last = offset + left_out + rows.len();
                let dim = self.paint.theme.dim;
                // What the last statement did here is worth more than which rows are in view.
                if let Some(facts) = lines.get_mut(2).filter(|facts| facts.spans.len() == 1) {
                    facts.push_span(Span::styled(format!("  {first}-{last} of {total}"), dim));
                    // Where both have no room, the range takes the place of the words, which are known by now.
                    if facts.width() > width {
                        let short = format!("{} coll.  {first}-{last}/{total}", generation.collections);
                        *facts = fit_line(Line::styled(short, dim), width, self.paint.glyphs.ellipsis);
                    }
                }
            }
            draw_lines(&lines, *area, buf);
            if at > 0 {
                for y in inner.top()..inner.bottom() {
                    let line = self.paint.glyphs.lines.get(5).copied().unwrap_or("|");
                    buf.set_string(area.x.saturating_sub(2), y, line, self.paint.theme.border);
                }
            }
        }
    }
}
