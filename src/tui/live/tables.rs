//! The session's memory as rows of the panes. Only rows that are looked at get their texts.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::memory::Ref;
use crate::memory::collector::debug;
use crate::memory::heap::{GcList, flag};
use crate::memory::rules::{CollectorKind, Finalizers};
use crate::python::vm::known::names;
use crate::session::facts::{Count, count_of};
use crate::session::graph::{Attention, Graph};
use crate::session::microscope::list_name;
use crate::session::picture::{Edge, Identity, Row};
use crate::session::{Cause, Session};
use crate::tui::backend::Direction;
use crate::tui::model::{
    FinalizerLine, GarbageRow, GenerationPane, GenerationRow, Holder, Home, Mark, Marks, Move, ObjectId, ObjectRow,
    Refcount, Window, Windowed,
};

/// Width of a `repr` in a row.
const REPR: usize = 60;

/// What the tables need to know of a moment, made once for each.
#[derive(Debug, Default)]
pub(crate) struct Moment {
    /// Rows of the picture before that are no more.
    freed: Vec<usize>,
    /// Rows whose count changed or that are new.
    changed: Vec<usize>,
    /// One line of a finalizer each: statement, run, line.
    finalizers: Vec<(usize, usize, usize)>,
    /// What was in `gc.garbage` before the last statement.
    old_garbage: FxHashSet<Ref>,
    /// The latest allocation before the last statement.
    births: u32,
    /// What the event of the moment is about.
    lit: FxHashSet<Identity>,
    /// How many objects the last statement moved out of each of the collector's lists into another.
    left: FxHashMap<u8, u64>,
    /// The graph that was drawn last: going through a large memory for it takes longer than drawing.
    graph: RefCell<Option<(Attention, Graph)>>,
}

impl Moment {
    pub(crate) fn of(session: &Session) -> Self {
        let (now, before) = (session.picture(), session.picture_before());
        let births = session.machine_before().map_or(u32::MAX, |vm| vm.heap.journal.latest_birth());
        let mut moment = Self { births, ..Self::default() };
        let something_ran = session.machine_before().is_some();
        if something_ran {
            moment.freed = before
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| !session.is_in_memory(row.identity))
                .map(|(at, _)| at)
                .collect();
            moment.changed = (0..now.rows.len())
                .filter(|at| {
                    now.rows.get(*at).is_some_and(|row| moment.is_new(row.identity) || delta(session, row) != 0)
                })
                .collect();
        }
        if something_ran {
            for row in before.rows.iter().filter(|row| row.list != GcList::Untracked) {
                let now = now.row_of(row.identity).map(|now| now.list);
                if now.is_some_and(|list| list != row.list && list != GcList::Untracked) {
                    *moment.left.entry(row.list as u8).or_default() += 1;
                }
            }
        }
        for (at, statement) in session.statements().iter().enumerate() {
            for (run_at, run) in statement.outcome.finalizers.iter().enumerate() {
                let lines = run.output.lines().count().max(1);
                moment.finalizers.extend((0..lines).map(|line| (at, run_at, line)));
            }
        }
        if let Some(vm) = session.machine_before() {
            moment.old_garbage = vm.items(vm.gc_garbage).unwrap_or(&[]).iter().copied().collect();
        }
        moment
    }

    /// The tables of a moment of the past, with the objects that its event is about.
    pub(crate) fn of_past(session: &Session, lit: &[Identity]) -> Self {
        Self { lit: lit.iter().copied().collect(), ..Self::of(session) }
    }

    pub(crate) fn graph(&self, session: &Session, attention: Attention) -> Graph {
        let mut drawn = self.graph.borrow_mut();
        match &*drawn {
            Some((before, graph)) if *before == attention => graph.clone(),
            _ => {
                let graph = session.graph(&attention);
                *drawn = Some((attention, graph.clone()));
                graph
            }
        }
    }

    fn is_new(&self, identity: Identity) -> bool {
        identity.birth > self.births
    }

    pub(crate) fn objects(&self, session: &Session, window: Window) -> Windowed<ObjectRow> {
        let live = session.picture().rows.len();
        let total = live + self.freed.len();
        let range = window.range(total);
        let offset = range.start;
        Windowed { total, offset, rows: self.rows(session, range) }
    }

    pub(crate) fn changes(&self, session: &Session, most: usize) -> Vec<ObjectRow> {
        let live = session.picture().rows.len();
        let freed = (0..self.freed.len()).map(|at| live + at);
        self.rows(session, freed.chain(self.changed.iter().copied()).take(most))
    }

    /// The rows of these numbers: those of the picture, then the freed ones.
    fn rows(&self, session: &Session, numbers: impl Iterator<Item = usize>) -> Vec<ObjectRow> {
        let numbers: Vec<usize> = numbers.collect();
        let live = &session.picture().rows;
        let make = |at: &usize| match live.get(*at) {
            Some(row) => {
                // Nobody counts the references of immortal objects.
                let counted = count_of(session.machine(), row.identity.id) != Count::Immortal;
                let held = if counted { session.holders(row.identity.id) } else { Vec::new() };
                let held = held.into_iter().map(|h| Holder { text: h.text, times: h.times }).collect();
                Some(self.live_row(session, *at, row, held))
            }
            None => freed_row(session, *self.freed.get(at - live.len())?),
        };
        numbers.iter().filter_map(make).collect()
    }

    fn live_row(&self, session: &Session, at: usize, row: &Row, holders: Vec<Holder>) -> ObjectRow {
        let vm = session.machine();
        let id = row.identity.id;
        let finalized = row.flags & flag::FINALIZED != 0;
        let unreachable = matches!(row.edge, Edge::Unreachable);
        let marks = [
            (row.list != GcList::Untracked, Mark::Tracked),
            (finalized, Mark::Finalized),
            (finalized && !unreachable, Mark::Resurrected),
            (unreachable, Mark::Unreachable),
            (self.is_new(row.identity), Mark::New),
            (self.lit.contains(&row.identity), Mark::Lit),
        ];
        ObjectRow {
            id: ObjectId(u64::from(row.identity.birth)),
            label: session.picture().label(vm, at),
            type_name: vm.class_name(vm.type_of(id)).to_owned(),
            repr: session.short_repr(id, REPR),
            refcount: shown_count(count_of(vm, id)),
            gc_refs: vm.heap.collector.gc_refs(id),
            delta: delta(session, row),
            holders,
            home: home(session, row.list),
            marks: marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect(),
        }
    }

    /// The next row whose cells contain a text.
    pub(crate) fn find(&self, session: &Session, text: &str, from: usize, direction: Direction) -> Option<usize> {
        let (vm, picture) = (session.machine(), session.picture());
        let total = picture.rows.len() + self.freed.len();
        let holds = |at: &usize| match picture.rows.get(*at) {
            Some(row) => {
                let id = row.identity.id;
                picture.label(vm, *at).contains(text)
                    || vm.class_name(vm.type_of(id)).contains(text)
                    || session.short_repr(id, REPR).contains(text)
            }
            None => self
                .freed
                .get(at - picture.rows.len())
                .and_then(|at| freed_row(session, *at))
                .is_some_and(|row| row.label.contains(text) || row.type_name.contains(text)),
        };
        let from = from.min(total);
        match direction {
            Direction::Next => (from..total).chain(0..from).find(holds),
            Direction::Previous => {
                let from = (from + 1).min(total);
                (0..from).rev().chain((from..total).rev()).find(holds)
            }
        }
    }

    pub(crate) fn generations(&self, session: &Session, windows: &[Window]) -> Vec<GenerationPane> {
        let vm = session.machine();
        let collector = &vm.heap.collector;
        let all = session.generations();
        let names: Vec<(GcList, String)> = all.iter().map(|g| (g.list, g.name.clone())).collect();
        let name_of = |list| names.iter().find(|(l, _)| *l == list).map(|(_, name)| name.clone());
        let before = session.picture_before();
        let last = session.statements().last().map(|s| s.outcome.collections.as_slice()).unwrap_or_default();
        let incremental = vm.heap.rules.collector == CollectorKind::Incremental;
        let describe = |at: usize| match at {
            0 => "allocations minus deallocations".to_owned(),
            _ if incremental => String::new(),
            _ => format!("collections of {}", names.get(at - 1).map_or("", |(_, name)| name)),
        };
        let panes = all.iter().enumerate().map(|(at, generation)| {
            let window = windows.get(at).or(windows.last()).copied().unwrap_or(Window::top(0, 0));
            let range = window.range(generation.objects.len());
            let offset = range.start;
            let rows = range.filter_map(|i| generation.objects.get(i)).map(|id| {
                let identity = session.identity(*id);
                let moved = match before.row_of(identity) {
                    _ if session.machine_before().is_none() => Move::Stayed,
                    Some(row) if row.list == generation.list => Move::Stayed,
                    Some(row) => name_of(row.list).map_or(Move::Entered, Move::CameFrom),
                    None => Move::Entered,
                };
                let edge = session.picture().row_of(identity).map(|row| row.edge);
                GenerationRow {
                    id: ObjectId(u64::from(identity.birth)),
                    label: session.label_of(*id),
                    moved,
                    reachable: !matches!(edge, Some(Edge::Unreachable)),
                }
            });
            let rows = rows.collect();
            let left = self.left.get(&(generation.list as u8)).copied().unwrap_or(0);
            let collected: usize = last.iter().filter(|c| usize::from(c.generation) == at).map(|c| c.found).sum();
            GenerationPane {
                name: generation.name.clone(),
                count: u64::try_from(generation.count).unwrap_or(0),
                threshold: u64::try_from(generation.threshold).unwrap_or(0),
                counts: describe(at),
                collections: generation.collections,
                left,
                collected: collected as u64,
                note: note(collector, at, incremental),
                objects: Windowed { total: generation.objects.len(), offset, rows },
            }
        });
        panes.collect()
    }

    pub(crate) fn finalizers(&self, session: &Session, window: Window) -> Windowed<FinalizerLine> {
        let range = window.range(self.finalizers.len());
        let offset = range.start;
        let last = session.count().saturating_sub(1);
        let line = |at: usize| {
            let (statement, run, line) = *self.finalizers.get(at)?;
            let run = session.statements().get(statement)?.outcome.finalizers.get(run)?;
            let printed = run.output.lines().nth(line);
            Some(FinalizerLine {
                number: at as u64 + 1,
                text: printed.map_or_else(|| format!("{} ran and printed nothing", run.what), str::to_owned),
                cause: cause_text(&run.cause),
                fresh: statement == last,
            })
        };
        Windowed { total: self.finalizers.len(), offset, rows: range.filter_map(line).collect() }
    }

    pub(crate) fn garbage(&self, session: &Session, window: Window) -> Windowed<GarbageRow> {
        let all = session.garbage();
        let range = window.range(all.len());
        let offset = range.start;
        let rows = range.filter_map(|at| all.get(at)).map(|id| GarbageRow {
            label: session.label_of(*id),
            reason: reason(session, *id),
            fresh: session.machine_before().is_some() && !self.old_garbage.contains(id),
        });
        Windowed { total: all.len(), offset, rows: rows.collect() }
    }
}

/// Why a finalizer ran, in words.
pub(crate) fn cause_text(cause: &Cause) -> String {
    match cause {
        Cause::CountReachedZero { label, statement, .. } => {
            let mut lines = statement.lines().map(str::trim_end).filter(|line| !line.trim_start().starts_with('#'));
            let first = lines.next().unwrap_or_default();
            let more = if lines.next().is_some() { " …" } else { "" };
            format!("count of {label} reached 0 in: {first}{more}")
        }
        Cause::Collection { number, generation } => format!("collection {number} of generation {generation}"),
    }
}

/// Why an object is in `gc.garbage`.
fn reason(session: &Session, id: Ref) -> String {
    let vm = session.machine();
    if vm.heap.collector.debug & debug::SAVEALL != 0 {
        return "unreachable; kept because DEBUG_SAVEALL is set".to_owned();
    }
    let mro = vm.type_body(vm.type_of(id)).and_then(|class| vm.items(class.mro)).unwrap_or(&[]);
    let has_del = mro.iter().any(|c| vm.type_body(*c).is_some_and(|c| vm.dict_get_str(c.dict, names::DEL).is_some()));
    let has_del = has_del || vm.is_classic_instance(id) && vm.classic_has(id, names::DEL);
    if has_del && vm.heap.rules.finalizers == Finalizers::Legacy {
        return "in or behind a cycle, and has __del__: no order is safe before 3.4".to_owned();
    }
    "found unreachable earlier, and kept here since".to_owned()
}

fn note(collector: &crate::memory::collector::Collector, at: usize, incremental: bool) -> Option<String> {
    let off = !collector.enabled || collector.thresholds[0] == 0;
    if at == 0 && off {
        return Some("automatic collection is off".to_owned());
    }
    let (pending, total) = (collector.long_lived_pending, collector.long_lived_total);
    let due = collector.counts[2] > collector.thresholds[2];
    (at == 2 && !incremental && due && pending < total / 4)
        .then(|| format!("held back by the 25 % rule: {pending} new of {total} old"))
}

fn freed_row(session: &Session, at: usize) -> Option<ObjectRow> {
    let vm = session.machine_before()?;
    let before = session.picture_before();
    let row = before.rows.get(at)?;
    Some(ObjectRow {
        id: ObjectId(u64::from(row.identity.birth)),
        label: before.label(vm, at),
        type_name: vm.class_name(vm.type_of(row.identity.id)).to_owned(),
        repr: String::new(),
        refcount: Refcount::Count(0),
        gc_refs: None,
        delta: -i64::from(row.count),
        holders: Vec::new(),
        home: Home::Untracked,
        marks: Marks::default().with(Mark::Freed),
    })
}

/// By how much its count has changed. Nobody counts the references of immortal objects.
fn delta(session: &Session, row: &Row) -> i64 {
    if count_of(session.machine(), row.identity.id) == Count::Immortal {
        return 0;
    }
    let before = session.picture_before().row_of(row.identity);
    before.map_or(0, |before| i64::from(row.count) - i64::from(before.count))
}

fn shown_count(count: Count) -> Refcount {
    match count {
        Count::Counted(count) => Refcount::Count(u64::from(count)),
        Count::Immortal => Refcount::Immortal,
    }
}

fn home(session: &Session, list: GcList) -> Home {
    let rules = &session.machine().heap.rules;
    match list {
        GcList::Young | GcList::Middle | GcList::Old if rules.collector == CollectorKind::Incremental => {
            let name = session.generations().iter().find(|g| g.list == list).map(|g| g.name.clone());
            Home::Space(name.unwrap_or_default())
        }
        GcList::Young => Home::Generation(0),
        GcList::Middle => Home::Generation(1),
        GcList::Old => Home::Generation(2),
        GcList::Permanent => Home::Frozen,
        GcList::Untracked => Home::Untracked,
        list => Home::Space(list_name(session, list)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    #[test]
    fn immortal_objects_do_not_change_their_counts() {
        let mut session = Session::new(Version::V3_13);
        session.submit("x = 0");
        session.submit("y = 0");
        let changes = Moment::of(&session).changes(&session, 10);
        assert!(changes.iter().all(|row| row.label != "x"), "{changes:?}");
    }
}
