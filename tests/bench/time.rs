//! What looking back costs: `cargo bench --bench time` prints the figures and says whether what the README promises
//! holds. Not a test: a machine that does other things at the same time must not fail one.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gcscope::lesson::{Course, ProgressFile};
use gcscope::memory::Version;
use gcscope::python::vm::Vm;
use gcscope::tui::backend::{Backend, Direction, GraphLook, Interrupt, Journey, Look, ObjectChoice, Turn};
use gcscope::tui::live::{Start, Tutorial};
use gcscope::tui::model::Window;

/// Recording costs at most so much of the time without it.
const RECORDING: f64 = 2.0;
/// At 100,000 events a jump shows within this.
const JUMP: Duration = Duration::from_millis(16);
/// At a million objects a page of all panes shows within this.
const FRAME: Duration = Duration::from_millis(16);
/// At a million objects the answer to "why?" takes at most this.
const WHY: Duration = Duration::from_millis(100);

/// Programs that live by memory management, where somebody has them: `GCSCOPE_BENCH_PROGRAMS` names the folder.
const PROGRAMS: &str = "GCSCOPE_BENCH_PROGRAMS";

/// The kinds of work that are always measured.
const OWN: &[(&str, &str)] = &[
    ("churn of short-lived lists", "for i in range(2000000):\n    x = [i]\n"),
    ("cycles", "for i in range(300000):\n    x = []\n    x.append(x)\n"),
    (
        "instances and calls",
        "class P:\n    def __init__(self, x):\n        self.x = x\n    def get(self):\n        return self.x\n\
         s = 0\nfor i in range(400000):\n    s += P(i).get()\n",
    ),
    ("a chain that dies", "head = None\nfor i in range(600000):\n    head = (head, i)\nhead = None\n"),
];

fn main() -> ExitCode {
    // `cargo bench --bench time -- jumps` measures only that.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let work = move || -> bool {
        let asked = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
        let mut held = true;
        if asked("recording") {
            held &= recording();
        }
        if asked("jumps") {
            held &= jumps();
        }
        if asked("million") {
            held &= million();
        }
        held
    };
    // Programs recurse on the native stack.
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(work).expect("a thread");
    if thread.join().expect("no panic") {
        return ExitCode::SUCCESS;
    }
    println!("\na promise is broken");
    ExitCode::FAILURE
}

fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "BROKEN" }
}

/// What an act takes of the processor, or by the clock where the system does not tell.
fn timed<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let (start, before) = (Instant::now(), processor_time());
    let made = act();
    let took = match (before, processor_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    (took, made)
}

/// How long this thread has run; other work on the machine does not count.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Run time with allocations numbered against run time without.
fn recording() -> bool {
    let mut programs: Vec<(String, String)> =
        OWN.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned())).collect();
    if let Some(folder) = std::env::var_os(PROGRAMS) {
        for entry in std::fs::read_dir(folder).expect("a folder of programs").flatten() {
            let source = std::fs::read_to_string(entry.path()).expect("a program");
            programs.push((entry.file_name().to_string_lossy().into_owned(), source));
        }
    }
    programs.sort();
    println!("recording: run time with, over run time without");
    let mut held = true;
    let mut product = 1.0;
    for (name, source) in &programs {
        let run = |on: bool| {
            let mut vm = Vm::new(Version::V3_13);
            vm.heap.journal.switch(on);
            vm.output.stdout.clear();
            timed(|| black_box(vm.run_main(source, "<bench>").is_ok())).0
        };
        // A B A B: what else the machine does falls on both.
        let (mut with, mut without) = (Duration::MAX, Duration::MAX);
        for _ in 0..3 {
            without = without.min(run(false));
            with = with.min(run(true));
        }
        let ratio = with.as_secs_f64() / without.as_secs_f64();
        product *= ratio;
        held &= ratio <= RECORDING;
        println!("  {name:<32}{:>8.0} ms{:>8.2}  {}", without.as_secs_f64() * 1e3, ratio, verdict(ratio <= RECORDING));
    }
    println!("  geometric mean {:.2}", product.powf(1.0 / programs.len() as f64));
    held
}

/// A session as the screen has it.
struct Stage {
    tutorial: Tutorial,
    look: Look,
    _folder: tempfile::TempDir,
}

impl Stage {
    /// The sandbox after these statements, all panes in sight.
    fn after(statements: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, progress, _) = ProgressFile::open(&folder.path().join("progress.ron"));
        let start = Start { course: Course::default(), progress, file, notice: None, lesson: None, python: None };
        let mut tutorial = Tutorial::new(start, &Interrupt::default());
        for statement in statements {
            tutorial.submit(statement);
        }
        let rows = Window::top(0, 30);
        let look = Look {
            objects: rows,
            changes: 10,
            generations: vec![rows; 3],
            finalizers: rows,
            garbage: rows,
            transcript: Window::bottom(0, 30),
            graph: GraphLook::Around(None),
        };
        Self { tutorial, look, _folder: folder }
    }

    /// What the screen draws.
    fn views(&self) -> usize {
        black_box(self.look.at(&self.tutorial)).objects.total
    }
}

/// What an act takes of the processor on average: the system's figure is too coarse for a single one.
fn average(mut act: impl FnMut()) -> Duration {
    const TIMES: u32 = 8;
    timed(|| (0..TIMES).for_each(|_| act())).0 / TIMES
}

/// Prints one figure; says whether it holds.
fn figure(name: &str, mut all: Vec<Duration>, promise: Duration) -> bool {
    all.sort();
    let (middle, worst) = (all[all.len() / 2], all[all.len() - 1]);
    println!("  {name:<44}{:>8.1} ms, at worst {:>8.1} ms  {}", ms(middle), ms(worst), verdict(worst <= promise));
    worst <= promise
}

/// Jumps among the moments of a statement with 100,000 events.
fn jumps() -> bool {
    let mut stage = Stage::after(&["l = []", "for i in range(11300): l.append([i])"]);
    let start = Instant::now();
    stage.tutorial.travel(&Journey::Enter);
    let events = stage.tutorial.time().map_or(0, |time| time.total);
    println!("\ntime travel: {events} events; following them for the first time {:.0} ms", ms(start.elapsed()));
    let jump = |at: usize| {
        let number = 1 + at * (events - 1) / 39;
        average(|| {
            stage.tutorial.travel(&Journey::Number(number));
            stage.views();
        })
    };
    let held = figure("a jump, until all panes can be drawn", (0..40).map(jump).collect(), JUMP);
    events >= 100_000 && held
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Scrolling, selecting and asking "why?" in a memory of a million objects, in the present and in the past.
fn million() -> bool {
    let mut stage = Stage::after(&["objs = [[i] for i in range(1000000)]", "deep = [objs]", "last = objs[777777]"]);
    println!("\na million objects");
    let mut held = true;
    for place in ["in the present", "in the past"] {
        if place == "in the past" {
            let start = Instant::now();
            stage.tutorial.travel(&Journey::Enter);
            stage.views();
            println!("  going to the past and drawing it {:.0} ms", ms(start.elapsed()));
            let back = average(|| {
                stage.tutorial.travel(&Journey::Turn(Turn::Event, Direction::Previous));
                stage.views();
            });
            println!("  one event further back {:.0} ms", ms(back));
        }
        stage.views();
        let scroll = |at: usize| {
            stage.look.objects = Window::top(at * 25_000, 30);
            stage.look.generations = vec![Window::top(at * 25_000, 30); 3];
            average(|| {
                stage.views();
            })
        };
        held &= figure(&format!("a page of all panes, {place}"), (0..40).map(scroll).collect(), FRAME);
        let object = ObjectChoice::Path("last".to_owned());
        let why = |_| average(|| drop(black_box(stage.tutorial.why(&object))));
        held &= figure(&format!("why?, {place}"), (0..5).map(why).collect(), WHY);
    }
    held
}
