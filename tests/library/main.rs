//! The library modules written in Python do what CPython's do: each program here is run by gcscope and its output
//! compared with the recorded one of a real interpreter, addresses left out.

use std::path::Path;
use std::process::Command;

/// Replaces what follows each `0x`.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("0x");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

fn check(version: &str, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    let wanted = std::fs::read_to_string(folder.join(name).with_extension("out")).expect("the recording");
    let run = Command::new(env!("CARGO_BIN_EXE_gcscope"))
        .args(["run", "--python", version])
        .arg(folder.join(name).with_extension("py"))
        .output()
        .expect("gcscope starts");
    let got = String::from_utf8_lossy(&run.stdout).into_owned();
    let (wanted, got) = (without_addresses(&wanted), without_addresses(&got));
    for (line, (wanted, got)) in wanted.lines().zip(got.lines()).enumerate() {
        assert_eq!(got, wanted, "{name}.out, line {}", line + 1);
    }
    let errors = String::from_utf8_lossy(&run.stderr);
    assert_eq!(got.lines().count(), wanted.lines().count(), "{name}: number of lines\n{errors}");
}

macro_rules! programs {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            check("3.13", stringify!($name));
        }
    )* };
}
programs! {
    uses_collections uses_contextlib uses_copy uses_data uses_dataclasses uses_enums uses_functools
    uses_queue_numbers uses_string_operator_types_abc uses_traceback uses_typing uses_weakref
}
