//! The lesson picker: lessons by chapter, with how far each has come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{open_box, reading_height};
use crate::tui::model::{LessonEntry, LessonList, LessonProgress};
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines, empty, restyle_row};
use crate::tui::state::State;
use crate::tui::text::{self, fit_line, span};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    pub list: LessonList,
    /// Index into the lessons.
    pub selected: usize,
    /// The id of the lesson that is open.
    pub here: Option<String>,
    /// Whether the list has arrived.
    pub loaded: bool,
}

impl Picker {
    pub fn fill(&mut self, list: LessonList) {
        if !self.loaded {
            let here = list.lessons.iter().position(|lesson| Some(&lesson.id) == self.here.as_ref());
            let open = list.lessons.iter().position(|lesson| lesson.progress != LessonProgress::Done);
            self.selected = here.or(open).unwrap_or(0);
        }
        self.list = list;
        self.loaded = true;
        self.select(0);
    }

    pub fn select(&mut self, by: isize) {
        let last = self.list.lessons.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    #[must_use]
    pub fn chosen(&self) -> Option<&LessonEntry> {
        self.list.lessons.get(self.selected)
    }

    /// Chapter headings and lessons; the second value is the row of the selected lesson.
    fn rows(&self, width: usize, paint: Paint<'_>) -> (Vec<Line<'static>>, usize) {
        let theme = paint.theme;
        let mut rows = Vec::new();
        let mut selected_row = 0;
        let mut chapter: Option<&str> = None;
        for (at, lesson) in self.list.lessons.iter().enumerate() {
            if chapter != Some(&lesson.chapter) {
                if chapter.is_some() {
                    rows.push(Line::default());
                }
                rows.push(Line::from(span(&paint.fit(&lesson.chapter, width), theme.heading)));
                chapter = Some(&lesson.chapter);
            }
            if at == self.selected {
                selected_row = rows.len();
            }
            rows.push(row(lesson, at == self.selected, self.here.as_ref() == Some(&lesson.id), width, paint));
        }
        (rows, selected_row)
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) {
        let paint = state.paint();
        let width = body.width.saturating_sub(4).min(84);
        let cells = usize::from(width.saturating_sub(4));
        let (rows, selected) = self.rows(cells, paint);
        let height = u16::try_from(rows.len() + 4).unwrap_or(u16::MAX).clamp(6, body.height.saturating_sub(2).max(6));
        let shown = usize::from(height.saturating_sub(2)).min(reading_height(body)).max(1);
        // The selected row stays off the edge where it can, so that its chapter shows.
        let first = (selected + 3).saturating_sub(shown).min(rows.len().saturating_sub(shown));
        let first = first.min(selected.saturating_sub(1));
        let extent = Some(Extent { total: rows.len(), offset: first, shown });
        let done = self.list.lessons.iter().filter(|lesson| lesson.progress == LessonProgress::Done).count();
        let title = match self.list.lessons.len() {
            0 => "Lessons".to_owned(),
            all => format!("Lessons {} {done} of {all} done", paint.glyphs.separator),
        };
        let inner = open_box(body, (width, height), &title, extent, paint, buf);
        if rows.is_empty() {
            let message =
                if self.loaded { "There are no lessons here. `--lessons DIR` adds a folder of them." } else { "" };
            draw_lines(&empty(message, cells, paint), inner, buf);
        }
        draw_lines(rows.iter().skip(first), inner, buf);
        if !rows.is_empty() {
            restyle_row(inner, selected.saturating_sub(first), paint.theme.selected, buf);
        }
        let broken = self.list.diagnostics.len();
        if broken > 0 {
            let noun = if broken == 1 { "1 lesson" } else { &format!("{broken} lessons") };
            let line = Line::from(Span::styled(format!(" {noun} did not load: d shows why "), paint.theme.warn));
            buf.set_line(inner.x, inner.bottom(), &line, inner.width);
        }
    }
}

fn row(lesson: &LessonEntry, selected: bool, here: bool, width: usize, paint: Paint<'_>) -> Line<'static> {
    let (glyphs, theme) = (paint.glyphs, paint.theme);
    let (sign, style, progress) = match lesson.progress {
        LessonProgress::Untouched => (glyphs.step_open, theme.dim, String::new()),
        LessonProgress::At(step) => (glyphs.step_here, theme.gauge, format!("step {} of {}", step.number, step.of)),
        LessonProgress::Done => (glyphs.goal_met, theme.good, "done".to_owned()),
    };
    let progress = if here { format!("{progress}  open").trim_start().to_owned() } else { progress };
    let right = format!("{progress}   {}", text::visible(&lesson.python));
    let cursor = if selected { glyphs.cursor_row } else { " " };
    let room = width.saturating_sub(4 + text::width(&right) + 1);
    let line = Line::from(vec![
        Span::styled(format!("{cursor} "), theme.marker),
        Span::styled(format!("{sign} "), style),
        Span::styled(paint.pad(&lesson.title, room), if selected { theme.strong } else { theme.text }),
        Span::styled(format!(" {right}"), theme.dim),
    ]);
    fit_line(line, width, glyphs.ellipsis)
}
