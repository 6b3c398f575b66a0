//! What the time machine's strip draws: where in time the panes stand, and what happened there.

/// A moment of the past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeView {
    /// The number of the moment, from 1, and how many there are.
    pub number: usize,
    pub total: usize,
    /// The statement, from 1, and how many there are.
    pub statement: usize,
    pub statements: usize,
    /// The event within the statement, from 1.
    pub event: usize,
    /// The statement's first line.
    pub source: String,
    /// What happened.
    pub headline: String,
    /// Counts that changed with it: `a 1 → 2`.
    pub changes: Vec<String>,
    /// The instruction that runs.
    pub instruction: Option<String>,
    /// The phase of the collection: its name and a sentence.
    pub phase: Option<(String, String)>,
    /// The statements around this one.
    pub segments: Vec<Segment>,
    /// What is missing of the past.
    pub missing: Option<String>,
}

/// A statement on the ruler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Its number, from 1.
    pub statement: usize,
    pub events: usize,
    /// Collections and finalizers, each at its event.
    pub marks: Vec<(usize, RulerMark)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulerMark {
    Collection,
    Finalizer,
}
