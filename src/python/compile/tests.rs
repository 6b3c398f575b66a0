//! The compiler as a whole.

use super::{Mode, compile};
use crate::memory::rules::Version;
use crate::python::dialect::Dialect;

#[test]
#[ignore = "prints the code of the file named by GCSCOPE_DIS"]
fn show_code() {
    let path = std::env::var("GCSCOPE_DIS").unwrap_or_default();
    let version: Version = std::env::var("GCSCOPE_PY").unwrap_or("3.13".into()).parse().expect("version");
    let source = std::fs::read_to_string(&path).expect("a file");
    match compile(&source, &path, Mode::Exec, &Dialect::of(version)) {
        Ok(code) => println!("{}", code.dis()),
        Err(error) => println!("{error:?}"),
    }
}

fn code(source: &str) -> String {
    match compile(source, "<test>", Mode::Exec, &Dialect::of(Version::V3_13)) {
        Ok(code) => code.dis(),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn a_small_program() {
    let text = code("def f(a, b):\n    a, b = b, a\n    return [x for x in a if x]\nprint(f(1, 2))\n");
    assert!(text.contains("STORE_FAST_STORE_FAST"), "{text}");
    assert!(text.contains("LOAD_FAST_AND_CLEAR"), "{text}");
}
