//! The screen, tested from outside: keys in, pictures out, on a scripted session.

mod fake;
mod harness;
mod keys;
mod panes;
mod pictures;
mod screens;
mod storm;
mod worker;
