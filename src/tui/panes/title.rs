//! The first row: where the learner is, or a message.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::Paint;
use crate::tui::model::{LessonView, Notice, Severity, Status};
use crate::tui::text::{self, Indent, fit_line, span, wrap};

pub struct TitleBar<'a> {
    pub status: &'a Status,
    pub lesson: Option<&'a LessonView>,
    /// Takes the row until the next key.
    pub notice: Option<&'a Notice>,
    pub paint: Paint<'a>,
}

/// What is left out where the row is short: each form leaves out one thing more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Full,
    NoChapter,
    NoBeads,
    NoBrand,
    /// `2/5` instead of `step 2 of 5`.
    NoWords,
}

impl TitleBar<'_> {
    /// The fullest form that fits.
    fn left(&self, room: usize) -> Line<'static> {
        let forms = [Form::Full, Form::NoChapter, Form::NoBeads, Form::NoBrand, Form::NoWords];
        let mut lines = forms.map(|form| self.path(form)).into_iter();
        let mut line = lines.next().unwrap_or_default();
        for shorter in lines {
            if line.width() > room {
                line = shorter;
            }
        }
        line
    }

    fn path(&self, form: Form) -> Line<'static> {
        let with_brand = form <= Form::NoBeads;
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let separator = || Span::styled(format!("  {}  ", glyphs.separator), theme.border);
        let mut spans = Vec::new();
        if with_brand || self.lesson.is_none() {
            spans.push(Span::styled("gcscope", theme.brand));
        }
        if let Some(lesson) = self.lesson {
            if form == Form::Full && !lesson.chapter.is_empty() {
                spans.push(separator());
                spans.push(span(&lesson.chapter, theme.bar));
            }
            if with_brand {
                spans.push(separator());
            }
            spans.push(span(&lesson.title, theme.strong));
            let step = lesson.step;
            if step.of > 0 {
                spans.push(separator());
                let words = if form < Form::NoWords {
                    format!("step {} of {} ", step.number, step.of)
                } else {
                    format!("{}/{} ", step.number, step.of)
                };
                spans.push(Span::styled(words, theme.bar));
                // Beads only while they can be counted at a glance.
                for at in 1..=if form <= Form::NoChapter && step.of <= 12 { step.of } else { 0 } {
                    spans.push(match at.cmp(&step.number) {
                        std::cmp::Ordering::Less => Span::styled(glyphs.step_done, theme.gauge),
                        std::cmp::Ordering::Equal => Span::styled(glyphs.step_here, theme.brand),
                        std::cmp::Ordering::Greater => Span::styled(glyphs.step_open, theme.dim),
                    });
                }
            }
        }
        Line::from(spans)
    }

    fn right(&self) -> Line<'static> {
        let theme = self.paint.theme;
        if self.status.python.is_empty() {
            return Line::default();
        }
        Line::from(vec![
            span(&format!("CPython {}", self.status.python), theme.strong),
            Span::styled(format!("  {}  statement {}", self.paint.glyphs.separator, self.status.statement), theme.bar),
        ])
    }

    fn message(&self, notice: &Notice) -> Line<'static> {
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let (sign, style) = match notice.severity {
            Severity::Info => (glyphs.bullet, theme.strong),
            Severity::Success => (glyphs.goal_met, theme.good),
            Severity::Warning => ("!", theme.warn),
            Severity::Error => ("!", theme.error),
        };
        Line::from(vec![Span::styled(format!("{sign} "), style), span(&notice.text, style)])
    }
}

/// Rows that a message takes at most.
const MESSAGE_ROWS: usize = 4;

impl TitleBar<'_> {
    /// A message that the row is too short for goes on below it, over the panes, until the next key.
    pub fn draw_long_message(&self, area: Rect, buf: &mut Buffer) {
        let Some(message) = self.notice.map(|notice| self.message(notice)) else { return };
        let room = area.width.saturating_sub(2);
        if message.width() <= usize::from(room) {
            return;
        }
        let lines =
            wrap(&message.spans, usize::from(room), &Indent { rest: Indent::blank(2).rest, ..Indent::default() });
        for (line, row) in lines.iter().take(MESSAGE_ROWS).zip(area.rows()) {
            Clear.render(row, buf);
            buf.set_line(row.x + 1, row.y, line, room);
        }
    }
}

impl Widget for &TitleBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let room = area.width.saturating_sub(2);
        let ellipsis = self.paint.glyphs.ellipsis;
        if let Some(notice) = self.notice {
            let line = fit_line(self.message(notice), usize::from(room), ellipsis);
            buf.set_line(area.x + 1, area.y, &line, room);
            return;
        }
        let right = self.right();
        let width = u16::try_from(right.width()).unwrap_or(0);
        let left_room = room.saturating_sub(width + 2);
        let left = fit_line(self.left(usize::from(left_room)), usize::from(left_room), ellipsis);
        buf.set_line(area.x + 1, area.y, &left, left_room);
        if text::width(ellipsis) + usize::from(width) < usize::from(room) {
            buf.set_line(area.right().saturating_sub(width + 1), area.y, &right, width);
        }
    }
}
