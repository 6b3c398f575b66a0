//! The rules of the house that the compiler does not know.

use std::path::{Path, PathBuf};

/// Lowest first: a layer imports only layers below it.
const LAYERS: [&str; 6] = ["memory", "python", "session", "lesson", "tui", "cli"];

/// The files that may look at the version's number; all others ask for a named choice.
const VERSIONED: [&str; 4] =
    ["src/memory/rules.rs", "src/python/dialect.rs", "src/python/dialect/", "src/python/behaviour.rs"];

/// A source file, by its path from the project's folder.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The lines of code with their numbers, up to the unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let of_tests = ["/tests.rs", "/testing.rs", "/differential.rs", "/speed.rs"];
        let tests = self.path.contains("/tests/") || of_tests.iter().any(|name| self.path.ends_with(name));
        let lines = if tests { "" } else { self.text.as_str() };
        let numbered = (1..).zip(lines.lines()).take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                let path = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

#[track_caller]
fn nothing(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_layer_imports_only_layers_below_it() {
    let mut complaints = Vec::new();
    for source in sources("src") {
        let name = source.path.trim_start_matches("src/").split('/').next().expect("a name").trim_end_matches(".rs");
        let Some(layer) = LAYERS.iter().position(|layer| *layer == name) else { continue };
        // Unit tests too: a layer is tested without those above it.
        for (number, line) in (1..).zip(source.text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for above in &LAYERS[layer + 1..] {
                if line.contains(&format!("crate::{above}::")) || line.contains(&format!("use crate::{above};")) {
                    complaints.push(format!("{}:{number}: {name} is below {above}", source.path));
                }
            }
        }
    }
    nothing(&complaints);
}

#[test]
fn versions_are_compared_only_where_the_rules_are_made() {
    let operators = [" < ", " > ", "<=", ">=", "==", "!=", "matches!", "=>"];
    let mut complaints = Vec::new();
    for source in sources("src") {
        if VERSIONED.iter().any(|allowed| source.path.starts_with(allowed)) {
            continue;
        }
        for (number, line) in source.code() {
            let named = line.contains("Version::V2") || line.contains("Version::V3");
            if named && operators.iter().any(|operator| line.contains(operator)) {
                complaints.push(format!("{}:{number}: compares versions: {}", source.path, line.trim()));
            }
        }
    }
    nothing(&complaints);
}

#[test]
fn each_file_says_first_what_lives_there() {
    let all = sources("src").into_iter().chain(sources("tests"));
    let silent = all.filter(|source| !source.text.starts_with("//!"));
    nothing(&silent.map(|source| format!("{} does not begin with //!", source.path)).collect::<Vec<_>>());
}
