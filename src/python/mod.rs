//! Source → code → running. Knows nothing of lessons and terminals.

pub mod ast;
pub mod behaviour;
pub mod builtins;
pub mod choices;
pub mod code;
pub mod compile;
pub mod dialect;
pub mod docs;
pub mod modules;
pub mod parse;
pub mod text;
pub mod vm;
