//! The lesson picker: lessons by chapter, with how far each has come.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{open_box, reading_height};
use crate::tui::line_input::LineInput;
use crate::tui::model::{LessonEntry, LessonList, LessonProgress, Record};
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines, empty, restyle_row};
use crate::tui::state::State;
use crate::tui::text::{self, fit_line};

/// Who gets the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    /// They are keys of the list.
    #[default]
    Keys,
    /// They are what is looked for.
    Query,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    pub list: LessonList,
    /// What is looked for in titles and texts; empty shows all lessons.
    pub query: LineInput,
    pub typing: Typing,
    /// Index into the lessons that match.
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
        let last = self.found().len().saturating_sub(1);
        self.selected = self.selected.min(last).saturating_add_signed(by).min(last);
    }

    #[must_use]
    pub fn chosen(&self) -> Option<&LessonEntry> {
        self.found().get(self.selected).copied()
    }

    /// The lessons that contain every word of the query.
    fn found(&self) -> Vec<&LessonEntry> {
        let words: Vec<String> = self.query.text().split_whitespace().map(str::to_lowercase).collect();
        let holds = |lesson: &&LessonEntry| {
            let all = format!("{}\n{}\n{}", lesson.title, lesson.chapter, lesson.text).to_lowercase();
            words.iter().all(|word| all.contains(word))
        };
        self.list.lessons.iter().filter(holds).collect()
    }

    /// The first line of a lesson's text that holds what is looked for, from shortly before it.
    fn quote(&self, lesson: &LessonEntry) -> Option<String> {
        const BEFORE: usize = 4;
        let word = self.query.text().split_whitespace().next()?.to_lowercase();
        let line = lesson.text.lines().find(|line| line.to_lowercase().contains(&word))?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|one| one.to_lowercase().contains(&word)).unwrap_or(0);
        let quote = words.get(at.saturating_sub(BEFORE)..).unwrap_or_default().join(" ").replace(['*', '`'], "");
        Some(if at > BEFORE { format!("... {quote}") } else { quote })
    }

    /// Chapter headings and lessons; the second value is the row of the selected lesson.
    fn rows(&self, width: usize, paint: Paint<'_>) -> (Vec<Line<'static>>, usize) {
        let theme = paint.theme;
        let mut rows = Vec::new();
        let mut selected_row = 0;
        let mut chapter: Option<&str> = None;
        for (at, lesson) in self.found().into_iter().enumerate() {
            if chapter != Some(&lesson.chapter) {
                if chapter.is_some() {
                    rows.push(Line::default());
                }
                rows.push(self.heading(&lesson.chapter, width, paint));
                chapter = Some(&lesson.chapter);
            }
            if at == self.selected {
                selected_row = rows.len();
            }
            rows.push(row(lesson, at == self.selected, self.here.as_ref() == Some(&lesson.id), width, paint));
            if let Some(quote) = self.quote(lesson) {
                let quote = paint.fit(&quote, width.saturating_sub(6));
                rows.push(Line::from(vec![Span::raw("      "), Span::styled(quote, theme.dim)]));
            }
        }
        (rows, selected_row)
    }

    /// A chapter's title, and how it went in all its lessons.
    fn heading(&self, chapter: &str, width: usize, paint: Paint<'_>) -> Line<'static> {
        let lessons = || self.list.lessons.iter().filter(|lesson| lesson.chapter == chapter);
        let done = lessons().filter(|lesson| lesson.progress == LessonProgress::Done).count();
        let record = lessons().map(|lesson| lesson.record).fold(Record::default(), Record::plus);
        let mut right = format!("{done} of {} done", lessons().count());
        if record.right > 0 || record.hints > 0 {
            right = format!("{right}, {}", record_text(record).replace(" right", " predictions right at once"));
        }
        let room = width.saturating_sub(text::width(&right) + 1);
        Line::from(vec![
            Span::styled(paint.pad(chapter, room), paint.theme.heading),
            Span::styled(format!(" {right}"), paint.theme.dim),
        ])
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
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
            let message = match (self.loaded, self.list.lessons.is_empty()) {
                (true, true) => "There are no lessons here. `--lessons DIR` adds a folder of them.",
                (true, false) => "No lesson contains this.",
                (false, _) => "",
            };
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
        let asked = self.typing == Typing::Query || !self.query.text().is_empty();
        asked.then(|| self.draw_query(inner, paint, buf)).filter(|_| self.typing == Typing::Query)
    }

    /// What is looked for, in the lower border; returns the cell of the text cursor.
    fn draw_query(&self, inner: Rect, paint: Paint<'_>, buf: &mut Buffer) -> Position {
        let typed = text::visible(self.query.text()).into_owned();
        let line = Line::from(vec![
            Span::styled(" /", paint.theme.prompt),
            Span::styled(paint.fit(&typed, 40), paint.theme.strong),
            Span::styled(" ", paint.theme.text),
        ]);
        buf.set_line(inner.x, inner.bottom(), &line, inner.width);
        let column = 2 + text::width(&text::visible(self.query.before())).min(40);
        Position::new(inner.x + u16::try_from(column).unwrap_or(0), inner.bottom())
    }
}

/// `3 of 4 right, 1 hint`; an exercise asks for no predictions.
fn record_text(record: Record) -> String {
    let right = (record.predictions > 0).then(|| format!("{} of {} right", record.right, record.predictions));
    let hints = match record.hints {
        0 => None,
        1 => Some("1 hint".to_owned()),
        hints => Some(format!("{hints} hints")),
    };
    [right, hints].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn row(lesson: &LessonEntry, selected: bool, here: bool, width: usize, paint: Paint<'_>) -> Line<'static> {
    let (glyphs, theme) = (paint.glyphs, paint.theme);
    let (sign, style, progress) = match lesson.progress {
        LessonProgress::Untouched => (glyphs.step_open, theme.dim, String::new()),
        LessonProgress::At(step) => (glyphs.step_here, theme.gauge, format!("step {} of {}", step.number, step.of)),
        LessonProgress::Done => (glyphs.goal_met, theme.good, "done".to_owned()),
    };
    let mut progress = if here { format!("{progress}  open").trim_start().to_owned() } else { progress };
    let finished = lesson.progress == LessonProgress::Done && lesson.record.predictions > 0;
    if finished || lesson.record.right > 0 || lesson.record.hints > 0 {
        progress = format!("{}  {progress}", record_text(lesson.record));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_tells_its_hints_only() {
        let record = |predictions, right, hints| record_text(Record { predictions, right, hints });
        assert_eq!(record(4, 3, 1), "3 of 4 right, 1 hint");
        assert_eq!(record(0, 0, 2), "2 hints");
        assert_eq!(record(2, 0, 0), "0 of 2 right");
    }
}
