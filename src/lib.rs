//! gcscope shows how CPython manages memory, one statement at a time.
//!
//! The map of the house, lowest layer first. A layer imports only layers below it.
//!
//! | layer | what lives there |
//! | --- | --- |
//! | [`memory`] | objects, reference counts, generations, the collector, weak references, the journal of memory events, the versions' rules |
//! | [`python`] | source → code → running: parser, compiler, virtual machine, builtins, modules |
//! | [`session`] | one learner's run: submitted statements, outcomes, undo and redo, time, the version |
//! | [`lesson`] | lesson files, goals, progress |
//! | [`tui`] | keys → actions → update → view-model → panes |
//! | [`cli`] | arguments, and one match that starts the right thing |

// Outside tests a value is taken apart with its other case in view, and nothing is left to be done later.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod cli;
pub mod lesson;
pub mod memory;
pub mod python;
pub mod session;
pub mod tui;
