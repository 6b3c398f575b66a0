//! `_re`: what `re` (Python source) builds on. A compiled pattern is a number; the programs stand in [`Vm::patterns`].

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::memory::Ref;
use crate::python::text::regex::{self, Flags, Found, Outcome, Program, Way};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_re",
    functions: &[
        Native::function("compile", Arity::Range(2, 2), compile),
        Native::function("find", Arity::Range(5, 5), find),
        Native::function("find_all", Arity::Range(5, 5), find_all),
    ],
    fill: None,
};

/// An empty match may not stand here: `NOWHERE` allows it anywhere.
const NOWHERE: usize = usize::MAX;

/// `compile(pattern, flags)`: (number, flags, groups, ((name, group), …)), or (message, place) of what is wrong.
fn compile(vm: &mut Vm, args: Args) -> Res {
    let (pattern, flags) = (args.at(vm, 0), args.at(vm, 1));
    let flags = Flags(vm.index(flags)?.clamp(0, 0xffff) as u32);
    let pattern = characters(vm, pattern)?;
    match regex::compile(&pattern, flags) {
        Ok(program) => {
            let number = vm.patterns.len() as i64;
            let (flags, groups) = (i64::from(program.flags.0), program.groups as i64 - 1);
            let names: Vec<(String, usize)> = program.names.clone();
            vm.patterns.push(Arc::new(program));
            let names: Vec<Ref> = names
                .into_iter()
                .map(|(name, group)| {
                    let (name, group) = (vm.string(name), vm.int(group as i64));
                    vm.tuple(&[name, group])
                })
                .collect();
            let names = vm.tuple(&names);
            let parts = [vm.int(number), vm.int(flags), vm.int(groups), names];
            Ok(vm.tuple(&parts))
        }
        Err(error) => {
            let parts = [vm.string(error.message), vm.int(error.at as i64)];
            Ok(vm.tuple(&parts))
        }
    }
}

/// `find(number, text, pos, endpos, way)`: None, or the spans of the groups, flat (-1: no part in the match), and the
/// group that closed last. The way: 0 at the start, 1 the whole text, 2 anywhere.
fn find(vm: &mut Vm, args: Args) -> Res {
    let Some(search) = Search::of(vm, args)? else { return Ok(vm.none()) };
    let way = args.at(vm, 4);
    let way = match vm.index(way)? {
        0 => Way::Match,
        1 => Way::Full,
        _ => Way::Search,
    };
    match search.next(vm, search.start, way, NOWHERE)? {
        Some(found) => Ok(spans(vm, &found)),
        None => Ok(vm.none()),
    }
}

/// `find_all(number, text, pos, endpos, count)`: the list of what `find` gives for each match from left to right.
fn find_all(vm: &mut Vm, args: Args) -> Res {
    let list = vm.list(Vec::new());
    let Some(search) = Search::of(vm, args)? else { return Ok(list) };
    let limit = args.at(vm, 4);
    let limit = vm.index(limit)?;
    let (mut at, mut not_empty_at, mut count) = (search.start, NOWHERE, 0);
    while at <= search.end && (limit <= 0 || count < limit) {
        let found = match search.next(vm, at, Way::Search, not_empty_at) {
            Ok(Some(found)) => found,
            Ok(None) => break,
            Err(raised) => {
                vm.decref(list);
                return Err(raised);
            }
        };
        let (from, to) = found.groups.first().copied().flatten().unwrap_or((at, at));
        not_empty_at = if from == to { to } else { NOWHERE };
        at = to;
        count += 1;
        let item = spans(vm, &found);
        if let Some(items) = vm.heap.list_mut(list) {
            items.push(item);
        }
    }
    Ok(list)
}

struct Search {
    program: Arc<Program>,
    text: Vec<char>,
    start: usize,
    end: usize,
}

impl Search {
    /// Nothing where the end lies before the start.
    fn of(vm: &mut Vm, args: Args) -> Res<Option<Self>> {
        let [number, text, start, end] = [0, 1, 2, 3].map(|i| args.at(vm, i));
        let number = vm.index(number)?;
        let Some(program) = usize::try_from(number).ok().and_then(|n| vm.patterns.get(n)).cloned() else {
            return Err(vm.value_error("unknown pattern"));
        };
        let text = characters(vm, text)?;
        let clamp = |x: i64| usize::try_from(x.max(0)).unwrap_or(usize::MAX).min(text.len());
        let (start, end) = (clamp(vm.index(start)?), clamp(vm.index(end)?));
        Ok((start <= end).then_some(Self { program, text, start, end }))
    }

    fn next(&self, vm: &mut Vm, at: usize, way: Way, not_empty_at: usize) -> Res<Option<Found>> {
        let interrupt = Arc::clone(&vm.interrupt);
        // What a statement may still spend bounds a hopeless search too.
        let mut left = vm.budget.slices();
        let mut stop = || {
            left -= 1;
            left <= 0 || interrupt.load(Ordering::Relaxed)
        };
        match self.program.find_after(&self.text, at, self.end, way, not_empty_at, &mut stop) {
            Outcome::Found(found) => Ok(Some(found)),
            Outcome::Nothing => Ok(None),
            Outcome::Interrupted => {
                vm.check_interrupt()?;
                Err(vm.out_of_steps())
            }
            Outcome::TooBig => Err(vm.raise(types::MEMORY_ERROR, "")),
        }
    }
}

fn spans(vm: &mut Vm, found: &Found) -> Ref {
    let mut numbers = Vec::with_capacity(found.groups.len() * 2 + 1);
    for group in &found.groups {
        let (from, to) = group.map_or((-1, -1), |(from, to)| (from as i64, to as i64));
        numbers.extend([from, to]);
    }
    let mut items: Vec<Ref> = numbers.into_iter().map(|n| vm.int(n)).collect();
    items.push(found.last.map_or(known::NONE, |group| vm.int(group as i64)));
    vm.tuple(&items)
}

/// A str's code points, or bytes as such.
fn characters(vm: &mut Vm, text: Ref) -> Res<Vec<char>> {
    if let Some(text) = vm.as_str(text) {
        return Ok(text.chars().collect());
    }
    if let Some(bytes) = vm.as_bytes(text) {
        return Ok(bytes.iter().map(|b| char::from(*b)).collect());
    }
    let name = vm.type_name(text);
    Err(vm.type_error(format!("expected string or bytes-like object, got '{name}'")))
}
