//! The title line and the messages that come and go in it.

/// Where the session stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The simulated CPython, such as `3.13`.
    pub python: String,
    /// Statements run so far.
    pub statement: usize,
    /// Statements that undo would take back.
    pub undoable: usize,
    /// Statements that redo would run again.
    pub redoable: usize,
    /// Lessons that did not load.
    pub broken_lessons: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Info,
    Success,
    Warning,
    Error,
}

/// A short message for the learner; gone with the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub severity: Severity,
    pub text: String,
}

impl Notice {
    pub fn info(text: impl Into<String>) -> Self {
        Self { severity: Severity::Info, text: text.into() }
    }

    pub fn success(text: impl Into<String>) -> Self {
        Self { severity: Severity::Success, text: text.into() }
    }

    pub fn warning(text: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, text: text.into() }
    }

    pub fn error(text: impl Into<String>) -> Self {
        Self { severity: Severity::Error, text: text.into() }
    }
}
