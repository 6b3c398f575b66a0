//! Text and number work compared with the real CPython: recorded cases always, any number of live ones by hand.
//!
//! The cases come from `cases.py`, which says how to record them.

mod numbers;
mod shown;
mod strings;
mod templates;

use std::process::Command;

use gcscope::python::dialect::text_rules;
use gcscope::python::text::TextRules;
use shown::{Outcome, unescape};

/// What our code makes of a case; `None` for an operation that is not known.
fn outcome(operation: &str, arguments: &[String], rules: &TextRules) -> Option<Outcome> {
    numbers::outcome(operation, arguments, rules)
        .or_else(|| strings::outcome(operation, arguments, rules))
        .or_else(|| templates::outcome(operation, arguments, rules))
}

/// Runs all cases and returns the differences.
fn differences(cases: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (version, cases) = cases.split_once('\n').unwrap();
    let rules = text_rules(version.parse().unwrap());
    for line in cases.lines() {
        let fields: Vec<String> = line.split('\t').map(unescape).collect();
        let [operation, arguments @ .., _, expected] = fields.as_slice() else { panic!("no case: {line}") };
        let ours = match outcome(operation, arguments, &rules) {
            Some(Ok(text)) => format!("ok {text}"),
            Some(Err(error)) if error.message.is_empty() => format!("{}: ", error.kind.name()),
            Some(Err(error)) => error.to_string(),
            None => panic!("unknown operation: {line}"),
        };
        if ours != *expected {
            found.push(format!("{line}\n    ours: {ours:?}"));
        }
    }
    found
}

fn assert_none(found: &[String]) {
    let shown: Vec<&str> = found.iter().take(40).map(String::as_str).collect();
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), shown.join("\n"));
}

#[test]
fn recorded_cases() {
    assert_none(&differences(include_str!("recorded_3_13.tsv")));
    assert_none(&differences(include_str!("recorded_2_7.tsv")));
}

/// Needs `GCSCOPE_ORACLE`, the path of a CPython 3; `GCSCOPE_SEED` and `GCSCOPE_COUNT` vary the cases.
#[test]
#[ignore = "asks a real interpreter"]
fn live_cases() {
    let Ok(python) = std::env::var("GCSCOPE_ORACLE") else { panic!("GCSCOPE_ORACLE is not set") };
    let setting = |name: &str, default: &str| std::env::var(name).unwrap_or_else(|_| default.to_owned());
    let output = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/text/cases.py"))
        .args([setting("GCSCOPE_SEED", "2"), setting("GCSCOPE_COUNT", "300")])
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_none(&differences(&String::from_utf8(output.stdout).unwrap()));
}
