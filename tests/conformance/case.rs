//! One program in one version: what was recorded, and how gcscope's run compares with it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A program that takes longer has failed. Generous: the tests run an unoptimised build beside others.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Case {
    name: String,
    /// The recording's version, such as `3.14.2-pyodide`.
    version: String,
    /// What `--python` is given for it.
    flag: String,
    program: PathBuf,
    stdout: Vec<u8>,
    status: i32,
    /// The last line of stderr, when the status is not 0.
    last_line: String,
}

/// All recorded cases under `corpus`.
pub fn all(corpus: &Path) -> Vec<Case> {
    let expected = corpus.join("expected");
    let text = |name: &str| String::from_utf8(read(&expected.join(name))).expect("UTF-8");
    let versions = text("versions.tsv");
    let flag = |version: &str| {
        let row = versions.lines().map(|l| l.split('\t').collect::<Vec<_>>()).find(|row| row[0] == version);
        row.expect("every version is in versions.tsv")[2].to_owned()
    };
    let case = |line: &str| {
        let row: Vec<&str> = line.split('\t').collect();
        let [name, version, stdout, status, stderr] = row[..] else { panic!("five fields: {line}") };
        Case {
            name: name.to_owned(),
            version: version.to_owned(),
            flag: flag(version),
            program: corpus.join("public").join(name).with_extension("py"),
            stdout: read(&expected.join(stdout)),
            status: status.parse().expect("a status"),
            last_line: if stderr == "-" { String::new() } else { text(stderr).trim_end_matches('\n').to_owned() },
        }
    };
    text("public.tsv").lines().map(case).collect()
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Case {
    /// How lists and reports name the case.
    pub fn label(&self) -> String {
        format!("{} {}", self.version, self.name)
    }

    /// Runs the program; the error says what differs.
    pub fn run(&self) -> Result<(), String> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gcscope"))
            .args(["run", "--python", &self.flag])
            .arg(&self.program)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("gcscope starts");
        // Both pipes are emptied while the program runs: it must not wait for us.
        let stdout = drain(child.stdout.take().expect("piped"));
        let stderr = drain(child.stderr.take().expect("piped"));
        let started = Instant::now();
        let status = loop {
            match child.try_wait().expect("gcscope can be waited for") {
                Some(status) => break status,
                None if started.elapsed() > PATIENCE => {
                    child.kill().expect("gcscope can be stopped");
                    return Err(format!("    no end within {} seconds", PATIENCE.as_secs()));
                }
                None => thread::sleep(Duration::from_millis(2)),
            }
        };
        let stdout = stdout.join().expect("stdout was read");
        let stderr = String::from_utf8_lossy(&stderr.join().expect("stderr was read")).into_owned();
        let last_line = stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        if stdout != self.stdout {
            return Err(first_difference(&self.stdout, &stdout, last_line));
        }
        if status.code() != Some(self.status) {
            return Err(format!("    ended with {status}, expected {}; stderr ends: {last_line}", self.status));
        }
        if self.status != 0 && last_line != self.last_line {
            return Err(format!("    stderr ends: {last_line}\n    expected:    {}", self.last_line));
        }
        Ok(())
    }
}

fn drain(mut pipe: impl std::io::Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("the pipe can be read");
        bytes
    })
}

fn first_difference(wanted: &[u8], got: &[u8], last_line: &str) -> String {
    let (wanted, got) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(got));
    let (mut wanted, mut got) = (wanted.lines(), got.lines());
    for number in 1.. {
        match (wanted.next(), got.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let [a, b] = [a, b].map(|line| line.unwrap_or("(nothing more)"));
                return format!(
                    "    line {number} of stdout: {b}\n    expected:{:w$} {a}\n    stderr ends: {last_line}",
                    "",
                    w = 10 + number.to_string().len(),
                );
            }
        }
    }
    "    the line ends of stdout".to_owned()
}
