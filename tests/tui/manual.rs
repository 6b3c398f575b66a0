//! The manual's tables are those of the program. After a change of keys or rules,
//! `cargo test --test tui manual -- --ignored` writes them again.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gcscope::memory::Version;
use gcscope::python::choices::{ALL, Choice, Subject};

/// What the manual says beyond its own words, by the marker before each part.
fn parts() -> [(&'static str, String); 2] {
    [("keys", gcscope::tui::keys_markdown()), ("rules", rules())]
}

/// A table for each subject, with a row for each choice: from which version on it is made how.
fn rules() -> String {
    let mut out = String::new();
    for subject in Subject::ALL {
        // What follows from the version's number alone has no words of its own.
        if subject == Subject::Names {
            continue;
        }
        let choices: Vec<&Choice> = ALL.iter().filter(|c| c.subject == subject && c.ways().len() > 1).collect();
        if choices.is_empty() {
            continue;
        }
        // Writing to a String cannot fail.
        let _ = writeln!(out, "### {}\n\n| what | how |\n| --- | --- |", subject.title());
        for choice in choices {
            let ways: Vec<String> = choice.ways().into_iter().map(|(version, way)| way_from(version, &way)).collect();
            let _ = writeln!(out, "| {} | {} |", cell(&choice.what()), cell(&ways.join("<br>")));
        }
        out.push('\n');
    }
    out
}

/// A way with the version it begins with, unless it says so itself.
fn way_from(version: Version, way: &str) -> String {
    let says_when = way.starts_with("Up to ") || way.starts_with("From ") || way.starts_with(char::is_numeric);
    if says_when { way.to_owned() } else { format!("**{version}** {way}") }
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
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
