//! Source → code → running. Knows nothing of lessons and terminals.

pub mod text;
