//! Source → code → running. Knows nothing of lessons and terminals.

pub mod ast;
pub mod code;
pub mod compile;
pub mod dialect;
pub mod parse;
pub mod text;
