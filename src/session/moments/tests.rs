//! Moments are what was: a statement run again up to any of its events leaves memory as it was at that event.

use std::sync::Arc;

use super::{Ended, Moment, Running, Session, Trace, run_again};
use crate::memory::Version;
use crate::memory::check::fingerprint;
use crate::memory::journal::{End, Event, Fact};

/// Runs statements; then every moment of each is visited and compared with what the log saw pass by.
fn every_moment_is_what_was(version: Version, statements: &[&str], stride: u32) {
    let mut session = Session::new(version);
    for source in statements {
        session.submit(source);
    }
    for at in 0..statements.len() {
        let start = session.machine_at(at);
        let statement = session.statements()[at].clone();
        let mut followed = (*start).clone();
        let mut trace = Trace::logging(1 << 20, Arc::default());
        trace.stride = stride;
        run_again(&mut followed, &mut Running::default(), &statement, trace);
        let trace = followed.heap.journal.end_trace().expect("it was followed");
        let seen = trace.fingerprints.clone();
        let log = trace.into_log();
        assert_eq!(log.end, End::Complete);
        for (event, seen) in seen {
            let mut vm = (*start).clone();
            let trace = Trace::halting(log.records[event].tick, Arc::default());
            let ended = run_again(&mut vm, &mut Running::default(), &statement, trace);
            assert!(matches!(ended, Ended::Halted));
            assert_eq!(
                fingerprint(&vm.heap),
                seen,
                "{version} {:?}, event {event}: {:?}",
                statement.source,
                log.records[event].fact
            );
        }
    }
}

const CYCLE: &[&str] = &[
    "import gc, weakref",
    "class Node:\n    def __init__(self, name): self.name = name; self.other = None\n    def __del__(self): print('del', self.name)",
    "a = Node('a'); b = Node('b'); a.other = b; b.other = a",
    "w = weakref.ref(a, lambda r: print('gone'))",
    "l = [1, 2, 3]; l.append(l); t = (l, a)",
    "del a, b, t",
    "del l",
    "n = gc.collect()",
    "[str(i) * 3 for i in range(5)]",
];

#[test]
fn moments_of_a_collection_in_all_versions() {
    for version in Version::ALL {
        every_moment_is_what_was(version, CYCLE, 151);
    }
}

#[test]
fn resurrection_and_nested_collections() {
    let program = &[
        "import gc",
        "kept = []",
        "class R(object):\n    def __del__(self):\n        kept.append(self)\n        gc.collect()",
        "r = R(); r.me = r; s = R(); s.r = r",
        "del r, s",
        "x = gc.collect()",
        "kept.pop()",
        "del kept[:]",
        "raise ValueError(kept)",
    ];
    for version in [Version::V2_7, Version::V3_8, Version::V3_13, Version::V3_14_0] {
        every_moment_is_what_was(version, program, 97);
    }
}

#[test]
fn automatic_collections() {
    let program = &[
        "import gc",
        "gc.set_threshold(20, 2, 2)",
        "def grow(n):\n    for i in range(n):\n        c = []; c.append(c); yield c",
        "for c in grow(60): pass",
    ];
    for version in [Version::V3_10, Version::V3_13, Version::V3_14_0] {
        every_moment_is_what_was(version, program, 67);
    }
}

/// Small random programs on names, attributes, lists and collections.
fn random_program(seed: u64) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    };
    let names = ["a", "b", "c", "d"];
    let mut lines = vec![
        "import gc, weakref".to_owned(),
        "class N(object):\n    def __init__(self, o=None): self.o = o".to_owned(),
        "class D(N):\n    def __del__(self): seen.append(1)".to_owned(),
        "seen = []; refs = []; a = b = c = d = None".to_owned(),
    ];
    for _ in 0..14 {
        let (x, y) = (names[next(4) as usize], names[next(4) as usize]);
        lines.push(match next(10) {
            0 => format!("{x} = N({y})"),
            1 => format!("{x} = D({y})"),
            2 => format!("{x} = [{y}, {y}]"),
            3 => format!("{x} = {{'k': {y}}}"),
            4 => format!("{x} = ({y}, N({x}))"),
            5 => format!("{x}.o = {y}"),
            6 => format!("refs.append(weakref.ref({x}, seen.append))"),
            7 => format!("{x} = None"),
            8 => format!("gc.collect({})", next(3)),
            _ => format!("{x} = [N(i) for i in range({})]", next(5)),
        });
    }
    lines
}

#[test]
fn random_programs_run_again_to_every_prefix() {
    for seed in 1..=8 {
        let program = random_program(seed);
        let program: Vec<&str> = program.iter().map(String::as_str).collect();
        let version = Version::ALL[seed as usize % Version::ALL.len()];
        every_moment_is_what_was(version, &program, 89);
    }
}

#[test]
fn panes_can_draw_every_moment_of_a_collection() {
    let mut session = Session::new(Version::V3_13);
    for source in CYCLE {
        session.submit(source);
    }
    let statement = 7;
    let log = session.log(statement).expect("a log");
    for event in (0..log.records.len()).step_by(31) {
        let past = session.at(Moment { statement, event }).expect("a moment");
        let rows: Vec<_> = past.picture().rows.iter().map(|row| row.identity.id).collect();
        assert!(!past.generations().is_empty());
        for id in rows {
            let _ = past.holders(id);
            assert!(!past.facts(id).type_name.is_empty());
            assert!(!past.label_of(id).is_empty());
            assert!(!past.short_repr(id, 40).is_empty());
        }
    }
    let phases = log.records.iter().filter(|r| matches!(r.fact, Fact::Event(Event::PhaseStarted(_)))).count();
    assert!(phases >= 8, "{phases}");
    assert_eq!(session.statements().len(), CYCLE.len());
}

#[test]
fn a_long_statement_is_cut_and_says_so() {
    let mut session = Session::new(Version::V3_13);
    session.keep_at_most(1 << 20);
    session.submit("for i in range(100000): x = [i]");
    let told = session.told(0).expect("a statement");
    assert_eq!(told.end, End::Full);
    assert!(told.events > 1000);
    assert_eq!(session.kept().cut, 1);
}

#[test]
fn memory_for_the_past_is_bounded() {
    let mut session = Session::new(Version::V3_13);
    session.keep_at_most(6 << 20);
    for i in 0..40 {
        session.submit(&format!("x{i} = [{i}]"));
    }
    let kept = session.kept();
    assert!(kept.checkpoint_bytes <= kept.limit && kept.checkpoints >= 1, "{kept:?}");
    let past = session.at(Moment { statement: 1, event: 0 }).expect("an old moment");
    assert!(past.object_at("x0").is_some() && past.object_at("x1").is_none());
}

#[test]
fn statements_with_waiting_threads_are_taken_back_and_followed() {
    let mut session = Session::new(Version::V3_13);
    let statements = [
        "import queue, threading, time",
        "def work():\n    print(sum(iter(inbox.get, None)))",
        "inbox = queue.Queue(); thread = threading.Thread(target=work); thread.start()",
        "inbox.put(1)",
        "inbox.put(2); time.sleep(1)",
    ];
    for source in statements {
        assert_eq!(session.submit(source).stderr, "");
    }
    session.undo();
    session.undo();
    assert_eq!(session.submit("inbox.put(5); inbox.put(None); thread.join(); thread.is_alive()").stdout, "5\nFalse\n");
    let events = session.told(3).map_or(0, |told| told.events);
    assert!(events > 0);
    for event in [0, events / 2, events - 1] {
        assert!(session.at(Moment { statement: 3, event }).is_some(), "event {event} of {events}");
    }
    let told = session.submit("inbox.get()").stderr.clone();
    assert!(told.ends_with("CPython would wait here for ever: MainThread in Queue.get (line 1)\n"), "{told}");
}
