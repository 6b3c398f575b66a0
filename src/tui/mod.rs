//! The terminal interface: keys → actions → update → view-model → panes.
//!
//! | file | what lives there |
//! | --- | --- |
//! | [`model`] | the view-model: what the panes draw |
//! | [`backend`] | the trait that a session implements for the screen, requests and replies |
//! | [`worker`] | the thread that a session lives on |
//! | [`state`], [`update`](mod@update), [`commands`] | what the screen remembers, and what changes it |
//! | [`layout`], [`screen`], [`panes`], [`overlays`] | from state to cells |
//! | [`text`], [`theme`], [`glyphs`] | harmless, wrapped, coloured text |
//! | [`live`] | course, progress and simulator behind the trait |
//! | [`terminal`], [`event_loop`] | the real terminal |
//!
//! It knows nothing of the virtual machine's insides: all it sees is the [`backend::Backend`].

pub mod backend;
pub mod commands;
pub mod editor;
pub mod event_loop;
pub mod glyphs;
pub mod layout;
pub mod line_input;
pub mod live;
pub mod model;
pub mod overlays;
pub mod panes;
pub mod picture;
pub mod screen;
pub mod state;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
pub mod worker;

pub use commands::keys_markdown;
