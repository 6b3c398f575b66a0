//! Two versions of the whole picture, for `:compare`.

/// The same statements in two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// `2.7`, `3.13`
    pub titles: [String; 2],
    /// After the setup, then after each statement.
    pub moments: Vec<VersionsMoment>,
}

/// What there was after a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionsMoment {
    /// The statement; empty for the setup.
    pub statement: String,
    pub sections: Vec<VersionsSection>,
}

/// One pane's content as lines, in both versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionsSection {
    pub title: &'static str,
    pub columns: [Vec<String>; 2],
}
