//! Lines of the `__del__` output.

/// Something printed or called by a finalizer or a weak reference's callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalizerLine {
    /// Counts from 1 through the session.
    pub number: u64,
    /// What it printed, or what was called.
    pub text: String,
    /// `count of a reached 0: del a`, or `collection 3 of generation 2`.
    pub cause: String,
    /// Made by the last statement.
    pub fresh: bool,
}
