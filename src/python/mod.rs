//! Source → code → running. Knows nothing of lessons and terminals.

pub mod code;
pub mod dialect;
pub mod text;
