//! The lessons as files: every embedded one loads, and every kind of mistake is shown where it stands.

use gcscope::lesson::diagnostic::Source;
use gcscope::lesson::load::{compiles, load, load_dir, parses_anything};
use gcscope::lesson::{Course, PythonError, load_embedded};
use gcscope::memory::rules::Version;

#[test]
fn every_embedded_lesson_loads_and_compiles() {
    let course = load_embedded(&compiles);
    let problems: Vec<String> = course.diagnostics.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(!course.lessons.is_empty());
}

#[test]
fn the_course_starts_with_a_cycle_and_never_builds_on_what_comes_later() {
    let course = load_embedded(&parses_anything);
    assert_eq!(course.lessons.first().map(|l| l.id.as_str()), Some("first-cycle"));
    let place = |id: &str| course.lessons.iter().position(|l| l.id == id);
    for lesson in &course.lessons {
        for id in &lesson.builds_on {
            assert!(place(id) < place(&lesson.id), "{} builds on {id}, which comes later", lesson.id);
        }
    }
}

/// A whole lesson with one place to break.
const GOOD: &str = r##"(
    id: "tiny",
    title: "Tiny",
    chapter: "Test",
    order: 1,
    python: "3.13",
    minutes: 1,
    setup: "x = []",
    steps: [
        (
            text: r#"
                Remove the name `x`.
            "#,
            prediction: (
                question: "Is it gone?",
                answer: Choices([
                    (text: "yes", correct: true, explain: "Right."),
                    (text: "no", explain: "It is."),
                ]),
            ),
            goals: [Unbound("x")],
            hints: ["one", "two", "three"],
            solution: ["del x"],
        ),
    ],
    in_your_own_code: "Nothing.",
)
"##;

fn course(files: &[(&str, String)]) -> Course {
    let sources: Vec<Source> = files.iter().map(|(name, text)| Source::new(name, text)).collect();
    load(&sources, &no_such_python)
}

/// Stands for the compiler: whatever has `oops` in it does not parse there.
fn no_such_python(code: &str, _: Version) -> Result<(), PythonError> {
    let found = code.lines().enumerate().find_map(|(i, line)| line.find("oops").map(|at| (i + 1, at + 1)));
    match found {
        Some((line, column)) => Err(PythonError { line, column, message: "invalid syntax".to_owned() }),
        None => Ok(()),
    }
}

fn complaint(replace: &str, with: &str) -> String {
    assert!(GOOD.contains(replace), "{replace}");
    let course = course(&[("tiny.ron", GOOD.replacen(replace, with, 1))]);
    course.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn a_good_lesson_has_no_complaint() {
    assert_eq!(complaint("Tiny", "Tinier"), "");
}

macro_rules! complaints {
    ($($name:ident: $from:expr => $to:expr;)*) => {
        $(#[test]
        fn $name() {
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), complaint($from, $to));
            });
        })*
    };
}

complaints! {
    unknown_field: "minutes: 1" => "minuets: 1";
    unknown_field_in_step: "hints:" => "hint:";
    unknown_goal: "Unbound(\"x\")" => "Unbond(\"x\")";
    missing_field: "    title: \"Tiny\",\n" => "";
    field_twice: "order: 1," => "order: 1, order: 2,";
    wrong_type_text: "\"Tiny\"" => "17";
    wrong_type_number: "minutes: 1" => "minutes: \"one\"";
    wrong_type_list: "[Unbound(\"x\")]" => "Unbound(\"x\")";
    wrong_argument: "Unbound(\"x\")" => "Refcount(\"x\", many)";
    syntax_no_comma: "order: 1," => "order: 1";
    syntax_open_end: "    in_your_own_code: \"Nothing.\",\n)" => "";
    unknown_version: "\"3.13\"" => "\"3.99\"";
    bad_id: "\"tiny\"" => "\"My Lesson\"";
    unknown_field_in_first_place: "text: r#" => "texts: r#";
    missing_hint: "\"two\", " => "";
    no_goals: "[Unbound(\"x\")]" => "[]";
    no_solution: "[\"del x\"]" => "[]";
    no_correct_choice: "correct: true, " => "";
    two_correct_choices: "\"no\", " => "\"no\", correct: true, ";
    python_in_setup: "\"x = []\"" => "r#\"\n        x = []\n        if oops(\n    \"#";
    python_in_solution: "\"del x\"" => "\"del x\\nx = \\\"oops\\\"\"";
    python_in_transcript: "Remove the name `x`." => "Look:\n\n                ```python\n                >>> x = [oops\n                ```";
    code_too_wide: "Remove the name `x`." => "```python\n                x = 'a line that is far too long for a pane of a small terminal screen'\n                ```";
    path_with_a_call: "Unbound(\"x\")" => "Unbound(\"x.pop()\")";
    builds_on_nothing: "minutes: 1," => "minutes: 1, builds_on: [\"tyny\"],";
}

#[test]
fn the_compiler_says_where_python_is_wrong() {
    let broken = GOOD.replace("\"x = []\"", "r#\"\n        x = []\n        if x\n            pass\n    \"#");
    let course = load(&[Source::new("tiny.ron", &broken)], &compiles);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("compiler_error", course.diagnostics[0].to_string());
    });
}

#[test]
fn one_broken_lesson_does_not_stop_the_others() {
    let files = [("a.ron", GOOD.replace("\"tiny\"", "\"a\"")), ("b.ron", "(".to_owned()), ("c.ron", GOOD.to_owned())];
    let course = course(&files);
    assert_eq!(course.lessons.len(), 2);
    assert_eq!(course.diagnostics.len(), 1);
    assert_eq!(course.diagnostics[0].position().0, 1);
}

#[test]
fn an_id_may_be_taken_once() {
    let course = course(&[("a.ron", GOOD.to_owned()), ("b.ron", GOOD.to_owned())]);
    assert_eq!(course.lessons.len(), 1);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("duplicate_id", course.diagnostics[0].to_string());
    });
}

#[test]
fn a_folder_adds_its_lessons() {
    let folder = tempfile::tempdir().unwrap();
    let builds_on = GOOD.replacen("order:", "builds_on: [\"first-cycle\"],\n    order:", 1);
    assert_ne!(builds_on, GOOD);
    std::fs::write(folder.path().join("tiny.ron"), builds_on).unwrap();
    std::fs::write(folder.path().join("broken.ron"), [b'(', 0xff]).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "no lesson").unwrap();
    let course = load_dir(folder.path(), &parses_anything).unwrap();
    assert!(course.lesson("tiny").is_some() && course.lesson("first-cycle").is_some());
    assert_eq!(course.diagnostics.len(), 1);
    assert!(course.diagnostics[0].to_string().contains("not UTF-8"), "{}", course.diagnostics[0]);
    // What cannot be read, here a folder, does not stop the others either.
    std::fs::create_dir(folder.path().join("folder.ron")).unwrap();
    let course = load_dir(folder.path(), &parses_anything).unwrap();
    assert!(course.lesson("tiny").is_some());
    assert!(course.diagnostics.iter().any(|d| d.title.contains("cannot be read")), "{:?}", course.diagnostics);
    assert!(load_dir(&folder.path().join("nowhere"), &parses_anything).is_err());
    let one = load_dir(&folder.path().join("tiny.ron"), &parses_anything).unwrap();
    assert!(one.lesson("tiny").is_some() && one.diagnostics.is_empty());
}
