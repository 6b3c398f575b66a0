//! What looking back costs: `cargo bench --bench time` prints the figures and says whether what the README promises
//! holds. Not a test: a machine that does other things at the same time must not fail one.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gcscope::memory::Version;
use gcscope::python::vm::Vm;
use gcscope::session::Session;
use gcscope::session::graph::Attention;
use gcscope::session::moments::Moment;
use gcscope::session::why::Trials;

/// Recording costs at most so much of the time without it.
const RECORDING: f64 = 2.0;
/// At 100,000 events a jump shows within this.
const JUMP: Duration = Duration::from_millis(16);
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
    let work = || -> bool { [recording(), jumps(), why()].into_iter().all(|held| held) };
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

/// Jumps among the moments of a statement with 100,000 events.
fn jumps() -> bool {
    let mut session = Session::new(Version::V3_13);
    session.submit("l = []");
    session.submit("for i in range(11300): l.append([i])");
    let (first, events) = timed(|| session.told(1).map_or(0, |told| told.events));
    println!("\ntime travel: a statement with {events} events; following it for the first time {:.0} ms", ms(first));
    let mut all: Vec<Duration> = Vec::new();
    for at in 0..60 {
        let event = at * (events - 1) / 59;
        let (took, past) = timed(|| {
            let past = session.at(Moment { statement: 1, event }).expect("a moment");
            black_box(past.picture().rows.len());
            past
        });
        black_box(past);
        all.push(took);
    }
    all.sort();
    let (middle, worst) = (all[all.len() / 2], all[all.len() - 1]);
    println!("  a jump: {:.1} ms, at worst {:.1} ms  {}", ms(middle), ms(worst), verdict(worst <= JUMP));
    events >= 100_000 && worst <= JUMP
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// "Why?" and the graph in a memory of a million objects.
fn why() -> bool {
    let mut session = Session::new(Version::V3_13);
    session.submit("objs = [[i] for i in range(1000000)]");
    session.submit("deep = [objs]");
    let id = session.object_at("objs[777777]").expect("an object");
    black_box(session.picture().rows.len());
    black_box(session.holders(id));
    println!("\na million objects");
    let mut held = true;
    let chosen = Some(session.identity(id));
    for name in ["why?", "the graph around an object"] {
        let mut all: Vec<Duration> = (0..7)
            .map(|_| match name {
                "why?" => timed(|| drop(black_box(session.why(id, Trials::Run)))).0,
                _ => timed(|| drop(black_box(session.graph(&Attention { chosen, ..Attention::default() })))).0,
            })
            .collect();
        all.sort();
        let worst = all[all.len() - 1];
        held &= worst <= WHY;
        println!("  {name:<30}{:>8.1} ms, at worst {:>8.1} ms  {}", ms(all[3]), ms(worst), verdict(worst <= WHY));
    }
    held
}
