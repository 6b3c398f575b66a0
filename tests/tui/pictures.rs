//! Writes pictures of the screen, for looking at them: `cargo test --test tui -- --ignored`.

use gcscope::tui::backend::Interrupt;
use gcscope::tui::glyphs::GlyphSet;
use gcscope::tui::picture::svg;
use gcscope::tui::theme::ThemeName;

use crate::fake::{Fake, SCRIPT};
use crate::harness::Stage;

#[test]
#[ignore = "writes files to look at"]
fn pictures() {
    let folder = std::env::temp_dir().join("gcscope-pictures");
    std::fs::create_dir_all(&folder).expect("a folder");
    let save = |name: &str, stage: &Stage| {
        let picture = svg(&stage.draw().0, stage.state.theme.name);
        std::fs::write(folder.join(name), picture).expect("a file");
    };
    for theme in [ThemeName::Dark, ThemeName::Light, ThemeName::Plain] {
        let mut stage = Stage::with(120, 36, Fake::new(Interrupt::default()), theme, GlyphSet::Unicode);
        for statement in &SCRIPT[..4] {
            stage.run(statement);
        }
        save(&format!("{theme:?}-cycle.svg"), &stage);
        stage.press("Alt-n").run(SCRIPT[4]).press("Esc Alt-n").run(SCRIPT[5]).press("Esc 2 j j");
        save(&format!("{theme:?}-collected.svg"), &stage);
        stage.press("F2");
        save(&format!("{theme:?}-picker.svg"), &stage);
    }
}
