//! A player that is a real CPython found on this machine.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::find::interpreter;
use gcscope::lesson::world::{Cause, Collection, Finalization, Reach, Referent, Tracking};
use gcscope::lesson::{Fate, ObjectFacts, Player, Refcount, World};
use gcscope::memory::rules::Version;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const DRIVER: &str = include_str!("driver.py");

/// Plays in the interpreters found on PATH and among pyenv's.
#[derive(Default)]
pub struct CPython {
    /// One process a version; each start is a fork of it.
    interpreters: BTreeMap<Version, RefCell<Running>>,
    current: Option<Version>,
    program: String,
    statements: Vec<String>,
    labels: Vec<String>,
}

struct Running {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Running {
    fn start(version: Version) -> Self {
        let mut child = Command::new(interpreter(version).expect("an interpreter"))
            .args(["-s", "-B", "-c", DRIVER])
            .env("PYTHONIOENCODING", "utf-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the interpreter starts");
        let (ask, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, ask, answers }
    }

    fn ask<T: DeserializeOwned>(&mut self, words: &[&str]) -> T {
        let line = format!("({},)", words.iter().map(|w| literal(w)).collect::<Vec<_>>().join(","));
        writeln!(self.ask, "{line}").expect("the driver listens");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("the driver answers");
        ron::from_str(&answer).unwrap_or_else(|e| panic!("{line} -> {answer:?}: {e}"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A Python string literal.
fn literal(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            '"' => "\\\"".to_owned(),
            '\n' => "\\n".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

impl CPython {
    fn ask<T: DeserializeOwned>(&self, words: &[&str]) -> T {
        let version = self.current.expect("started");
        self.interpreters.get(&version).expect("an interpreter").borrow_mut().ask(words)
    }

    fn run_now(&self, statement: &str) -> String {
        let words: Vec<&str> = ["run", statement].into_iter().chain(self.labels.iter().map(String::as_str)).collect();
        self.ask(&words)
    }
}

impl Player for CPython {
    fn plays(&self, version: Version) -> bool {
        interpreter(version).is_some()
    }

    fn start(&mut self, version: Version, program: &str) -> Result<(), String> {
        if self.current.is_some() {
            let () = self.ask(&["end"]);
        }
        self.current = Some(version);
        self.interpreters.entry(version).or_insert_with(|| RefCell::new(Running::start(version)));
        let () = self.ask(&["fork"]);
        program.clone_into(&mut self.program);
        self.statements.clear();
        self.labels.clear();
        let (printed, failed): (String, bool) = self.ask(&["program", program]);
        if failed { Err(printed) } else { Ok(()) }
    }

    fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        let (program, statements) = (self.program.clone(), self.statements.clone());
        self.start(version, &program)?;
        for statement in &statements {
            self.run_now(statement);
        }
        self.statements = statements;
        Ok(())
    }

    fn begin_step(&mut self, labels: &[&str]) {
        self.labels = labels.iter().map(ToString::to_string).collect();
        let words: Vec<&str> = std::iter::once("begin").chain(labels.iter().copied()).collect();
        let () = self.ask(&words);
    }

    fn run(&mut self, statements: &str) -> String {
        self.statements.push(statements.to_owned());
        self.run_now(statements)
    }

    fn world(&self) -> Box<dyn World + '_> {
        Box::new(Moment { python: self, state: self.ask(&["state"]) })
    }
}

struct Moment<'a> {
    python: &'a CPython,
    state: State,
}

#[derive(Deserialize)]
struct State {
    garbage: u64,
    thresholds: [i64; 3],
    enabled: bool,
    debug: u32,
    frozen: u64,
    output: Vec<String>,
    statements: Vec<String>,
    collections: Vec<CollectionAnswer>,
    exceptions: Vec<String>,
}

#[derive(Deserialize)]
struct CollectionAnswer {
    generation: u8,
    cause: CauseAnswer,
    found: u64,
}

#[derive(Deserialize)]
enum CauseAnswer {
    Asked,
    Automatic,
}

#[derive(Deserialize)]
enum RefcountAnswer {
    Count(u64),
    Immortal,
}

#[derive(Deserialize)]
enum TrackingAnswer {
    Tracked,
    Untracked,
}

#[derive(Deserialize)]
enum FinalizationAnswer {
    NotYet,
    Done,
}

#[derive(Deserialize)]
enum ReachAnswer {
    Reachable,
    Unreachable,
}

#[derive(Deserialize)]
enum ReferentAnswer {
    Alive,
    Gone,
}

#[derive(Deserialize)]
struct FactsAnswer {
    identity: u64,
    refcount: RefcountAnswer,
    type_name: String,
    tracked: TrackingAnswer,
    generation: Option<u8>,
    finalized: FinalizationAnswer,
    reach: ReachAnswer,
    referent: Option<ReferentAnswer>,
}

#[derive(Deserialize)]
enum FateAnswer {
    Alive(FactsAnswer),
    Freed,
}

impl From<FactsAnswer> for ObjectFacts {
    fn from(answer: FactsAnswer) -> Self {
        Self {
            identity: answer.identity,
            refcount: match answer.refcount {
                RefcountAnswer::Count(n) => Refcount::Count(n),
                RefcountAnswer::Immortal => Refcount::Immortal,
            },
            type_name: answer.type_name,
            tracked: match answer.tracked {
                TrackingAnswer::Tracked => Tracking::Tracked,
                TrackingAnswer::Untracked => Tracking::Untracked,
            },
            generation: answer.generation,
            finalized: match answer.finalized {
                FinalizationAnswer::NotYet => Finalization::NotYet,
                FinalizationAnswer::Done => Finalization::Done,
            },
            reach: match answer.reach {
                ReachAnswer::Reachable => Reach::Reachable,
                ReachAnswer::Unreachable => Reach::Unreachable,
            },
            referent: answer.referent.map(|r| match r {
                ReferentAnswer::Alive => Referent::Alive,
                ReferentAnswer::Gone => Referent::Gone,
            }),
        }
    }
}

impl World for Moment<'_> {
    fn object(&self, path: &str) -> Option<ObjectFacts> {
        self.python.ask::<Option<FactsAnswer>>(&["object", path]).map(Into::into)
    }

    fn remembered(&self, label: &str) -> Option<Fate> {
        self.python.ask::<Option<FateAnswer>>(&["remembered", label]).map(|fate| match fate {
            FateAnswer::Alive(facts) => Fate::Alive(facts.into()),
            FateAnswer::Freed => Fate::Freed,
        })
    }

    fn atom(&self, path: &str) -> Option<String> {
        self.python.ask(&["atom", path])
    }

    fn length(&self, path: &str) -> Option<u64> {
        self.python.ask(&["length", path])
    }

    fn refers(&self, from: &str, to: &str) -> bool {
        self.python.ask(&["refers", from, to])
    }

    fn instances(&self, type_name: &str) -> u64 {
        self.python.ask(&["instances", type_name])
    }

    fn unreachable(&self) -> u64 {
        self.python.ask(&["unreachable"])
    }

    fn garbage_length(&self) -> u64 {
        self.state.garbage
    }

    fn in_garbage(&self, label: &str) -> bool {
        self.python.ask(&["in_garbage", label])
    }

    fn thresholds(&self) -> [i64; 3] {
        self.state.thresholds
    }

    fn collector_enabled(&self) -> bool {
        self.state.enabled
    }

    fn debug_flags(&self) -> u32 {
        self.state.debug
    }

    fn frozen(&self) -> u64 {
        self.state.frozen
    }

    fn output(&self) -> Vec<String> {
        self.state.output.clone()
    }

    fn statements(&self) -> Vec<String> {
        self.state.statements.clone()
    }

    fn collections(&self) -> Vec<Collection> {
        let cause = |c: &CauseAnswer| match c {
            CauseAnswer::Asked => Cause::Asked,
            CauseAnswer::Automatic => Cause::Automatic,
        };
        let collections = self.state.collections.iter();
        collections.map(|c| Collection { generation: c.generation, cause: cause(&c.cause), found: c.found }).collect()
    }

    fn exceptions(&self) -> Vec<String> {
        self.state.exceptions.clone()
    }
}
