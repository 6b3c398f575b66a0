//! What the lesson picker and the list of broken lessons draw.

use super::lesson::StepPosition;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonProgress {
    Untouched,
    /// Left at this step.
    At(StepPosition),
    Done,
}

/// One lesson to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonEntry {
    pub id: String,
    pub title: String,
    pub chapter: String,
    /// The version it is written for, such as `3.13`.
    pub python: String,
    pub progress: LessonProgress,
    pub record: Record,
    /// Everything that the lesson says, for searching.
    pub text: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Predictions that the lesson asks for, and those right at the first try.
    pub predictions: usize,
    pub right: usize,
    /// Hints opened.
    pub hints: usize,
}

impl Record {
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            predictions: self.predictions + other.predictions,
            right: self.right + other.right,
            hints: self.hints + other.hints,
        }
    }
}

/// A mistake in a lesson file, already laid out: file, line, the line itself, caret, remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// One line: where and what.
    pub title: String,
    /// The whole message, as many lines as it needs.
    pub text: String,
}

/// The lessons in order, and what is wrong with those that did not load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonList {
    pub lessons: Vec<LessonEntry>,
    pub diagnostics: Vec<Diagnostic>,
}
