//! The lesson: its text above, which scrolls, and its goals below, which always stay in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Paint, draw_lines, empty};
use crate::tui::model::{GoalState, LessonView, PredictionView, StepState, Verdict};
use crate::tui::text::{self, Indent, Spacing, wrap};

/// The keys that the lesson's text mentions, as they are in the present mode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonKeys {
    pub next: String,
    pub hint: String,
    /// Opens the prediction, also after it was answered.
    pub predict: String,
    /// Opens the prediction while it waits for an answer.
    pub answer: String,
    pub suggestion: String,
    pub lessons: String,
    pub scroll: String,
}

/// How many rows there are for a step's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    Ample,
    /// Blocks stand close together.
    Short,
    /// Still closer; what can be typed for the learner stands in one line.
    Tight,
    /// So does the prediction, which has a window of its own.
    Scarce,
}

pub struct LessonPane<'a> {
    pub view: Option<&'a LessonView>,
    /// The first line in view.
    pub scroll: usize,
    pub room: Room,
    pub keys: &'a LessonKeys,
    pub paint: Paint<'a>,
}

impl LessonPane<'_> {
    /// How many rows the pane would need at this width to show everything.
    #[must_use]
    pub fn rows_wanted(&self, width: u16) -> u16 {
        let width = usize::from(width);
        let rows = self.content(width).len() + 1 + self.pinned(width).len();
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// The part that scrolls.
    #[must_use]
    pub fn content(&self, width: usize) -> Vec<Line<'static>> {
        let theme = self.paint.theme;
        let spacing = match self.room {
            Room::Ample => Spacing::Airy,
            Room::Short => Spacing::Tight,
            Room::Tight | Room::Scarce => Spacing::Dense,
        };
        let gap = |lines: &mut Vec<Line<'static>>| {
            if self.room < Room::Tight {
                lines.push(Line::default());
            }
        };
        let markdown = |text: &str| text::markdown_spaced(text, width, spacing, theme, self.paint.glyphs);
        let Some(view) = self.view else {
            let message = format!("No lesson is open. {} shows the list of lessons.", self.keys.lessons);
            return empty(&message, width, self.paint);
        };
        let mut lines = markdown(&view.markdown);
        if let Some(prediction) = &view.prediction {
            gap(&mut lines);
            lines.extend(self.prediction(prediction, width));
        }
        // Where rows are short, a single line is left to the prompt, which shows it too.
        let told = |suggested: &&String| self.room == Room::Ample || suggested.trim_end().contains('\n');
        let unquoted = |suggested: &&String| !quotes(&view.markdown, suggested);
        if let Some(suggested) = view.suggested.as_ref().filter(told).filter(unquoted) {
            gap(&mut lines);
            lines.extend(self.suggestion(suggested, width));
        }
        for (at, hint) in view.hints.shown.iter().enumerate() {
            lines.push(Line::default());
            let label = format!("Hint {} of {}", at + 1, view.hints.total);
            lines.push(Line::styled(label, theme.warn));
            lines.extend(markdown(hint));
        }
        lines
    }

    fn prediction(&self, prediction: &PredictionView, width: usize) -> Vec<Line<'static>> {
        let theme = self.paint.theme;
        let mut lines = Vec::new();
        match &prediction.answered {
            None => {
                let does = if self.room == Room::Scarce { "asks you" } else { "to answer" };
                lines.push(Line::from(vec![
                    Span::styled("Predict first", theme.strong),
                    Span::styled(format!("  {} {does}", self.keys.answer), theme.dim),
                ]));
                if self.room == Room::Scarce {
                    return lines;
                }
                lines.extend(text::markdown(&prediction.question, width, theme, self.paint.glyphs));
            }
            Some(answered) => {
                let (word, style) = match answered.verdict {
                    Verdict::Right => ("Right", theme.good),
                    Verdict::Wrong => ("Not so", theme.warn),
                };
                // The verdict stands first: an answer may be a sentence, and have a colon of its own.
                let mut heading = vec![Span::styled(word, style), Span::styled(", you predicted: ", theme.strong)];
                heading.extend(text::code_spans(&answered.given, theme.inline_code, theme.inline_code));
                if self.room == Room::Scarce {
                    let key = Span::styled(format!("  {} shows why", self.keys.predict), theme.dim);
                    let room = width.saturating_sub(key.width());
                    let mut line = text::fit_line(Line::from(heading), room, self.paint.glyphs.ellipsis);
                    line.push_span(key);
                    return vec![line];
                }
                lines.extend(wrap(&heading, width, &Indent::default()));
                lines.extend(text::markdown(&answered.explanation, width, theme, self.paint.glyphs));
            }
        }
        lines
    }

    fn suggestion(&self, suggested: &str, width: usize) -> Vec<Line<'static>> {
        let theme = self.paint.theme;
        let ellipsis = self.paint.glyphs.ellipsis;
        let mut source = text::highlight_lines(suggested.trim_end(), theme).into_iter();
        let mut first = source.next().unwrap_or_default();
        if source.next().is_some() {
            first.push(Span::styled(format!(" {ellipsis}"), theme.dim));
        }
        let key = Span::styled(format!("  {} types it for you", self.keys.suggestion), theme.dim);
        if self.room >= Room::Tight {
            let mut spans = vec![Span::styled("Try  ", theme.strong)];
            spans.extend(first);
            let room = width.saturating_sub(key.width());
            let mut line = text::fit_line(Line::from(spans), room, ellipsis);
            line.push_span(key);
            return vec![line];
        }
        let heading = Line::from(vec![Span::styled("Try", theme.strong), key]);
        let mut spans = vec![Span::styled("  >>> ", theme.prompt)];
        spans.extend(first);
        vec![heading, text::fit_line(Line::from(spans), width, ellipsis)]
    }

    /// The part that stays: the checklist, and what to do next.
    #[must_use]
    pub fn pinned(&self, width: usize) -> Vec<Line<'static>> {
        let Some(view) = self.view else { return Vec::new() };
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let mut lines = Vec::new();
        // Goals that say the same, as those that wait for a prediction do, share a line.
        for goals in view.goals.chunk_by(|one, next| one == next) {
            let Some(goal) = goals.first() else { continue };
            let (sign, sign_style, style) = match goal.state {
                GoalState::Unmet => (glyphs.goal_open, theme.dim, theme.text),
                GoalState::Met => (glyphs.goal_met, theme.good, theme.dim),
                GoalState::JustMet => (glyphs.goal_met, theme.good, theme.good),
            };
            let marker = Span::styled(format!("{sign} "), sign_style);
            let mut spans = text::code_spans(&goal.text, style, theme.inline_code);
            if goals.len() > 1 {
                spans.insert(0, Span::styled(format!("{} goals ", goals.len()), style));
            }
            lines.extend(wrap(&spans, width, &Indent::marker(marker)));
        }
        if let Some(score) = &view.score {
            lines.extend(wrap(&text::code_spans(score, theme.strong, theme.inline_code), width, &Indent::default()));
        }
        let next = match (view.state, &view.next) {
            (StepState::Open, _) => return lines,
            (StepState::Done, _) => format!("Step done: {} goes on", self.keys.next),
            (StepState::LessonDone, Some(title)) => {
                format!("Lesson done: {} opens the next one, {title}", self.keys.next)
            }
            (StepState::LessonDone, None) => format!("Lesson done: {} shows all lessons", self.keys.lessons),
        };
        lines.extend(wrap(&[Span::styled(next, theme.good)], width, &Indent::default()));
        lines
    }

    /// The rule above the goals: how many are met, and how much text is below.
    fn rule(&self, width: usize, hidden: usize) -> Line<'static> {
        let (theme, glyphs) = (self.paint.theme, self.paint.glyphs);
        let goals = self.view.map_or(&[][..], |view| &view.goals);
        let mut left = Vec::new();
        if !goals.is_empty() {
            let met = goals.iter().filter(|goal| goal.state != GoalState::Unmet).count();
            left = vec![
                Span::styled("Goals ", theme.strong),
                Span::styled(format!("{met} of {} ", goals.len()), theme.dim),
            ];
        }
        let more = match hidden {
            0 => String::new(),
            1 => format!(" {} 1 more line: {} ", glyphs.more_down, self.keys.scroll),
            lines => format!(" {} {lines} more lines: {} ", glyphs.more_down, self.keys.scroll),
        };
        let used = left.iter().map(Span::width).sum::<usize>();
        let room = width.saturating_sub(used);
        let rule = room.saturating_sub(text::width(&more) + 2);
        let end = room.saturating_sub(rule + text::width(&more));
        left.extend([
            Span::styled(glyphs.horizontal.repeat(rule), theme.border),
            Span::styled(self.paint.fit(&more, room), theme.dim),
            Span::styled(glyphs.horizontal.repeat(end), theme.border),
        ]);
        Line::from(left)
    }

    /// The text's area, and the pinned one below a rule. A checklist too long for the pane gives
    /// the text at least half of it.
    #[must_use]
    pub fn areas(&self, inner: Rect) -> (Rect, Rect) {
        let wanted = u16::try_from(self.pinned(usize::from(inner.width)).len()).unwrap_or(u16::MAX);
        if wanted == 0 || inner.height < 4 {
            return (inner, Rect { height: 0, y: inner.bottom(), ..inner });
        }
        let pinned = wanted.min(inner.height.div_ceil(2).max(2) - 1);
        let upper = inner.height - pinned - 1;
        (Rect { height: upper, ..inner }, Rect { y: inner.y + upper + 1, height: pinned, ..inner })
    }
}

/// Whether the text shows the suggested statement already: there is no need to say it twice.
fn quotes(markdown: &str, suggested: &str) -> bool {
    let lines: Vec<&str> = markdown.lines().map(|line| line.trim().trim_start_matches(">>> ")).collect();
    suggested.lines().map(str::trim).filter(|line| !line.is_empty()).all(|line| lines.contains(&line))
}

impl Widget for &LessonPane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        let width = usize::from(inner.width);
        let (upper, lower) = self.areas(inner);
        let content = self.content(width);
        draw_lines(content.iter().skip(self.scroll), upper, buf);
        if lower.height > 0 {
            let hidden = content.len().saturating_sub(self.scroll + usize::from(upper.height));
            draw_lines([&self.rule(width, hidden)], Rect { y: lower.y - 1, height: 1, ..inner }, buf);
            let mut pinned = self.pinned(width);
            let room = usize::from(lower.height);
            if pinned.len() > room {
                // What to do next stays in sight.
                let last =
                    if self.view.is_some_and(|view| view.state == StepState::Open) { None } else { pinned.pop() };
                pinned.truncate(room.saturating_sub(1 + usize::from(last.is_some())));
                pinned.push(Line::styled(self.paint.glyphs.ellipsis, self.paint.theme.dim));
                pinned.extend(last);
            }
            draw_lines(&pinned, lower, buf);
        }
    }
}
