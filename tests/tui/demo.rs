//! The screen on the scripted session, for looking at it: `cargo run --example tui_demo`.

mod fake;

use std::sync::Arc;

use gcscope::tui::event_loop::{Show, run};

fn main() {
    let bare = std::env::args().any(|argument| argument == "--bare");
    let ending = run(Show {
        make: Box::new(move |interrupt| {
            Box::new(if bare { fake::Fake::without_lesson(interrupt) } else { fake::Fake::new(interrupt) })
        }),
        completeness: Arc::new(fake::completeness),
        theme: None,
        glyphs: None,
    });
    match ending {
        Ok(ending) => println!("{ending:?}"),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(2);
        }
    }
}
