//! The pictures of the README, made from a real session. After a change of the screen,
//! `cargo test --test tui readme -- --ignored` makes them again.

use gcscope::tui::picture::svg;
use gcscope::tui::theme::ThemeName;
use ratatui::crossterm::event::KeyCode::{Down, Enter};

use crate::harness::text_of;
use crate::play::Play;

#[test]
#[ignore = "writes assets/cycle.svg and assets/collected.svg"]
fn readme_pictures() {
    let save = |name: &str, play: &Play| {
        let buffer = play.draw();
        println!("{}", text_of(&buffer));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        std::fs::write(path, svg(&buffer, ThemeName::Dark)).expect("a picture");
    };
    let mut play = Play::open("first-cycle", 120, 36);
    play.letters("del single").keys(&[Enter]).alt('n');
    play.letters("del a, b").keys(&[Enter, Down, Down, Enter, Enter]);
    save("cycle.svg", &play);
    play.alt('n').letters("gc.collect()").keys(&[Enter]).letters("2").keys(&[Enter, Enter]);
    save("collected.svg", &play);
}
