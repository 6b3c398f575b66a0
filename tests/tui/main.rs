//! The screen, tested from outside: keys in, pictures out, on a scripted session.

mod fake;
mod harness;
mod keys;
mod panes;
mod pictures;
#[cfg(unix)]
mod pty;
mod screens;
mod storm;
#[cfg(unix)]
mod terminal;
mod worker;
