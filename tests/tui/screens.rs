//! Whole screens.

use gcscope::tui::backend::Interrupt;
use gcscope::tui::glyphs::GlyphSet;
use gcscope::tui::theme::ThemeName;
use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};

use crate::fake::{Fake, SCRIPT};
use crate::harness::{Stage, find, text_of};

fn played(width: u16, height: u16, statements: usize) -> Stage {
    let mut stage = Stage::new(width, height);
    for statement in &SCRIPT[..statements] {
        stage.run(statement);
    }
    stage
}

#[test]
fn all_panes_at_120_by_36() {
    let mut stage = played(120, 36, 4);
    assert_snapshot!(stage.picture());
    stage.press("Alt-n").run(SCRIPT[4]).press("Esc Esc i Alt-n").run(SCRIPT[5]).press("Esc 2");
    assert_snapshot!("all_panes_at_120_by_36_after_the_collection", stage.picture());
}

#[test]
fn all_panes_at_200_by_60() {
    let mut stage = played(200, 60, 3);
    stage.press("\":crowd 60\" Enter Esc 2 j j j");
    assert_snapshot!(stage.picture());
}

#[test]
fn one_pane_at_a_time_at_80_by_24() {
    let mut stage = played(80, 24, 3);
    assert_snapshot!(stage.picture());
    stage.press("Alt-2");
    assert_snapshot!("one_pane_at_80_by_24_refcounts", stage.picture());
    stage.press("Alt-3");
    assert_snapshot!("one_pane_at_80_by_24_generations", stage.picture());
}

#[test]
fn wide_and_low() {
    assert_snapshot!(played(140, 26, 3).picture());
}

#[test]
fn the_smallest_screen() {
    assert_snapshot!(played(60, 16, 3).picture());
}

#[test]
fn too_small_says_how_large() {
    assert_snapshot!(played(50, 10, 0).picture());
}

#[test]
fn zoomed_table_spells_out_its_row() {
    let mut stage = played(80, 24, 4);
    stage.press("Esc 2 Enter j j");
    assert_snapshot!(stage.picture());
}

#[test]
fn plain_ascii() {
    let fake = Fake::new(Interrupt::default());
    let mut stage = Stage::with(120, 36, fake, ThemeName::Plain, GlyphSet::Ascii);
    for statement in &SCRIPT[..4] {
        stage.run(statement);
    }
    let picture = stage.picture();
    assert!(picture.is_ascii(), "{picture}");
    assert_snapshot!(picture);
}

#[test]
fn hostile_output_is_harmless() {
    let mut stage = Stage::new(80, 24);
    stage.run("hostile").run("match a:").press("Enter");
    assert_snapshot!(stage.picture());
}

#[test]
fn overlays() {
    let mut stage = played(100, 30, 4);
    stage.press("F2");
    assert_snapshot!("overlay_picker", stage.picture());
    stage.press("d");
    assert_snapshot!("overlay_diagnostics", stage.picture());
    stage.press("Esc F1");
    assert_snapshot!("overlay_help", stage.picture());
    stage.press("Esc \":\"");
    assert_snapshot!("overlay_palette", stage.picture());
    stage.press("Esc Alt-n Tab Enter");
    assert_snapshot!("overlay_prediction", stage.picture());
    stage.press("\"1\"");
    assert_snapshot!("overlay_prediction_answered", stage.picture());
    stage.press("Esc Alt-r");
    assert_snapshot!("overlay_reset", stage.picture());
}

#[test]
fn a_long_statement_wraps_and_keeps_the_cursor_in_sight() {
    let mut stage = Stage::new(60, 16);
    stage.press("\"objs = [Track(name) for name in ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j')]\"");
    let (buf, cursor) = stage.draw();
    assert_snapshot!(text_of(&buf));
    let cursor = cursor.expect("the command line has the keys");
    assert_eq!(buf[(cursor.x - 1, cursor.y)].symbol(), "]");
    stage.press("Home");
    let (buf, cursor) = stage.draw();
    let cursor = cursor.expect("the command line has the keys");
    assert_eq!(buf[(cursor.x, cursor.y)].symbol(), "o");
}

#[test]
fn the_cursor_stands_where_letters_appear() {
    let mut stage = Stage::new(80, 24);
    for text in ["", "日本", "x = '日本", "é"] {
        stage.press("Ctrl-C").press(&format!("\"{text}\""));
        let (buf, cursor) = stage.draw();
        let (x, y) = find(&buf, ">>> ").expect("the prompt");
        let cursor = cursor.expect("a cursor");
        assert_eq!(
            (cursor.x, cursor.y),
            (x + 4 + u16::try_from(gcscope::tui::text::width(text)).unwrap(), y),
            "{text}"
        );
    }
}

#[test]
fn changes_stand_out_by_sign_and_style() {
    let stage = played(120, 36, 4);
    let (buf, _) = stage.draw();
    let (x, y) = find(&buf, "▲+1").expect("the count rose");
    assert_eq!(buf[(x, y)].fg, Color::Indexed(114));
    assert!(buf[(x, y)].modifier.contains(Modifier::BOLD));
    let (x, y) = find(&buf, "✓ a holds").expect("a goal");
    assert_eq!(buf[(x, y)].fg, Color::Indexed(114));
}

#[test]
fn no_colour_means_none() {
    let fake = Fake::new(Interrupt::default());
    let mut stage = Stage::with(120, 36, fake, ThemeName::Plain, GlyphSet::Unicode);
    for statement in SCRIPT {
        stage.run(statement);
    }
    stage.press("Esc 2");
    let (buf, _) = stage.draw();
    assert!(buf.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let (x, y) = find(&buf, "freed").expect("an object was freed");
    assert!(buf[(x, y)].modifier.contains(Modifier::BOLD));
    let (x, y) = find(&buf, "▸ Track").expect("the selected row");
    assert!(buf[(x, y)].modifier.contains(Modifier::REVERSED));
}

#[test]
fn the_light_theme_has_dark_letters() {
    let fake = Fake::new(Interrupt::default());
    let stage = Stage::with(120, 36, fake, ThemeName::Light, GlyphSet::Unicode);
    let (buf, _) = stage.draw();
    let (x, y) = find(&buf, "Refcounts").expect("a title");
    assert_eq!(buf[(x, y)].fg, Color::Indexed(241));
}

#[test]
fn the_footer_says_which_keys_work() {
    let mut stage = played(80, 24, 4);
    let footer = |stage: &Stage| stage.picture().lines().last().unwrap_or_default().to_owned();
    assert_snapshot!(footer(&stage), @" TYPE  Alt-n go on  Esc panes  F1 help  Alt-h hint  Alt-l lessons  Alt-m time");
    stage.press("\"if a:\"");
    assert_snapshot!(footer(&stage), @" TYPE  Enter next line  Alt-n go on  Tab complete  Esc panes  F1 help");
    stage.press("Esc");
    assert_snapshot!(footer(&stage), @" PANES  i type Python  n go on  ? help  H hint  L lessons  m time  PgDn scroll");
    stage.press("r");
    assert_snapshot!(footer(&stage), @" SURE?  y start again  n go on");
}

/// Not a benchmark (those stand under `tests/` by themselves): a guard against work that grows.
#[test]
fn drawing_does_not_grow_with_the_heap() {
    let mut stage = Stage::new(200, 60);
    let mut time = |crowd: usize| {
        stage.press(&format!("\":crowd {crowd}\" Enter"));
        let start = std::time::Instant::now();
        for _ in 0..20 {
            stage.press("Alt-j \"x\" Backspace");
            let _ = stage.draw();
        }
        start.elapsed() / 20
    };
    let (few, many) = (time(100), time(1_000_000));
    println!("{few:?} with 100 objects, {many:?} with a million");
    assert!(many < few * 5 + std::time::Duration::from_millis(20), "{few:?} {many:?}");
}
