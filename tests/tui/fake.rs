//! A scripted session for tests and for looking at the screen: it knows one lesson by heart and
//! runs no Python.

use std::time::Duration;

use gcscope::tui::backend::{
    Answer, Backend, BackendCommand, Completeness, Completions, Direction, Interrupt, Outcome, Then,
};
use gcscope::tui::model::*;

/// What each statement of the script leads to, in order.
pub const SCRIPT: [&str; 6] =
    ["a = Track('a')", "b = Track('b')", "a.other = b", "b.other = a", "del a, b", "gc.collect()"];

pub struct Fake {
    interrupt: Interrupt,
    /// Statements of the script that have run.
    at: usize,
    undone: Vec<usize>,
    statements: usize,
    transcript: Transcript,
    marks: Vec<usize>,
    open: Option<usize>,
    step: usize,
    hints: usize,
    answered: Option<usize>,
    /// Objects besides those of the script.
    pub crowd: usize,
    python: String,
    pub lessons: Vec<LessonEntry>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Fake {
    pub fn new(interrupt: Interrupt) -> Self {
        Self {
            interrupt,
            at: 0,
            undone: Vec::new(),
            statements: 0,
            transcript: Transcript::default(),
            marks: Vec::new(),
            open: Some(2),
            step: 1,
            hints: 0,
            answered: None,
            crowd: 0,
            python: "3.13".to_owned(),
            lessons: lessons(),
            diagnostics: vec![Diagnostic {
                title: "lessons/broken.ron:12:9: unknown field `gaols`".to_owned(),
                text: "error: unknown field `gaols`\n  --> lessons/broken.ron:12:9\n   |\n12 |         gaols: [],\n   \
                       |         ^^^^^ expected one of `text`, `goals`, `hints`\n   |\n   = help: rename it to `goals`"
                    .to_owned(),
            }],
        }
    }

    pub fn without_lesson(interrupt: Interrupt) -> Self {
        Self { open: None, ..Self::new(interrupt) }
    }

    fn run(&mut self, source: &str) -> Outcome {
        match source.trim() {
            "exit()" => return Outcome { then: Then::Quit, ..Outcome::default() },
            "boom" => panic!("the fake was asked to"),
            "while True: pass" => {
                while !self.interrupt.is_raised() {
                    std::thread::sleep(Duration::from_millis(5));
                }
                let text =
                    "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nKeyboardInterrupt\n";
                self.transcript.push(TranscriptKind::Stderr, text);
            }
            "hostile" => self.transcript.push(TranscriptKind::Stdout, "\x1b[31mred\x07 \u{202e}txt 日本語\tend\n"),
            "match a:" | "match x" => self
                .transcript
                .push(TranscriptKind::Diagnostic, "    match a:\n    ^^^^^\n`match` is not simulated yet\n"),
            statement if SCRIPT.get(self.at) == Some(&statement) => {
                self.at += 1;
                if statement == "gc.collect()" {
                    self.transcript.push(TranscriptKind::Stdout, "a is gone\nb is gone\n2\n");
                }
            }
            statement => {
                let name = statement.split(['(', ' ', '.']).next().unwrap_or("");
                self.transcript.push(
                    TranscriptKind::Stderr,
                    &format!(
                        "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name \
                         '{name}' is not defined\n"
                    ),
                );
            }
        }
        Outcome::quiet()
    }

    fn label(&self, name: &str) -> String {
        match (name, self.at) {
            ("a", 5) => "#7 Track".to_owned(),
            ("b", 5) => "#8 Track".to_owned(),
            _ => name.to_owned(),
        }
    }

    fn rows(&self) -> Vec<ObjectRow> {
        let mut rows =
            vec![row(1, "Track", "type", Refcount::Count(5), 0, &[("name Track", 1), ("the type's own slots", 4)], 2)];
        rows.push(ObjectRow {
            refcount: Refcount::Immortal,
            gc_refs: None,
            home: Home::Untracked,
            marks: Marks::default(),
            ..row(2, "none", "NoneType", Refcount::Immortal, 0, &[], 0)
        });
        let track = |id, name: &str, count, delta, holders: &[(&str, u32)]| {
            row(id, name, "Track", Refcount::Count(count), delta, holders, 0)
        };
        let (a, b) = (self.label("a"), self.label("b"));
        match self.at {
            0 => {}
            1 => rows.push(mark(track(7, "a", 1, 0, &[("name a", 1)]), &[Mark::New])),
            2 => {
                rows.push(track(7, "a", 1, 0, &[("name a", 1)]));
                rows.push(mark(track(8, "b", 1, 0, &[("name b", 1)]), &[Mark::New]));
            }
            3 => {
                rows.push(track(7, "a", 1, 0, &[("name a", 1)]));
                rows.push(track(8, "b", 2, 1, &[("name b", 1), ("a.other", 1)]));
            }
            4 => {
                rows.push(track(7, "a", 2, 1, &[("name a", 1), ("b.other", 1)]));
                rows.push(track(8, "b", 2, 0, &[("name b", 1), ("a.other", 1)]));
            }
            5 => {
                rows.push(mark(track(7, &a, 1, -1, &[("#8 Track.other", 1)]), &[Mark::Unreachable]));
                rows.push(mark(track(8, &b, 1, -1, &[("#7 Track.other", 1)]), &[Mark::Unreachable]));
            }
            _ => {
                rows.push(mark(track(7, "#7 Track", 0, -1, &[]), &[Mark::Freed, Mark::Finalized]));
                rows.push(mark(track(8, "#8 Track", 0, -1, &[]), &[Mark::Freed, Mark::Finalized]));
            }
        }
        rows
    }
}

fn row(
    id: u64,
    label: &str,
    kind: &str,
    refcount: Refcount,
    delta: i64,
    holders: &[(&str, u32)],
    generation: u8,
) -> ObjectRow {
    ObjectRow {
        id: ObjectId(id),
        label: label.to_owned(),
        type_name: kind.to_owned(),
        repr: format!("<{kind} #{id}>"),
        refcount,
        gc_refs: None,
        delta,
        holders: holders.iter().map(|(text, times)| Holder { text: (*text).to_owned(), times: *times }).collect(),
        home: Home::Generation(generation),
        marks: [Mark::Tracked].into_iter().collect(),
    }
}

fn mark(row: ObjectRow, marks: &[Mark]) -> ObjectRow {
    let marks = marks.iter().fold(row.marks, |all, mark| all.with(*mark));
    ObjectRow { marks, ..row }
}

fn lessons() -> Vec<LessonEntry> {
    let entry = |id: &str, chapter: &str, title: &str, progress| LessonEntry {
        id: id.to_owned(),
        title: title.to_owned(),
        chapter: chapter.to_owned(),
        python: "3.13".to_owned(),
        progress,
        record: Record::default(),
        text: format!("What {title} is about."),
    };
    vec![
        entry("counts", "Names", "Reference counts", LessonProgress::Done),
        entry("deaths", "Death", "Deaths and __del__", LessonProgress::At(StepPosition { number: 2, of: 4 })),
        entry("cycle", "Cycles", "A cycle refuses to die", LessonProgress::At(StepPosition { number: 1, of: 3 })),
        entry("generations", "Generations", "Three generations", LessonProgress::Untouched),
        entry("saveall", "Leaks", "gc.garbage through DEBUG_SAVEALL", LessonProgress::Untouched),
    ]
}

const TEXT: [&str; 3] = [
    "Two objects that point at **each other** keep each other's count above zero. Reference counting alone never \
     frees them.\n\n`Track` prints when it dies. Make two, and tie them together:\n\n```python\na = Track('a')\nb = \
     Track('b')\na.other = b\nb.other = a\n```\n\n- watch the **refs** column rise\n- watch *who holds* each \
     reference, as both names and attributes count the same",
    "Now take the names away. Nothing can reach the two objects any more, yet their counts stay at **1**.",
    "The collector finds what counting cannot: call `gc.collect()`.",
];

impl Backend for Fake {
    fn submit(&mut self, source: &str) -> Outcome {
        self.marks.push(self.transcript.len());
        self.undone.clear();
        self.statements += 1;
        self.transcript.push_input(source);
        self.run(source)
    }

    fn undo(&mut self) -> Outcome {
        let Some(mark) = self.marks.pop() else { return Outcome::notice(Notice::info("Nothing to undo")) };
        self.transcript.truncate(mark);
        self.statements -= 1;
        self.undone.push(self.at);
        self.at = self.at.saturating_sub(1);
        Outcome::notice(Notice::info(format!("Took back statement {}", self.statements + 1)))
    }

    fn redo(&mut self) -> Outcome {
        match self.undone.pop() {
            Some(at) => {
                self.at = at;
                self.statements += 1;
                self.marks.push(self.transcript.len());
                self.transcript.push_input(SCRIPT[at.saturating_sub(1)]);
                Outcome::quiet()
            }
            None => Outcome::notice(Notice::info("Nothing to redo")),
        }
    }

    fn reset(&mut self) -> Outcome {
        *self = Self { open: self.open, ..Self::new(self.interrupt.clone()) };
        Outcome::notice(Notice::info("The lesson starts again"))
    }

    fn step(&mut self, direction: Direction) -> Outcome {
        match direction {
            Direction::Next if self.step == 3 => return Outcome { then: Then::PickLesson, ..Outcome::default() },
            Direction::Next => self.step += 1,
            Direction::Previous if self.step == 1 => return Outcome::notice(Notice::info("This is the first step")),
            Direction::Previous => self.step -= 1,
        }
        self.hints = 0;
        Outcome::quiet()
    }

    fn choose_lesson(&mut self, id: &str) -> Outcome {
        match self.lessons.iter().position(|lesson| lesson.id == id) {
            Some(at) => {
                self.open = Some(at);
                Outcome::quiet()
            }
            None => Outcome::notice(Notice::warning(format!("No lesson has the id {id}"))),
        }
    }

    fn answer(&mut self, answer: &Answer) -> Outcome {
        if let Answer::Choice(choice) = answer {
            self.answered = Some(*choice);
        }
        Outcome::quiet()
    }

    fn hint(&mut self) -> Outcome {
        self.hints = (self.hints + 1).min(3);
        Outcome::quiet()
    }

    fn command(&mut self, line: &str) -> Outcome {
        match line.split_once(' ') {
            Some(("python", version)) => {
                self.python = version.to_owned();
                Outcome::notice(Notice::success(format!("Now CPython {version}")))
            }
            Some(("crowd", count)) => {
                self.crowd = count.parse().unwrap_or(0);
                Outcome::quiet()
            }
            _ => {
                self.transcript.push(TranscriptKind::Note, &format!(":{line}\nThe fake has no tables."));
                Outcome::quiet()
            }
        }
    }

    fn complete(&mut self, source: &str, cursor: usize) -> Completions {
        let before = &source[..cursor];
        let start = before.trim_end_matches(|c: char| c == '_' || c.is_alphanumeric()).len();
        let known = ["Track", "a", "b", "gc", "collect", "get_count", "get_debug", "get_objects", "print"];
        let items = known.iter().filter(|name| name.starts_with(&before[start..])).map(|name| (*name).to_owned());
        Completions { start, items: items.collect() }
    }

    fn status(&self) -> Status {
        Status {
            python: self.python.clone(),
            statement: self.statements,
            undoable: self.marks.len(),
            redoable: self.undone.len(),
            broken_lessons: self.diagnostics.len(),
        }
    }

    fn lesson(&self) -> Option<LessonView> {
        let entry = self.lessons.get(self.open?)?;
        let goal = |text: &str, reached: usize| GoalLine {
            text: text.to_owned(),
            state: match self.at {
                at if at < reached => GoalState::Unmet,
                at if at == reached => GoalState::JustMet,
                _ => GoalState::Met,
            },
        };
        let goals = match self.step {
            1 => vec![
                goal("`a` holds a Track", 1),
                goal("`b` has a refcount of 2", 3),
                goal("`a` has a refcount of 2", 4),
            ],
            2 => vec![goal("the names `a` and `b` are gone", 5)],
            _ => vec![goal("both objects were freed by a collection", 6), goal("`gc.collect()` returned 2", 6)],
        };
        let met = goals.iter().all(|goal| goal.state != GoalState::Unmet);
        let state = match (met, self.step) {
            (true, 3) => StepState::LessonDone,
            (true, _) => StepState::Done,
            (false, _) => StepState::Open,
        };
        let suggested = match self.step {
            1 => SCRIPT[..4].get(self.at).copied(),
            2 => Some(SCRIPT[4]),
            _ => Some(SCRIPT[5]),
        };
        let prediction = (self.step == 2).then(|| PredictionView {
            question: "After `del a, b`, what are the two counts?".to_owned(),
            calls: Vec::new(),
            choices: ["0: both die at once", "1: each is held by the other", "2: `del` changes nothing"]
                .map(|text| Choice { text: text.to_owned() })
                .to_vec(),
            answered: self.answered.map(|choice| Answered {
                given: ["0", "1", "2"][choice].to_owned(),
                verdict: if choice == 1 { Verdict::Right } else { Verdict::Wrong },
                explanation: "Each object is still held by the **other** one's attribute: one reference each."
                    .to_owned(),
            }),
            due: if state == StepState::Open { Due::Before(vec!["del a,b".to_owned()]) } else { Due::Never },
        });
        let hints = ["Look at the suggested statement.", "Attributes hold references too.", "Type `a.other = b`."];
        Some(LessonView {
            setup: String::new(),
            score: None,
            next: None,
            id: entry.id.clone(),
            title: entry.title.clone(),
            chapter: entry.chapter.clone(),
            markdown: TEXT[self.step - 1].to_owned(),
            step: StepPosition { number: self.step, of: 3 },
            state,
            goals,
            hints: HintView { shown: hints[..self.hints].iter().map(|h| (*h).to_owned()).collect(), total: 3 },
            prediction,
            suggested: suggested.filter(|_| state == StepState::Open).map(str::to_owned),
        })
    }

    fn lessons(&self) -> LessonList {
        LessonList { lessons: self.lessons.clone(), diagnostics: self.diagnostics.clone() }
    }

    fn objects(&self, window: Window) -> Windowed<ObjectRow> {
        let rows = self.rows();
        let total = rows.len() + self.crowd;
        let range = window.range(total);
        let offset = range.start;
        let rows = range
            .map(|at| match rows.get(at) {
                Some(row) => row.clone(),
                None => row(
                    at as u64 + 100,
                    &format!("objs[{}]", at - rows.len()),
                    "list",
                    Refcount::Count(1),
                    0,
                    &[("objs", 1)],
                    1,
                ),
            })
            .collect();
        Windowed { total, offset, rows }
    }

    fn generations(&self, windows: &[Window]) -> Vec<GenerationPane> {
        let window = |at: usize| windows.get(at).or(windows.last()).copied().unwrap_or(Window::top(0, 0));
        let young: Vec<GenerationRow> = self
            .rows()
            .into_iter()
            .filter(|row| row.home == Home::Generation(0) && !row.marks.has(Mark::Freed))
            .map(|row| GenerationRow {
                id: row.id,
                label: row.label.clone(),
                moved: if row.marks.has(Mark::New) { Move::Entered } else { Move::Stayed },
                reachable: !row.marks.has(Mark::Unreachable),
            })
            .collect();
        let old = vec![GenerationRow {
            id: ObjectId(1),
            label: "Track".to_owned(),
            moved: if self.at == 6 { Move::CameFrom("gen 0".to_owned()) } else { Move::Stayed },
            reachable: true,
        }];
        let collections = u64::from(self.at == 6);
        let pane = |name: &str, count, threshold, collections, rows: &[GenerationRow], at| GenerationPane {
            name: name.to_owned(),
            count,
            threshold,
            counts: String::new(),
            collections,
            left: 0,
            collected: 0,
            note: None,
            objects: Windowed::cut(rows, window(at)),
        };
        let freed = if self.at == 6 { 2 } else { 0 };
        vec![
            pane("generation 0", 37 + self.at as u64, 2000, 0, &young, 0),
            pane("generation 1", 0, 10, 0, &[], 1),
            GenerationPane { collected: freed, ..pane("generation 2", 0, 10, collections, &old, 2) },
        ]
    }

    fn finalizers(&self, window: Window) -> Windowed<FinalizerLine> {
        let line = |number, text: &str| FinalizerLine {
            number,
            text: text.to_owned(),
            cause: "collection 1 of generation 2".to_owned(),
            fresh: true,
        };
        let lines = if self.at == 6 { vec![line(1, "a is gone"), line(2, "b is gone")] } else { Vec::new() };
        Windowed::cut(&lines, window)
    }

    fn garbage(&self, window: Window) -> Windowed<GarbageRow> {
        Windowed::cut(&[], window)
    }

    fn transcript(&self, window: Window) -> Windowed<TranscriptLine> {
        self.transcript.view(window)
    }

    fn commands(&self) -> Vec<BackendCommand> {
        let command = |name: &str, argument: &str, help: &str, values: &[&str]| BackendCommand {
            name: name.to_owned(),
            argument: argument.to_owned(),
            help: help.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        vec![
            command("python", "VERSION", "Turn the dial to another CPython", &["2.7", "3.10", "3.11", "3.13", "3.14"]),
            command("crowd", "N", "Show so many further objects", &[]),
            command("counts", "", "Print the refcount table as text", &[]),
        ]
    }
}

/// `codeop`, nearly: a line that ends in a colon opens a block, a blank line closes it.
pub fn completeness(source: &str) -> Completeness {
    let opens = source.lines().next().is_some_and(|line| line.trim_end().ends_with(':'));
    let open_brackets = source.matches(['(', '[']).count() > source.matches([')', ']']).count();
    if open_brackets || (opens && !source.ends_with('\n')) { Completeness::Incomplete } else { Completeness::Complete }
}
