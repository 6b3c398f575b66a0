//! The manual's tables are those of the program. After a change of keys or rules,
//! `cargo test --test tui manual -- --ignored` writes them again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gcscope::memory::{Rules, Version};

/// What the manual says beyond its own words, by the marker before each part.
fn parts() -> [(&'static str, String); 2] {
    [("keys", gcscope::tui::keys_markdown()), ("rules", rules())]
}

/// A row for each choice, saying from which version on it is made how.
fn rules() -> String {
    let mut out = String::from("| what | how |\n| --- | --- |\n");
    let mut row = |what: &str, choice: fn(&Rules) -> String| {
        let mut ways: Vec<String> = Vec::new();
        let mut last = String::new();
        for version in Version::ALL {
            let way = choice(&Rules::of(version));
            if way != last {
                ways.push(format!("{version}: {way}"));
                last = way;
            }
        }
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {what} | {} |", ways.join("; "));
    };
    row("collector", |r| words(&r.collector));
    row("when an automatic collection runs", |r| words(&r.trigger));
    row("thresholds at start", |r| format!("{:?}", r.thresholds));
    row("finalizers in cycles", |r| words(&r.finalizers));
    row("after a resurrection", |r| words(&r.resurrection));
    row("what a collection's result counts", |r| words(&r.found));
    row("attributes of an instance", |r| words(&r.instance_dict));
    row("arguments during a call", |r| words(&r.call_arguments));
    row("immortal objects", |r| words(&r.immortals));
    row("frame objects", |r| words(&r.frame_objects));
    row("weak references to garbage", |r| words(&r.weakref_clearing));
    row("dicts", |r| words(&r.dict_tracking));
    row("functions in a cycle", |r| words(&r.function_clear));
    row("chains of deaths", |r| words(&r.trashcan));
    row("`gc.freeze()`", |r| words(&r.freeze));
    out
}

/// A choice's name as words: `OnEvalBreaker` becomes `on eval breaker`.
fn words(choice: &impl std::fmt::Debug) -> String {
    let mut out = String::new();
    for c in format!("{choice:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn manual() -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/manual.md");
    let text = std::fs::read_to_string(&path).expect("the manual");
    (path, text)
}

/// The manual with each part replaced by the program's.
fn renewed(mut text: String) -> String {
    for (name, part) in parts() {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let from = text.find(&begin).expect("the marker") + begin.len();
        let to = text.find(&end).expect("the end marker");
        text.replace_range(from..to, &format!("\n{}\n", part.trim()));
    }
    text
}

#[test]
fn the_tables_are_those_of_the_program() {
    let (_, text) = manual();
    assert_eq!(renewed(text.clone()), text, "write it again: cargo test --test tui manual -- --ignored");
}

#[test]
#[ignore = "writes assets/manual.md"]
fn bless_the_manual() {
    let (path, text) = manual();
    std::fs::write(path, renewed(text)).expect("the manual");
}
