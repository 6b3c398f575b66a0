//! Rows of the uncollectable list (`gc.garbage`).

/// One object in `gc.garbage` and why it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GarbageRow {
    pub label: String,
    pub reason: String,
    /// Put there by the last statement.
    pub fresh: bool,
}
