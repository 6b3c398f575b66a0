//! `_tracemalloc`: what `tracemalloc` (Python source) builds on. Sizes are those of `sys.getsizeof`.

use std::collections::BTreeMap;

use crate::memory::Ref;
use crate::memory::journal::Place;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_tracemalloc",
    functions: &[
        Native::function("start", Arity::Zero, |vm, _| {
            vm.start_locating();
            vm.done()
        }),
        Native::function("stop", Arity::Zero, |vm, _| {
            vm.heap.journal.stop_locating();
            vm.done()
        }),
        Native::function("clear", Arity::Zero, |vm, _| {
            vm.heap.journal.forget_places();
            vm.done()
        }),
        Native::function("reset_peak", Arity::Zero, |vm, _| {
            if let Some(places) = vm.heap.journal.places_mut() {
                places.peak = 0;
            }
            vm.done()
        }),
        Native::function("memory", Arity::Zero, memory),
        Native::function("traces", Arity::Zero, traces),
        Native::function("place_of", Arity::One, place_of),
    ],
    fill: None,
};

/// Bytes made since the last sample after which the sum of all sizes is looked at again.
const SAMPLE: u64 = 1 << 16;

impl Vm {
    fn start_locating(&mut self) {
        let place = self.frames.last().map_or_else(Place::default, |a| Place { unit: a.unit, at: a.pc });
        self.heap.journal.start_locating(place);
    }

    /// The instruction at `place` is about to run, while `tracemalloc` traces.
    #[cold]
    pub(in crate::python) fn locate(&mut self, place: Place) {
        if !self.unit_is_visible(place.unit) {
            return;
        }
        let fresh = self.heap.journal.step_to(place);
        if fresh.is_empty() {
            return;
        }
        let made: u64 = fresh.into_iter().map(|id| super::sys::size_of(self, id) as u64).sum();
        let Some(places) = self.heap.journal.places_mut() else { return };
        places.unsampled += made;
        if places.unsampled >= SAMPLE.max(places.peak / 16) {
            self.sample();
        }
    }

    /// The sizes of what was made since and is alive.
    fn sample(&mut self) -> u64 {
        let sum: u64 = self.located().into_iter().map(|(_, size)| size).sum();
        if let Some(places) = self.heap.journal.places_mut() {
            places.unsampled = 0;
            places.peak = places.peak.max(sum);
        }
        sum
    }

    fn located(&mut self) -> Vec<(Place, u64)> {
        let alive: Vec<Ref> = self.heap.live().collect();
        let mut found = Vec::new();
        for id in alive {
            if let Some(place) = self.heap.journal.place_of(id) {
                found.push((place, super::sys::size_of(self, id) as u64));
            }
        }
        found
    }
}

/// `memory()`: the sum now, and the greatest one.
fn memory(vm: &mut Vm, _: Args) -> Res {
    let now = vm.sample();
    let peak = vm.heap.journal.places_mut().map_or(0, |places| places.peak);
    let (now, peak) = (vm.int(now as i64), vm.int(peak as i64));
    let pair = vm.tuple(&[now, peak]);
    Ok(pair)
}

/// `traces()`: tuples of file, line, bytes and number of objects.
fn traces(vm: &mut Vm, _: Args) -> Res {
    let mut lines: BTreeMap<(String, u32), (u64, u64)> = BTreeMap::new();
    for (place, size) in vm.located() {
        let spec = vm.unit_spec(place.unit);
        if &*spec.filename == "<frozen tracemalloc>" {
            continue;
        }
        let line = spec.positions.get(place.at as usize).map_or(0, |p| p.line);
        let sum = lines.entry((spec.filename.to_string(), line)).or_default();
        sum.0 += size;
        sum.1 += 1;
    }
    let mut rows = Vec::new();
    for ((file, line), (size, count)) in lines {
        let row = [vm.string(file), vm.int(i64::from(line)), vm.int(size as i64), vm.int(count as i64)];
        rows.push(vm.tuple(&row));
    }
    Ok(vm.list(rows))
}

/// `place_of(object)`: file and line, or None.
fn place_of(vm: &mut Vm, args: Args) -> Res {
    let Some(place) = vm.heap.journal.place_of(args.at(vm, 0)) else { return vm.done() };
    let spec = vm.unit_spec(place.unit);
    let line = spec.positions.get(place.at as usize).map_or(0, |p| p.line);
    let pair = [vm.str(&spec.filename), vm.int(i64::from(line))];
    Ok(vm.tuple(&pair))
}
