//! The same random operations on a heap of ours and in real CPythons: finalizers, callbacks, results of `gc.collect()`
//! and the order of the generations' lists must agree. Interpreters are looked for as `pythonX.Y` on PATH and under
//! `$PYENV_ROOT/versions`; without one nothing is compared.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use super::heap::GcList;
use super::rules::Freeze;
use super::testing::TestHost;
use super::{Body, Ref, Version, collector};

/// A small generator of pseudo-random numbers (xorshift): the programs of a seed never change.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}

/// An operation on the variables `v[0]` to `v[5]`.
#[derive(Clone, Debug)]
enum Op {
    New { to: usize, class: char, values: [usize; 3] },
    List { to: usize, items: Vec<usize> },
    Tuple { to: usize, items: Vec<usize> },
    SetSlot { on: usize, slot: usize, value: usize },
    Append { on: usize, value: usize },
    Copy { to: usize, from: usize },
    Clear { to: usize },
    Weakref { of: usize, callback: bool },
    Collect(u8),
    Lists,
}

const VARIABLES: usize = 6;

fn program(seed: u64, length: usize) -> Vec<Op> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..10 {
        random.below(2);
    }
    (0..length).map(|_| op(&mut random)).collect()
}

fn op(random: &mut Random) -> Op {
    let v = |random: &mut Random| random.below(VARIABLES);
    let several = |random: &mut Random| (0..random.below(4)).map(|_| random.below(VARIABLES)).collect();
    match random.below(20) {
        0..=4 => {
            let class = ['S', 'S', 'P', 'P', 'R'][random.below(5)];
            Op::New { to: v(random), class, values: [v(random), v(random), v(random)] }
        }
        5 | 6 => Op::List { to: v(random), items: several(random) },
        7 => Op::Tuple { to: v(random), items: several(random) },
        8..=10 => Op::SetSlot { on: v(random), slot: random.below(3), value: v(random) },
        11 | 12 => Op::Append { on: v(random), value: v(random) },
        13 => Op::Copy { to: v(random), from: v(random) },
        14 | 15 => Op::Clear { to: v(random) },
        16 => Op::Weakref { of: v(random), callback: random.below(3) > 0 },
        17 | 18 => Op::Collect(random.below(3) as u8),
        _ => Op::Lists,
    }
}

const PRELUDE: &str = r#"
from __future__ import print_function
import gc, sys, weakref
gc.disable()
class S(object):
    __slots__ = ("a", "b", "c", "name", "__weakref__")
    def __del__(self): print("del", self.name)
class P(object):
    __slots__ = ("a", "b", "c", "name", "__weakref__")
class R(object):
    __slots__ = ("a", "b", "c", "name", "__weakref__")
    def __del__(self):
        print("del", self.name)
        grave.append(self)
class W(weakref.ref):
    __slots__ = ("name",)
def made(w): print("callback", w.name)
def new(c, n, a, b, d):
    x = c(); x.a = a; x.b = b; x.c = d; x.name = n
    return x
def setslot(x, s, y):
    if type(x) in (S, P, R): setattr(x, s, y)
def append(x, y):
    if type(x) is list: x.append(y)
def wref(x, n, cb):
    if type(x) in (S, P, R):
        w = W(x, made if cb else None); w.name = n
        keep.append(w)
def named(objects):
    return " ".join([x.name if type(x) in (S, P, R, W) else x[0] for x in objects
        if type(x) in (S, P, R, W) or type(x) in (list, tuple) and len(x) and type(x[0]) is str and x[0][:1] in ("L", "T") and x[0][1:].isdigit()])
def lists():
    if sys.version_info >= (3, 8):
        for g in range(3): print("gen", g, named(gc.get_objects(g)))
    else: print("gen", named(gc.get_objects()))
grave = []; keep = []; v = [None] * 6
def freeze():
    gc.collect(); gc.collect()
    if hasattr(gc, "freeze"): gc.freeze()
freeze()
"#;

fn source(ops: &[Op]) -> String {
    let mut text = String::from(PRELUDE);
    let list = |items: &[usize]| items.iter().map(|i| format!(", v[{i}]")).collect::<String>();
    for (n, op) in ops.iter().enumerate() {
        let _ = match op {
            Op::New { to, class, values: [a, b, c] } => {
                writeln!(text, "v[{to}] = new({class}, 'N{n}', v[{a}], v[{b}], v[{c}])")
            }
            Op::List { to, items } => writeln!(text, "v[{to}] = ['L{n}'{}]", list(items)),
            Op::Tuple { to, items } => writeln!(text, "v[{to}] = tuple(['T{n}'{}])", list(items)),
            Op::SetSlot { on, slot, value } => {
                writeln!(text, "setslot(v[{on}], '{}', v[{value}])", ["a", "b", "c"][*slot])
            }
            Op::Append { on, value } => writeln!(text, "append(v[{on}], v[{value}])"),
            Op::Copy { to, from } => writeln!(text, "v[{to}] = v[{from}]"),
            Op::Clear { to } => writeln!(text, "v[{to}] = None"),
            Op::Weakref { of, callback } => {
                writeln!(text, "wref(v[{of}], 'W{n}', {})", if *callback { "True" } else { "False" })
            }
            Op::Collect(g) => writeln!(text, "print('collect', gc.collect({g}), gc.get_count()[1:])"),
            Op::Lists => writeln!(text, "lists()"),
        };
    }
    text.push_str("sys.stdout.flush()\nimport os\nos._exit(0)\n");
    text
}

/// What our heap does with the operations.
fn simulate(version: Version, ops: &[Op], automatic: Option<[i64; 3]>) -> Vec<String> {
    let mut host = TestHost::new(version);
    host.heap.collector.enabled = automatic.is_some();
    host.heap.collector.thresholds = automatic.unwrap_or(host.heap.collector.thresholds);
    let class = [('S', host.new_class(true)), ('P', host.new_class(false)), ('R', host.new_class(true))];
    let none = host.int(0);
    let keep = host.list(&[]);
    let first = host.roots.len();
    for _ in 0..VARIABLES {
        host.heap.incref(none);
        host.roots.push(none);
    }
    host.collect(2);
    if host.heap.rules.freeze == Freeze::Available {
        collector::freeze(&mut host.heap);
    }
    let mut out = Vec::new();
    for (n, op) in ops.iter().enumerate() {
        let var = |host: &TestHost, i: usize| host.roots[first + i];
        let store = |host: &mut TestHost, to: usize, value: Ref| {
            let before = std::mem::replace(&mut host.roots[first + to], value);
            host.drop(before);
        };
        if host.heap.collector.pending {
            collector::collect_pending(&mut host);
        }
        match op {
            Op::New { to, class: name, values } => {
                let class = class.iter().find(|(c, _)| c == name).unwrap().1;
                let values = values.map(|i| var(&host, i));
                let id = host.instance(class, &format!("N{n}"), &values);
                if *name == 'R' {
                    host.resurrecting.push(id);
                } else {
                    host.resurrecting.retain(|&r| r != id);
                }
                store(&mut host, *to, id);
            }
            Op::List { to, items } => {
                let mut all = vec![Ref::NULL];
                all.extend(items.iter().map(|&i| var(&host, i)));
                let id = host.list(&all);
                host.names.insert(id, format!("L{n}"));
                store(&mut host, *to, id);
            }
            Op::Tuple { to, items } => {
                let all: Vec<Ref> = std::iter::once(none).chain(items.iter().map(|&i| var(&host, i))).collect();
                let id = host.tuple(&all);
                host.names.insert(id, format!("T{n}"));
                store(&mut host, *to, id);
            }
            Op::SetSlot { on, slot, value } => {
                let (on, value) = (var(&host, *on), var(&host, *value));
                if host.heap.body(on).instance().is_some() {
                    host.set_slot(on, slot + 1, value);
                }
            }
            Op::Append { on, value } => {
                let (on, value) = (var(&host, *on), var(&host, *value));
                if matches!(host.heap.body(on), Body::List(_) | Body::SmallList(..)) {
                    host.append(on, value);
                }
            }
            Op::Copy { to, from } => {
                let value = var(&host, *from);
                host.heap.incref(value);
                store(&mut host, *to, value);
            }
            Op::Clear { to } => {
                host.heap.incref(none);
                store(&mut host, *to, none);
            }
            Op::Weakref { of, callback } => {
                let of = var(&host, *of);
                if host.heap.body(of).instance().is_some() {
                    let id = host.weakref(of, &format!("W{n}"), *callback);
                    host.append(keep, id);
                    host.drop(id);
                }
            }
            Op::Collect(generation) => {
                let found = host.collect(*generation);
                let [_, middle, old] = host.heap.collector.counts;
                out.append(&mut host.log);
                out.push(format!("collect {found} ({middle}, {old})"));
            }
            Op::Lists => {
                out.append(&mut host.log);
                lists(&host, version, &mut out);
            }
        }
        out.append(&mut host.log);
        let mut held = vec![keep];
        held.extend(host.heap.live().filter(|&id| id == none));
        host.check(&held);
    }
    out
}

/// Whether `gc.get_objects()` takes a generation there (from 3.8).
fn shows_single_generations(version: Version) -> bool {
    version.number() >= (3, 8)
}

fn lists(host: &TestHost, version: Version, out: &mut Vec<String>) {
    let named = |list: GcList| -> Vec<String> {
        let named = host.heap.collector.list(list).iter().filter_map(|id| host.names.get(&id).cloned());
        named.collect()
    };
    let all = [GcList::Young, GcList::Middle, GcList::Old].map(named);
    if shows_single_generations(version) {
        out.extend(all.iter().enumerate().map(|(g, names)| format!("gen {g} {}", names.join(" "))));
    } else {
        out.push(format!("gen {}", all.concat().join(" ")));
    }
}

/// A real interpreter of this version, if there is one.
fn interpreter(version: Version) -> Option<PathBuf> {
    let (major, minor) = version.number();
    let runs = |path: &PathBuf| {
        let check = format!("import sys; sys.exit(sys.version_info[:2] != ({major}, {minor}))");
        Command::new(path).args(["-c", &check]).output().is_ok_and(|o| o.status.success())
    };
    let mut found = vec![PathBuf::from(format!("python{major}.{minor}"))];
    if let Some(root) = std::env::var_os("PYENV_ROOT")
        && let Ok(versions) = PathBuf::from(root).join("versions").read_dir()
    {
        let prefix = format!("{major}.{minor}.");
        let fits = |e: &std::fs::DirEntry| e.file_name().to_string_lossy().starts_with(&prefix);
        found.extend(versions.flatten().filter(fits).map(|e| e.path().join("bin/python")));
    }
    found.into_iter().find(runs)
}

fn compare(version: Version, python: &PathBuf, seed: u64, length: usize) -> Result<(), String> {
    let ops = program(seed, length);
    let text = source(&ops);
    let real = Command::new(python).args(["-s", "-S", "-c", &text]).output().expect("python runs");
    let real: Vec<String> = String::from_utf8_lossy(&real.stdout).lines().map(|l| l.trim_end().to_owned()).collect();
    let ours: Vec<String> = simulate(version, &ops, None).iter().map(|l| l.trim_end().to_owned()).collect();
    if real == ours {
        return Ok(());
    }
    let at = real.iter().zip(&ours).take_while(|(a, b)| a == b).count();
    let context = real[at.saturating_sub(3)..at].join("\n  ");
    let of = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
    Err(format!("{version} seed {seed} length {length}:\n  {context}\nreal: {}\nours: {}", of(&real), of(&ours)))
}

#[test]
fn random_operations_agree_with_cpython() {
    let programs: u64 = std::env::var("GCSCOPE_PROGRAMS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut wrong = Vec::new();
    for version in Version::ALL {
        let Some(python) = interpreter(version) else { continue };
        let length = |seed: u64| 10 + (seed as usize * 7) % 120;
        let failed = (1..=programs).find_map(|seed| compare(version, &python, seed, length(seed)).err());
        wrong.extend(failed);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn random_operations_keep_every_count_accounted_for() {
    for seed in 1..=60 {
        for version in Version::ALL {
            let thresholds = [(seed % 7) as i64, (seed % 3) as i64, (seed % 2) as i64];
            simulate(version, &program(seed, 150), Some(thresholds));
        }
    }
}

#[test]
#[ignore = "prints a program for a closer look"]
fn show_program() {
    let number = |name| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    println!("{}", source(&program(number("SEED"), number("LENGTH") as usize)));
}
