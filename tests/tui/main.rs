//! The screen, tested from outside: keys in, pictures out, on a scripted session.

mod course;
mod exports;
mod fake;
mod harness;
mod keys;
mod manual;
mod panes;
mod pictures;
mod play;
#[cfg(unix)]
mod pty;
mod readme;
mod screens;
mod storm;
#[cfg(unix)]
mod terminal;
mod time;
mod worker;
