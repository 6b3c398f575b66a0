//! The real CPythons of this machine: where they are, what they say of themselves, what a program prints in them.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cli::capture::{Captured, Program, lines, with_status};
use crate::memory::Version;

/// An interpreter that has said what it is.
#[derive(Clone, Debug)]
pub(super) struct Interpreter {
    pub path: PathBuf,
    /// `3.13.0`
    pub release: String,
    /// The version whose rules it follows.
    pub version: Version,
}

/// How long a program may run.
const PATIENCE: Duration = Duration::from_secs(60);

/// What an interpreter is asked; the same in 2.7 and 3.x.
const QUESTION: &str = "import sys, platform\n\
    sys.stdout.write('%s %d.%d.%d' % ((platform.python_implementation(),) + tuple(sys.version_info[:3])))";

impl Interpreter {
    /// # Errors
    /// Why it will not do: it does not start, is no CPython, or has no rules here.
    pub(super) fn at(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let answer = Command::new(path).args(["-s", "-c", QUESTION]).stdin(Stdio::null()).output();
        let answer = answer.map_err(|error| format!("cannot start {shown}: {error}"))?;
        let said = String::from_utf8_lossy(&answer.stdout).into_owned();
        let Some((implementation, release)) = said.split_once(' ') else {
            return Err(format!("{shown} does not answer as a Python interpreter"));
        };
        if implementation != "CPython" {
            return Err(format!("{shown} is {implementation} {release}; only CPython can be verified with"));
        }
        let version = release.parse::<Version>().map_err(|unknown| format!("{shown}: {unknown}"))?;
        Ok(Self { path: path.to_owned(), release: release.to_owned(), version })
    }

    /// Any: `python3` or `python` on the PATH, then what pyenv has.
    pub(super) fn any() -> Option<Self> {
        let named = ["python3", "python"].into_iter().flat_map(on_path);
        let versions = Version::ALL.into_iter().rev().flat_map(places);
        named.chain(versions).find_map(|path| Self::at(&path).ok())
    }

    /// One of this version.
    pub(super) fn of(version: Version) -> Option<Self> {
        places(version).filter_map(|path| Self::at(&path).ok()).find(|found| found.version == version)
    }

    /// Runs a program as `__main__`.
    ///
    /// # Errors
    /// What kept it from running to its end.
    pub(super) fn run(&self, program: &Program) -> Result<Captured, String> {
        self.captured(Command::new(&self.path).args(["-s", "-B"]).arg(&program.name), "")
    }

    /// Runs a program and then types lines at the prompt.
    ///
    /// # Errors
    /// As [`Interpreter::run`].
    pub(super) fn type_in(&self, setup: &Path, typed: &str) -> Result<Captured, String> {
        let mut captured = self.captured(Command::new(&self.path).args(["-s", "-B", "-i"]).arg(setup), typed)?;
        captured.stderr = captured.stderr.iter().filter_map(|line| without_prompts(line)).collect();
        Ok(captured)
    }

    fn captured(&self, command: &mut Command, typed: &str) -> Result<Captured, String> {
        let mut child = command
            // As here, where the order of a set of strings does not depend on luck.
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONIOENCODING", "utf-8")
            .env_remove("PYTHONSTARTUP")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", self.path.display()))?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that does not read its input is no trouble.
            let _ = stdin.write_all(typed.as_bytes());
        }
        let stdout = reading(child.stdout.take());
        let stderr = reading(child.stderr.take());
        let status = waited(&mut child, &self.path)?;
        let text = |thread: std::thread::JoinHandle<Vec<u8>>| {
            String::from_utf8_lossy(&thread.join().unwrap_or_default()).into_owned()
        };
        let (stdout, stderr) = (lines(&text(stdout)), lines(&text(stderr)));
        Ok(Captured { lines: with_status(stdout.clone(), status), stdout, stderr, status })
    }
}

fn reading(from: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut from) = from {
            // What was read before an error is all there is.
            let _ = from.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// The status of a process, which is ended when it takes too long.
fn waited(child: &mut Child, path: &Path) -> Result<i32, String> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            // Of a process that a signal has ended a shell says 128 and the signal's number.
            Ok(Some(status)) => return Ok(status.code().or(status.signal().map(|n| 128 + n)).unwrap_or(-1)),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(5)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("{} has not ended after {} seconds", path.display(), PATIENCE.as_secs()));
            }
            Err(error) => return Err(format!("{}: {error}", path.display())),
        }
    }
}

/// A line of stderr without the prompts before it; nothing where there were only prompts.
fn without_prompts(line: &str) -> Option<String> {
    let mut rest = line;
    while let Some(next) = rest.strip_prefix(">>> ").or_else(|| rest.strip_prefix("... ")) {
        rest = next;
    }
    (rest.len() == line.len() || !rest.is_empty()).then(|| rest.to_owned())
}

fn on_path(name: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).filter(|file| file.is_file()).collect()
}

/// Where an interpreter of this version may be.
fn places(version: Version) -> impl Iterator<Item = PathBuf> {
    let (major, minor) = version.number();
    let name = format!("python{major}.{minor}");
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv")));
    let folders = root.and_then(|root| std::fs::read_dir(root.join("versions")).ok()).into_iter().flatten().flatten();
    let prefix = format!("{major}.{minor}.");
    let of_pyenv: Vec<PathBuf> = folders
        .filter(|folder| folder.file_name().to_string_lossy().starts_with(&prefix))
        .map(|folder| folder.path().join("bin").join(&name))
        .filter(|file| file.is_file())
        .collect();
    on_path(&name).into_iter().chain(of_pyenv)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_not_output() {
        assert_eq!(without_prompts(">>> >>> Traceback:"), Some("Traceback:".to_owned()));
        assert_eq!(without_prompts(">>> ... ... >>> "), None);
        assert_eq!(without_prompts("  File"), Some("  File".to_owned()));
        assert_eq!(without_prompts(""), Some(String::new()));
    }

    #[test]
    fn what_is_no_interpreter_is_told() {
        let error = Interpreter::at(Path::new("/nowhere/python")).expect_err("there is none");
        assert!(error.starts_with("cannot start /nowhere/python"), "{error}");
    }
}
