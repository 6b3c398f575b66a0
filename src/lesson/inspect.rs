//! What RON's types cannot say about a lesson: hints that are missing, predictions without a right answer,
//! Python that does not parse, code lines too wide for the pane.

use std::ops::Range;

use super::diagnostic::{Diagnostic, Source, closest};
use super::load::{ParseCheck, PythonError};
use super::model::{Fresh, Kind, Lesson, Question, Step};
use super::text::{Text, literals};
use super::transcript;
use crate::memory::rules::Version;

/// The widest code line that a pane of 80 columns' screen can show without cutting.
pub const WIDEST_CODE: usize = 60;
/// From nudge to answer.
pub const HINTS: usize = 3;

/// Every mistake in a lesson that its file `source` gave.
#[must_use]
pub fn inspect(lesson: &Lesson, source: &Source, parses: ParseCheck<'_>) -> Vec<Diagnostic> {
    let mut inspector = Inspector { lesson, source, parses, found: Vec::new() };
    inspector.lesson();
    inspector.found
}

/// A second lesson with an id that is taken.
#[must_use]
pub fn duplicate_id(lesson: &Lesson, source: &Source, first: &Source) -> Diagnostic {
    let title = format!("the id `{}` is taken by {}", lesson.id, first.name);
    Diagnostic::new(source, string(source, &lesson.id), &title, "second lesson with this id", "choose another id")
}

/// Lessons that build on lessons that are not there.
#[must_use]
pub fn unknown_ids(lessons: &[Lesson], others: &[Lesson], sources: &[(String, Source)]) -> Vec<Diagnostic> {
    let ids = || lessons.iter().chain(others).map(|lesson| lesson.id.as_str());
    let known = |id: &str| ids().any(|known| known == id);
    let mut found = Vec::new();
    for lesson in lessons {
        let Some((_, source)) = sources.iter().find(|(id, _)| *id == lesson.id) else { continue };
        for id in lesson.builds_on.iter().filter(|id| !known(id)) {
            let remedy = match closest(id, ids()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a lesson that exists".to_owned(),
            };
            found.push(Diagnostic::new(source, string(source, id), "there is no such lesson", "unknown id", &remedy));
        }
    }
    found
}

struct Inspector<'a> {
    lesson: &'a Lesson,
    source: &'a Source,
    parses: ParseCheck<'a>,
    found: Vec<Diagnostic>,
}

impl Inspector<'_> {
    fn lesson(&mut self) {
        let lesson = self.lesson;
        let proper = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if lesson.id.is_empty() || !lesson.id.chars().all(proper) {
            let remedy = "lower-case letters, digits and hyphens, such as `first-cycle`";
            self.report(string(self.source, &lesson.id), "this id cannot be used", "id", remedy);
        }
        if lesson.steps.is_empty() {
            self.report(
                string(self.source, &lesson.id),
                "the lesson has no steps",
                "this lesson",
                "add at least one step",
            );
        }
        self.python(&lesson.setup, lesson.python);
        self.markdown(lesson.intro.as_ref());
        self.markdown(Some(&lesson.in_your_own_code));
        for (index, step) in lesson.steps.iter().enumerate() {
            self.step(step, lesson.version_at(index));
        }
    }

    fn step(&mut self, step: &Step, version: Version) {
        let here = step.text.range(&self.source.text).map_or(0..0, |r| first_line(&self.source.text, r));
        if step.hints.len() != HINTS {
            let title = format!("a step has {HINTS} hints, this one {}", step.hints.len());
            self.report(
                here.clone(),
                &title,
                "the step that begins so",
                "write a nudge, a clear pointer and the answer",
            );
        }
        if step.goals.is_empty() {
            let remedy = "add a goal, such as goals: [ Freed(\"a\") ]";
            self.report(here.clone(), "this step has no goals", "the step that begins so", remedy);
        }
        if step.solution.is_empty() {
            let remedy = "add the statements that reach the goals";
            self.report(here, "this step has no solution", "the step that begins so", remedy);
        }
        self.markdown(Some(&step.text));
        for hint in &step.hints {
            self.markdown(Some(hint));
        }
        let program = match &step.fresh {
            Some(Fresh::Program(program)) => Some(program),
            // A setup that runs again in another version must be Python there as well.
            Some(Fresh::Setup) => Some(&self.lesson.setup),
            None => None,
        };
        let statements = step.ways().flatten().chain(&step.suggested).chain(program);
        for statement in statements {
            self.python(statement, version);
        }
        for path in step.goals.iter().flat_map(|goal| goal.paths()) {
            self.path(path);
        }
        self.prediction(step, version);
    }

    fn prediction(&mut self, step: &Step, version: Version) {
        let Some(prediction) = &step.prediction else { return };
        let here = prediction.question.range(&self.source.text).map_or(0..0, |r| first_line(&self.source.text, r));
        match &prediction.answer {
            Question::Choices(choices) => {
                let right = choices.iter().filter(|c| c.correct).count();
                if choices.len() < 2 {
                    self.report(
                        here.clone(),
                        "a prediction needs at least two choices",
                        "this question",
                        "add a choice",
                    );
                }
                if right != 1 {
                    let title = format!("one choice must be right, here {right} are");
                    self.report(here, &title, "this question", "give `correct: true` to exactly one choice");
                }
            }
            Question::Free { accept, .. } if accept.is_empty() => {
                self.report(here, "no answer is accepted", "this question", "add the right answer to `accept`");
            }
            Question::Free { .. } => {}
        }
        if let Some(proof) = &prediction.proof {
            self.python(proof, version);
        }
    }

    /// Python in a block of its own.
    fn python(&mut self, code: &Text, version: Version) {
        let Err(PythonError { line, column, message }) = (self.parses)(code, version) else { return };
        let at = code.place(&self.source.text, line, column).unwrap_or(0);
        let title = format!("this is not Python {version}: {message}");
        self.report(at..at + 1, &title, "here", "correct the code; its lines count from the block's first line");
    }

    /// Code lines that are too wide and transcripts that do not parse.
    fn markdown(&mut self, text: Option<&Text>) {
        let Some(text) = text else { return };
        for (index, line) in text.lines().enumerate() {
            let code = line.starts_with("    ") || transcript::in_fence(text, index);
            if code && line.chars().count() > WIDEST_CODE {
                let at = text.place(&self.source.text, index + 1, WIDEST_CODE + 1).unwrap_or(0);
                let title = format!("a code line may have {WIDEST_CODE} characters");
                self.report(at..at + 1, &title, "cut here at 80 columns", "break the line");
            }
        }
        for session in transcript::sessions(text, self.lesson.python) {
            for exchange in &session.exchanges {
                let Err(error) = (self.parses)(&exchange.input, session.version) else { continue };
                let at = text.place(&self.source.text, exchange.line + error.line - 1, error.column + 4).unwrap_or(0);
                // A transcript may show a mistake on purpose; then its output says so.
                if !exchange.output.contains("Error") {
                    let title = format!("this is not Python {}: {}", session.version, error.message);
                    self.report(at..at + 1, &title, "here", "correct the quoted session");
                }
            }
        }
    }

    /// Paths in goals are names, attributes and constant subscripts.
    fn path(&mut self, path: &str) {
        if !is_path(path) {
            let title = format!("`{path}` cannot be looked up without running Python");
            let remedy = "use a name with attributes and constant subscripts, such as objs[3].next";
            self.report(string(self.source, path), &title, "path", remedy);
        }
    }

    fn report(&mut self, span: Range<usize>, title: &str, label: &str, remedy: &str) {
        self.found.push(Diagnostic::new(self.source, span, title, label, remedy));
    }
}

/// Whether this is `name`, `.attribute` and `[constant]`, one after the other.
fn is_path(path: &str) -> bool {
    let word = |s: &str| {
        s.starts_with(|c: char| c.is_alphabetic() || c == '_') && s.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    let constant =
        |s: &str| s.parse::<i64>().is_ok() || (s.len() >= 2 && s.starts_with(['"', '\'']) && s.ends_with(['"', '\'']));
    path.split('.').all(|part| {
        let mut pieces = part.split('[');
        pieces.next().is_some_and(word) && pieces.all(|p| p.strip_suffix(']').is_some_and(constant))
    })
}

/// Where a string of this value stands.
fn string(source: &Source, value: &str) -> Range<usize> {
    let all = literals(&source.text);
    all.into_iter().find(|l| l.value(&source.text) == value).map_or(0..0, |l| l.content)
}

/// The first line with something on it.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (inside.len() - inside.trim_start().len());
    let length = inside.trim_start().lines().next().unwrap_or("").len();
    start..start + length
}

impl Lesson {
    #[must_use]
    pub fn is_exercise(&self) -> bool {
        self.kind == Kind::Exercise
    }
}
