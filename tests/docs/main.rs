//! What builtin objects say of themselves (`assets/docs.txt`) is what the real interpreters say.
//!
//! `cargo test --test docs -- --ignored` records it again, with all interpreters found under PYENV_ROOT.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// In the order of the bits in the recording.
const VERSIONS: [&str; 9] = ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"];

/// `T` for types and modules or `F`, then signature and documentation, each empty where there is none.
type Said = (String, String, String);

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn interpreter(version: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir(Path::new(&std::env::var_os("PYENV_ROOT")?).join("versions")).ok()?;
    let prefix = format!("{version}.");
    let mut found = versions.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
    found.next().map(|entry| entry.path().join("bin/python"))
}

/// What the probe prints, by name.
fn probed(command: &mut Command) -> BTreeMap<String, Said> {
    let output = command.output().expect("the interpreter starts");
    let text = String::from_utf8(output.stdout).expect("the probe prints UTF-8");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let fields = text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    fields
        .filter_map(|fields| {
            let [kind, name, signature, doc]: [String; 4] = fields.try_into().ok()?;
            Some((name, (kind, signature, doc)))
        })
        .collect()
}

fn in_cpython(python: &Path) -> BTreeMap<String, Said> {
    probed(Command::new(python).args(["-W", "ignore"]).arg(path("tests/docs/probe.py")))
}

fn in_gcscope(version: &str) -> BTreeMap<String, Said> {
    let program = path("tests/docs/probe.py");
    probed(Command::new(env!("CARGO_BIN_EXE_gcscope")).args(["run", "--python", version]).arg(program).arg("names"))
}

#[test]
fn builtin_objects_say_what_those_of_cpython_say() {
    for version in VERSIONS {
        let Some(python) = interpreter(version) else {
            println!("skipped: no CPython {version} under PYENV_ROOT");
            continue;
        };
        let (wanted, own) = (in_cpython(&python), in_gcscope(version));
        // What this library has in Python has documentation of its own.
        let native: Vec<_> =
            own.iter().filter(|(name, said)| !said.2.is_empty() && wanted.contains_key(*name)).collect();
        assert!(native.len() > 800, "{version}: {}", native.len());
        let wrong: Vec<_> =
            native.iter().filter(|(name, said)| wanted.get(*name) != Some(said)).map(|(name, _)| name).collect();
        assert!(wrong.len() * 50 < native.len(), "{version}: {wrong:?}");
    }
}

#[test]
#[ignore = "records with the interpreters under PYENV_ROOT"]
fn record() {
    // By kind, then by what is said: the names of each set of versions.
    let mut said: BTreeMap<(bool, Said), BTreeMap<String, u16>> = BTreeMap::new();
    for (bit, version) in VERSIONS.into_iter().enumerate() {
        let real = in_cpython(&interpreter(version).expect("all versions under PYENV_ROOT"));
        for name in in_gcscope(version).into_keys() {
            if let Some(entry) = real.get(&name).filter(|(_, signature, doc)| !signature.is_empty() || !doc.is_empty())
            {
                *said.entry((entry.0 == "F", entry.clone())).or_default().entry(name).or_default() |= 1 << bit;
            }
        }
    }
    let mut sections = [Vec::new(), Vec::new()];
    for ((function, (_, signature, doc)), names) in said {
        let mut by_versions: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for (name, versions) in names {
            by_versions.entry(versions).or_default().push(name);
        }
        for (versions, names) in by_versions {
            let line = format!("{versions:x}\t{}\t{signature}\t{doc}\n", names.join(" "));
            sections[usize::from(function)].push((names, line));
        }
    }
    let text = sections.map(|mut lines| {
        lines.sort();
        lines.into_iter().map(|(_, line)| line).collect::<String>()
    });
    std::fs::write(path("assets/docs.txt"), text.join("\n")).expect("the recording is written");
}
