//! A lesson as its author wrote it.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::goal::Goal;
use super::statement;
use super::text::Text;
use crate::memory::rules::Version;

/// One lesson, from one file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The file it came from.
    #[serde(skip)]
    pub file: String,
    /// Lower-case words with hyphens; never changes, for progress is kept under it.
    pub id: String,
    pub title: String,
    /// The title of its chapter. Chapters stand in the order of their first lessons.
    pub chapter: String,
    /// Its place in the course.
    pub order: u32,
    #[serde(default)]
    pub kind: Kind,
    /// Where the version dial stands when the lesson begins.
    #[serde(deserialize_with = "version")]
    pub python: Version,
    /// Ids of the lessons whose ideas this one uses.
    #[serde(default)]
    pub builds_on: Vec<String>,
    pub minutes: u32,
    /// The program that has been run when the lesson begins.
    pub setup: Text,
    /// Markdown shown before the first step.
    #[serde(default)]
    pub intro: Option<Text>,
    pub steps: Vec<Step>,
    /// Markdown shown when the last step is done.
    pub in_your_own_code: Text,
    /// Names of official documents that tell more.
    #[serde(default)]
    pub links: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Kind {
    #[default]
    Lesson,
    /// An open problem for a workshop, scored by the number of statements.
    Exercise,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Markdown.
    pub text: Text,
    /// Turns the version dial when the step begins: everything run so far runs again in this version.
    #[serde(default, deserialize_with = "optional_version")]
    pub python: Option<Version>,
    /// Starts the step in a new interpreter instead, after this program.
    #[serde(default)]
    pub fresh: Option<Fresh>,
    /// A statement that a key puts on the command line.
    #[serde(default)]
    pub suggested: Option<Text>,
    /// Asked before anything is run.
    #[serde(default)]
    pub prediction: Option<Prediction>,
    pub goals: Vec<Goal>,
    /// From a nudge to the answer.
    pub hints: Vec<Text>,
    /// Statements that reach the goals.
    pub solution: Vec<Text>,
    /// Further lists of statements that reach them, each from the step's beginning.
    #[serde(default)]
    pub other_ways: Vec<Vec<Text>>,
}

/// What a step that starts anew begins with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Fresh {
    /// The lesson's setup program once more.
    Setup,
    /// A program of its own.
    Program(Text),
}

/// A question to be answered before seeing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// Markdown.
    pub question: Text,
    pub answer: Question,
    /// Statements whose last line of output proves the answer, run where the step begins and then forgotten.
    #[serde(default)]
    pub proof: Option<Text>,
}

impl Prediction {
    /// What is right, in the words in which it could stand elsewhere too.
    #[must_use]
    pub fn right_answers(&self) -> Vec<&str> {
        fn plain(text: &str) -> &str {
            text.trim_matches('`')
        }
        match &self.answer {
            Question::Choices(choices) => {
                let right = choices.iter().filter(|choice| choice.correct);
                right.flat_map(|choice| [Some(plain(&choice.text)), choice.prints.as_deref()]).flatten().collect()
            }
            Question::Free { accept, .. } => accept.iter().map(String::as_str).collect(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Question {
    Choices(Vec<Choice>),
    /// Anything may be typed.
    Free {
        /// What is right; spacing and letters' case do not matter.
        accept: Vec<String>,
        /// Said after the right answer, and after a wrong one that `near` does not know.
        explain: Text,
        /// Wrong answers that deserve words of their own.
        #[serde(default)]
        near: Vec<(String, Text)>,
    },
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Markdown, one line.
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    /// Why it is right or wrong.
    pub explain: Text,
    /// What the proof would print if this were right, where that is not `text` itself.
    #[serde(default)]
    pub prints: Option<String>,
}

/// What a learner answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The choice of this index.
    Choice(usize),
    Typed(String),
}

/// What is said to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    pub correct: bool,
    /// Markdown.
    pub explain: &'a str,
}

impl Lesson {
    /// The version in which the step of this index is played.
    #[must_use]
    pub fn version_at(&self, step: usize) -> Version {
        self.steps.iter().take(step + 1).filter_map(|s| s.python).next_back().unwrap_or(self.python)
    }
}

impl Lesson {
    /// The program with which the step of this index starts a new interpreter; `None` when it goes on where
    /// the step before ended (the first step: after the setup).
    #[must_use]
    pub fn fresh_program(&self, step: usize) -> Option<&Text> {
        match self.steps.get(step)?.fresh.as_ref()? {
            Fresh::Setup => Some(&self.setup),
            Fresh::Program(program) => Some(program),
        }
    }
}

impl Step {
    /// The labels of objects that the session must remember while this step lasts.
    #[must_use]
    pub fn labels(&self) -> Vec<&str> {
        let mut labels: Vec<&str> = self.goals.iter().flat_map(Goal::labels).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    }

    /// The statements of each known way to the goals, the reference solution first.
    pub fn ways(&self) -> impl Iterator<Item = &[Text]> {
        std::iter::once(self.solution.as_slice()).chain(self.other_ways.iter().map(Vec::as_slice))
    }

    /// The fewest statements known to reach the goals.
    #[must_use]
    pub fn fewest_statements(&self) -> usize {
        self.ways().map(|way| way.iter().map(|s| statement::count(s)).sum()).min().unwrap_or(0)
    }
}

impl Prediction {
    /// The calls in a free question: it asks what comes of them, so none of them is an answer.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        let Question::Free { accept, .. } = &self.answer else { return Vec::new() };
        let code = self.question.split('`').skip(1).step_by(2).filter(|code| code.ends_with(')'));
        code.filter(|code| !accept.iter().any(|right| same(right, code))).map(str::to_owned).collect()
    }

    /// What to say to an answer; `None` for a choice that is not there.
    #[must_use]
    pub fn verdict(&self, answer: &Answer) -> Option<Verdict<'_>> {
        match (&self.answer, answer) {
            (Question::Choices(choices), Answer::Choice(index)) => {
                choices.get(*index).map(|c| Verdict { correct: c.correct, explain: &c.explain })
            }
            (Question::Choices(choices), Answer::Typed(typed)) => {
                let index = choices.iter().position(|c| same(&c.text, typed))?;
                self.verdict(&Answer::Choice(index))
            }
            (Question::Free { .. }, Answer::Choice(_)) => None,
            (Question::Free { accept, explain, near }, Answer::Typed(typed)) => {
                let correct = accept.iter().any(|right| same(right, typed));
                let close = near.iter().find(|(wrong, _)| same(wrong, typed)).map(|(_, words)| words);
                Some(Verdict { correct, explain: close.filter(|_| !correct).unwrap_or(explain) })
            }
        }
    }
}

/// Whether two answers are the same but for spacing, backticks and letters' case.
fn same(a: &str, b: &str) -> bool {
    let plain = |s: &str| statement::normalise(&s.replace('`', "")).to_lowercase();
    plain(a) == plain(b)
}

fn version<'de, D: Deserializer<'de>>(from: D) -> Result<Version, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

fn optional_version<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Version>, D::Error> {
    Option::<String>::deserialize(from)?.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}
