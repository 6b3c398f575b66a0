//! The dial of versions on the command line: `compare` and `verify`.

use std::path::PathBuf;
use std::process::{Command, Output};

fn gcscope(args: &[&str], columns: usize) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gcscope"))
        .args(args)
        .env("COLUMNS", columns.to_string())
        .output()
        .expect("gcscope starts")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A file of this program in a folder that goes away with the guard.
fn program(source: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("program.py");
    std::fs::write(&file, source).expect("a file");
    let name = file.to_string_lossy().into_owned();
    (folder, name)
}

const COUNTS: &str = "\
import gc, sys
class A(object):
    pass
def f(x):
    return sys.getrefcount(x)
gc.collect()
a, b = A(), A()
a.o, b.o = b, a
del a, b
print('found %d' % gc.collect())
n = A()
print('argument %d' % f(n))
print('end')
";

#[test]
fn differing_lines_are_marked_and_explained() {
    let (_folder, file) = program(COUNTS);
    let output = gcscope(&["compare", "--python", "3.10,3.13", &file], 80);
    let text = text(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let found = lines.iter().position(|l| l.starts_with("≠ found 4")).expect("a marked line");
    assert!(lines[found].ends_with("│ found 2"), "{text}");
    assert!(text.contains("[rules.instance_dict]"), "{text}");
    assert!(text.contains("[rules.call_arguments]"), "{text}");
    assert!(lines.iter().any(|l| l.starts_with("  end")), "{text}");
    assert!(text.ends_with("2 lines differ.\n"), "{text}");
}

#[test]
fn versions_that_print_the_same_are_a_success() {
    let (_folder, file) = program("print('the same')\n");
    let output = gcscope(&["compare", "--python", "2.7,3.6,3.13", &file], 80);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).ends_with("All print the same.\n"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let (_folder, file) = program(&format!("{COUNTS}print('猫' * 60 if 1/2 else 'x' * 130)\n"));
    for columns in [40, 80, 120] {
        for versions in ["3.10,3.13", "3.6,3.10,3.13", "2.7,3.6,3.7,3.8,3.9,3.10,3.11,3.12,3.13,3.14.0,3.14.5"] {
            for line in text(&gcscope(&["compare", "--python", versions, &file], columns)).lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= columns, "{columns}, {versions}: {line}");
            }
        }
    }
}

#[test]
fn an_exit_status_is_a_difference() {
    let (_folder, file) = program("import sys\nsys.exit(0 if sys.version_info[0] == 2 else 3)\n");
    let output = gcscope(&["compare", "--python", "2.7,3.13", &file], 80);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("[exit status 3]"));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let (_folder, file) = program("");
    for (args, said) in [
        (vec!["compare", "--python", "3.13", file.as_str()], "two versions"),
        (vec!["compare", "--python", "3.13,3.5", file.as_str()], "known are 2.7"),
        (vec!["compare", "/nowhere.py"], "can't open file '/nowhere.py'"),
        (vec!["verify", "--with", "/nowhere/python", file.as_str()], "cannot start /nowhere/python"),
        (vec!["verify", "no-such-lesson"], "there is no file and no lesson no-such-lesson"),
    ] {
        let output = gcscope(&args, 80);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(complaint(&output).contains(said), "{args:?}: {}", complaint(&output));
    }
}

/// A script that answers as this interpreter would, and prints a line for any program.
#[cfg(unix)]
fn pretender(answer: &str, printed: &str) -> (tempfile::TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("python");
    let script = format!("#!/bin/sh\nif [ \"$2\" = -c ]; then printf '{answer}'; else echo '{printed}'; fi\n");
    std::fs::write(&file, script).expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("permissions");
    (folder, file)
}

#[cfg(unix)]
#[test]
fn a_program_is_verified_in_the_version_that_the_interpreter_reports() {
    let (_folder, file) = program("import sys\nprint('%d.%d' % sys.version_info[:2])\n");
    let (_python, python) = pretender("CPython 3.9.18", "3.9");
    let output = gcscope(&["verify", "--with", &python.to_string_lossy(), &file], 80);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    assert!(text(&output).contains("as CPython 3.9.18"), "{}", text(&output));
    let (_python, python) = pretender("CPython 3.9.18", "3.8");
    let output = gcscope(&["verify", "--with", &python.to_string_lossy(), &file], 80);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).lines().any(|l| l.starts_with("≠ 3.9") && l.ends_with("│ 3.8")), "{}", text(&output));
}

#[cfg(unix)]
#[test]
fn an_interpreter_without_rules_is_told() {
    let (_folder, file) = program("print(1)\n");
    for (answer, said) in [
        ("CPython 3.5.2", "no rules for Python 3.5.2; known are 2.7"),
        ("PyPy 3.10.14", "is PyPy 3.10.14; only CPython"),
        ("hello", "does not answer as a Python interpreter"),
    ] {
        let (_python, python) = pretender(answer, "1");
        let output = gcscope(&["verify", "--with", &python.to_string_lossy(), &file], 80);
        assert_eq!(output.status.code(), Some(2), "{answer}");
        assert!(complaint(&output).contains(said), "{answer}: {}", complaint(&output));
    }
}

/// `moments/NAME-VERSION.out` is what that CPython printed for `moments/NAME.py` (with `python -s -B`).
#[test]
fn allocations_are_counted_as_each_version_does() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/versions/moments");
    let mut differing = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder") {
        let recording = entry.expect("a file").path();
        let stem = recording.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let Some((name, version)) = stem.split_once('-') else { continue };
        let file = folder.join(format!("{name}.py"));
        let output = gcscope(&["run", "--python", version, &file.to_string_lossy()], 80);
        let wanted = std::fs::read_to_string(&recording).expect("the recording");
        if text(&output) != wanted {
            differing.push(format!("{stem}: {wanted:?} became {:?}", text(&output)));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

const NONE_LOST: &str = "\
import ctypes
dec = ctypes.pythonapi.Py_DecRef
dec.argtypes = [ctypes.py_object]
dec.restype = None
for i in range(100000): dec(None)
print('alive')
";

#[test]
fn none_can_be_deallocated_where_it_is_counted() {
    let (_folder, file) = program(NONE_LOST);
    let first_line = |version: &str| {
        let output = gcscope(&["run", "--python", version, &file], 80);
        let complaint = complaint(&output).lines().next().unwrap_or_default().to_owned();
        (output.status.code(), complaint)
    };
    for (version, why) in [
        ("2.7", "deallocating None"),
        ("3.8", "deallocating None"),
        ("3.9", "none_dealloc: deallocating None"),
        ("3.11", "none_dealloc: deallocating None: bug likely caused by a refcount error in a C extension"),
    ] {
        assert_eq!(first_line(version), (Some(134), format!("Fatal Python error: {why}")), "{version}");
    }
    assert_eq!(first_line("3.12"), (Some(0), String::new()));
}
