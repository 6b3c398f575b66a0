//! What a learner has done. Only facts are kept; marks and sums are derived from them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::course::Course;
use super::model::{Lesson, Step};
use super::statement;

/// Everything that is kept from one start of the program to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Where to resume: the id of the lesson last open.
    pub current: Option<String>,
    /// By the id of the lesson.
    pub lessons: BTreeMap<String, LessonProgress>,
}

/// What has been done in one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LessonProgress {
    /// The index of the step that the learner is at.
    pub step: usize,
    /// By the index of the step.
    pub steps: BTreeMap<usize, StepProgress>,
    /// What has been submitted since the lesson began, with the step it was submitted in; running it again
    /// gives the state back.
    pub statements: Vec<Submitted>,
}

/// What has been done in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepProgress {
    /// Answers to the prediction, the first one first.
    pub answers: Vec<Answered>,
    /// How many hints were opened.
    pub hints: u8,
    /// Fewest statements with which its goals were reached; `None` while they have not been.
    pub solved_with: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    pub step: usize,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub answer: String,
    pub verdict: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    Right,
    Wrong,
}

/// How far a lesson has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Untouched,
    Begun,
    Finished,
}

/// Sums over one or more lessons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub steps: usize,
    pub steps_solved: usize,
    pub predictions: usize,
    pub right_at_first_try: usize,
    pub hints: usize,
}

impl Progress {
    /// What has been done in the lesson, which becomes the current one.
    pub fn enter(&mut self, id: &str) -> &mut LessonProgress {
        self.current = Some(id.to_owned());
        self.lessons.entry(id.to_owned()).or_default()
    }

    #[must_use]
    pub fn standing(&self, lesson: &Lesson) -> Standing {
        let Some(done) = self.lessons.get(&lesson.id) else { return Standing::Untouched };
        if (0..lesson.steps.len()).all(|i| done.is_solved(i)) { Standing::Finished } else { Standing::Begun }
    }

    #[must_use]
    pub fn totals(&self, lesson: &Lesson) -> Totals {
        let predictions = lesson.steps.iter().filter(|s| s.prediction.is_some()).count();
        let mut totals = Totals { steps: lesson.steps.len(), predictions, ..Totals::default() };
        let Some(done) = self.lessons.get(&lesson.id) else { return totals };
        // Steps that an older edition of the lesson had do not count.
        for step in done.steps.range(..lesson.steps.len()).map(|(_, step)| step) {
            totals.steps_solved += usize::from(step.solved_with.is_some());
            totals.right_at_first_try += usize::from(step.answers.first().is_some_and(|a| a.verdict == Mark::Right));
            totals.hints += usize::from(step.hints);
        }
        totals
    }

    /// Totals of the lessons of one chapter.
    #[must_use]
    pub fn chapter_totals(&self, course: &Course, chapter: &str) -> Totals {
        let lessons = course.lessons.iter().filter(|lesson| lesson.chapter == chapter);
        lessons.map(|lesson| self.totals(lesson)).fold(Totals::default(), Totals::plus)
    }

    /// The lesson to open: the current one, or the next after it when it is finished, or the first.
    #[must_use]
    pub fn resume<'a>(&self, course: &'a Course) -> Option<&'a Lesson> {
        let current = self.current.as_deref().and_then(|id| course.lesson(id));
        match current {
            Some(lesson) if self.standing(lesson) == Standing::Finished => {
                Some(course.after(&lesson.id).unwrap_or(lesson))
            }
            Some(lesson) => Some(lesson),
            None => course.lessons.first(),
        }
    }
}

impl LessonProgress {
    #[must_use]
    pub fn is_solved(&self, step: usize) -> bool {
        self.steps.get(&step).is_some_and(|s| s.solved_with.is_some())
    }

    /// Notes an answer to the prediction of a step.
    pub fn answered(&mut self, step: usize, answer: &str, verdict: Mark) {
        self.steps.entry(step).or_default().answers.push(Answered { answer: answer.to_owned(), verdict });
    }

    /// Opens one more hint of a step and gives its index; `None` when all are open.
    pub fn next_hint(&mut self, step: usize, of: &Step) -> Option<usize> {
        let done = self.steps.entry(step).or_default();
        let index = usize::from(done.hints);
        of.hints.get(index)?;
        done.hints += 1;
        Some(index)
    }

    /// Notes a statement submitted in a step.
    pub fn submitted(&mut self, step: usize, source: &str) {
        self.statements.push(Submitted { step, source: source.to_owned() });
    }

    /// Notes that the goals of a step are reached with the statements submitted in it.
    pub fn solved(&mut self, step: usize) {
        let score = self.score(step);
        let done = self.steps.entry(step).or_default();
        done.solved_with = Some(done.solved_with.map_or(score, |best| best.min(score)));
    }

    /// What has been submitted in a step.
    pub fn submitted_in(&self, step: usize) -> impl Iterator<Item = &str> {
        self.statements.iter().filter(move |s| s.step == step).map(|s| s.source.as_str())
    }

    /// How many statements have been submitted in a step.
    #[must_use]
    pub fn score(&self, step: usize) -> usize {
        self.submitted_in(step).map(statement::count).sum()
    }

    /// The lesson begins again: what was typed goes, what was learnt stays.
    pub fn restart(&mut self) {
        self.step = 0;
        self.statements.clear();
    }
}

impl Totals {
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            steps: self.steps + other.steps,
            steps_solved: self.steps_solved + other.steps_solved,
            predictions: self.predictions + other.predictions,
            right_at_first_try: self.right_at_first_try + other.right_at_first_try,
            hints: self.hints + other.hints,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::load::{load_embedded, parses_anything};

    #[test]
    fn the_learner_resumes_where_it_stopped() {
        let course = load_embedded(&parses_anything);
        let first = course.lessons.first().unwrap();
        let mut progress = Progress::default();
        assert_eq!(progress.resume(&course), Some(first));
        assert_eq!(progress.standing(first), Standing::Untouched);
        let lesson = progress.enter(&first.id);
        lesson.submitted(0, "del single");
        lesson.solved(0);
        assert_eq!(progress.standing(first), Standing::Begun);
        for step in 1..first.steps.len() {
            progress.enter(&first.id).solved(step);
        }
        assert_eq!(progress.standing(first), Standing::Finished);
        assert_eq!(progress.resume(&course), course.after(&first.id).or(Some(first)));
    }

    #[test]
    fn only_the_first_answer_counts_as_first_try() {
        let course = load_embedded(&parses_anything);
        let first = course.lessons.first().unwrap();
        let mut progress = Progress::default();
        let lesson = progress.enter(&first.id);
        lesson.answered(1, "two", Mark::Wrong);
        lesson.answered(1, "none", Mark::Right);
        lesson.answered(2, "2", Mark::Right);
        assert_eq!(lesson.next_hint(1, &first.steps[1]), Some(0));
        for _ in 0..9 {
            lesson.next_hint(1, &first.steps[1]);
        }
        let totals = progress.totals(first);
        assert_eq!((totals.right_at_first_try, totals.hints), (1, 3));
        assert_eq!(progress.chapter_totals(&course, &first.chapter).hints, 3);
    }

    #[test]
    fn the_best_score_stays() {
        let mut lesson = LessonProgress::default();
        lesson.submitted(0, "a = 1; b = 2");
        lesson.submitted(0, "del a");
        lesson.solved(0);
        assert_eq!(lesson.steps[&0].solved_with, Some(3));
        lesson.restart();
        lesson.submitted(0, "del a");
        lesson.solved(0);
        assert_eq!(lesson.steps[&0].solved_with, Some(1));
    }
}
