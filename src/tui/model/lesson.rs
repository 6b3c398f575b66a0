//! What the lesson pane and the prediction dialog draw.

/// Step `number` of `of`, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepPosition {
    pub number: usize,
    pub of: usize,
}

/// Whether the current step asks for something still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    #[default]
    Open,
    /// All goals are met: the next step is a key away.
    Done,
    /// The last step of the lesson is done.
    LessonDone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalState {
    Unmet,
    Met,
    /// Met by the last statement.
    JustMet,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalLine {
    pub text: String,
    pub state: GoalState,
}

/// The hints asked for so far, mildest first, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HintView {
    pub shown: Vec<String>,
    pub total: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
}

/// What the learner predicted and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The chosen choice's text, or the value typed in.
    pub given: String,
    pub verdict: Verdict,
    /// Markdown.
    pub explanation: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub text: String,
}

/// When the prediction is asked without a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// Not any more.
    #[default]
    Never,
    /// Before a statement that begins with one of these, as [`normalise`](crate::lesson::statement::normalise) writes
    /// them.
    Before(Vec<String>),
    /// Before whatever is run.
    BeforeAny,
}

/// A question asked before a statement runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PredictionView {
    /// Markdown.
    pub question: String,
    /// The calls it asks about, which are no answers themselves.
    pub calls: Vec<String>,
    /// Empty: the answer is typed in.
    pub choices: Vec<Choice>,
    pub answered: Option<Answered>,
    pub due: Due,
}

/// The lesson at its current step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonView {
    pub id: String,
    pub title: String,
    pub chapter: String,
    /// The step's text.
    pub markdown: String,
    pub step: StepPosition,
    pub state: StepState,
    pub goals: Vec<GoalLine>,
    pub hints: HintView,
    pub prediction: Option<PredictionView>,
    /// How well an exercise was solved.
    pub score: Option<String>,
    /// The program that ran before the first statement.
    pub setup: String,
    /// Statements to try, without those typed already: Tab on an empty command line types them.
    pub suggested: Option<String>,
    /// The title of the lesson after this one, on the closing page.
    pub next: Option<String>,
}
