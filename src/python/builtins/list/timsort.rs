//! Timsort, with the comparisons of CPython's `list.sort` in their order (a program's `__lt__` can watch them): runs,
//! binary insertion, galloping merges. Described in CPython's `Objects/listsort.txt`.

use crate::memory::Ref;
use crate::python::dialect::containers::{RunCounting, RunMerging};
use crate::python::vm::{Res, Vm};

/// What is sorted: keys, and values that follow them (none when the keys are the values).
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    pub keys: Vec<Ref>,
    pub values: Vec<Ref>,
}

impl Pairs {
    pub fn reverse(&mut self, from: usize, to: usize) {
        self.keys[from..to].reverse();
        if !self.values.is_empty() {
            self.values[from..to].reverse();
        }
    }

    /// Puts what stands at these places in their order.
    pub fn arrange(&mut self, places: &[u32]) {
        for list in [&mut self.keys, &mut self.values] {
            if !list.is_empty() {
                *list = places.iter().map(|at| list[*at as usize]).collect();
            }
        }
    }

    fn move_within(&mut self, from: usize, count: usize, to: usize) {
        self.keys.copy_within(from..from + count, to);
        if !self.values.is_empty() {
            self.values.copy_within(from..from + count, to);
        }
    }

    fn copy_out(&self, from: usize, count: usize) -> Self {
        let values = if self.values.is_empty() { Vec::new() } else { self.values[from..from + count].to_vec() };
        Self { keys: self.keys[from..from + count].to_vec(), values }
    }

    fn take_from(&mut self, to: usize, other: &Self, from: usize, count: usize) {
        self.keys[to..to + count].copy_from_slice(&other.keys[from..from + count]);
        if !self.values.is_empty() {
            self.values[to..to + count].copy_from_slice(&other.values[from..from + count]);
        }
    }
}

#[derive(Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    power: u32,
}

struct Sort<'a> {
    pairs: &'a mut Pairs,
    runs: Vec<Run>,
    min_gallop: usize,
}

const MIN_GALLOP: usize = 7;

/// Sorts in ascending order, stably.
///
/// # Errors
/// As comparing raises; the items then stand in some order, none lost.
pub fn sort(vm: &mut Vm, pairs: &mut Pairs) -> Res<()> {
    let length = pairs.keys.len();
    if length < 2 {
        return Ok(());
    }
    let merging = vm.dialect.containers.run_merging;
    let mut sort = Sort { pairs, runs: Vec::new(), min_gallop: MIN_GALLOP };
    let shortest = shortest_run(length);
    let (mut low, mut remaining) = (0, length);
    while remaining > 0 {
        let mut run = sort.count_run(vm, low, remaining)?;
        if run < shortest {
            let force = remaining.min(shortest);
            sort.insert_binary(vm, low, low + force, low + run)?;
            run = force;
        }
        if merging == RunMerging::Powersort {
            sort.found_run(vm, low, run, length)?;
        }
        sort.runs.push(Run { start: low, length: run, power: 0 });
        if merging == RunMerging::Collapse {
            sort.collapse(vm)?;
        }
        low += run;
        remaining -= run;
    }
    sort.force_collapse(vm)
}

/// The shortest run: between 32 and 64, so that the number of runs is near a power of two.
fn shortest_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// Whether `a` comes before `b`: by `<`, or by 2.7's `cmp` argument.
fn less(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if vm.sort_by.is_null() { vm.less(a, b) } else { super::sort::less_by(vm, a, b) }
}

impl Sort<'_> {
    fn less(&self, vm: &mut Vm, a: usize, b: usize) -> Res<bool> {
        less(vm, self.pairs.keys[a], self.pairs.keys[b])
    }

    fn count_run(&mut self, vm: &mut Vm, low: usize, remaining: usize) -> Res<usize> {
        match vm.dialect.containers.run_counting {
            RunCounting::StrictlyDescending => self.count_strict_run(vm, low, remaining),
            RunCounting::EqualAllowed => self.count_loose_run(vm, low, remaining),
        }
    }

    /// Up to 3.12: ascending, or strictly descending (then reversed).
    fn count_strict_run(&mut self, vm: &mut Vm, low: usize, remaining: usize) -> Res<usize> {
        if remaining == 1 {
            return Ok(1);
        }
        let descending = self.less(vm, low + 1, low)?;
        let mut n = 2;
        while n < remaining {
            if self.less(vm, low + n, low + n - 1)? != descending {
                break;
            }
            n += 1;
        }
        if descending {
            self.pairs.reverse(low, low + n);
        }
        Ok(n)
    }

    /// From 3.13: stretches of equal items do not end a descending run.
    fn count_loose_run(&mut self, vm: &mut Vm, low: usize, remaining: usize) -> Res<usize> {
        let mut n = 1;
        while n < remaining && !self.less(vm, low + n, low + n - 1)? {
            n += 1;
        }
        if n == remaining {
            return Ok(n);
        }
        if n > 1 {
            if self.less(vm, low, low + n - 1)? {
                return Ok(n);
            }
            // All equal so far: they keep their order when the whole run is reversed.
            self.pairs.reverse(low, low + n);
        }
        n += 1;
        let mut equal = 0;
        while n < remaining {
            if self.less(vm, low + n, low + n - 1)? {
                if equal > 0 {
                    self.pairs.reverse(low + n - equal - 1, low + n);
                    equal = 0;
                }
            } else if self.less(vm, low + n - 1, low + n)? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        if equal > 0 {
            self.pairs.reverse(low + n - equal - 1, low + n);
        }
        self.pairs.reverse(low, low + n);
        while n < remaining && !self.less(vm, low + n, low + n - 1)? {
            n += 1;
        }
        Ok(n)
    }

    /// Sorts `low..high`, of which `low..start` is sorted.
    fn insert_binary(&mut self, vm: &mut Vm, low: usize, high: usize, start: usize) -> Res<()> {
        for at in start.max(low + 1)..high {
            let pivot = self.pairs.keys[at];
            let (mut left, mut right) = (low, at);
            while left < right {
                let middle = left + ((right - left) >> 1);
                if less(vm, pivot, self.pairs.keys[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.pairs.keys[left..=at].rotate_right(1);
            if !self.pairs.values.is_empty() {
                self.pairs.values[left..=at].rotate_right(1);
            }
        }
        Ok(())
    }

    /// Powersort (3.11): before a new run of `length` is pushed, merges what has a higher power.
    fn found_run(&mut self, vm: &mut Vm, start: usize, length: usize, all: usize) -> Res<()> {
        let Some(last) = self.runs.last().copied() else { return Ok(()) };
        let power = power(last.start, last.length, length, all);
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
            let at = self.runs.len() - 2;
            self.merge_at(vm, at)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = power;
        }
        let _ = start;
        Ok(())
    }

    /// Up to 3.10: keeps the lengths of the stacked runs falling fast.
    fn collapse(&mut self, vm: &mut Vm) -> Res<()> {
        while self.runs.len() > 1 {
            let mut n = self.runs.len() - 2;
            let length = |i: usize| self.runs[i].length;
            let crowded = (n > 0 && length(n - 1) <= length(n) + length(n + 1))
                || (n > 1 && length(n - 2) <= length(n - 1) + length(n));
            if crowded {
                if length(n - 1) < length(n + 1) {
                    n -= 1;
                }
            } else if length(n) > length(n + 1) {
                break;
            }
            self.merge_at(vm, n)?;
        }
        Ok(())
    }

    fn force_collapse(&mut self, vm: &mut Vm) -> Res<()> {
        while self.runs.len() > 1 {
            let mut n = self.runs.len() - 2;
            if n > 0 && self.runs[n - 1].length < self.runs[n + 1].length {
                n -= 1;
            }
            self.merge_at(vm, n)?;
        }
        Ok(())
    }

    /// Merges runs `i` and `i + 1`.
    fn merge_at(&mut self, vm: &mut Vm, i: usize) -> Res<()> {
        let (a, b) = (self.runs[i], self.runs[i + 1]);
        self.runs[i].length = a.length + b.length;
        self.runs.remove(i + 1);
        // What of a already stands before all of b stays; so does what of b stands behind all of a.
        let first = self.pairs.keys[b.start];
        let skip = gallop_right(vm, first, &self.pairs.keys[a.start..a.start + a.length], 0)?;
        let (a_start, a_length) = (a.start + skip, a.length - skip);
        if a_length == 0 {
            return Ok(());
        }
        let last = self.pairs.keys[a_start + a_length - 1];
        let b_keys = &self.pairs.keys[b.start..b.start + b.length];
        let b_length = gallop_left(vm, last, b_keys, b.length - 1)?;
        if b_length == 0 {
            return Ok(());
        }
        if a_length <= b_length {
            self.merge_low(vm, a_start, a_length, b.start, b_length)
        } else {
            self.merge_high(vm, a_start, a_length, b.start, b_length)
        }
    }

    /// Merges from the left: a copy of the shorter run `a` feeds the hole.
    fn merge_low(&mut self, vm: &mut Vm, a: usize, a_length: usize, b: usize, b_length: usize) -> Res<()> {
        let copy = self.pairs.copy_out(a, a_length);
        let mut m = Low { dest: a, i: 0, na: a_length, b, nb: b_length };
        let result = self.merge_low_loop(vm, &copy, &mut m);
        match result {
            Ok(End::CopyB) => {
                // The last of a belongs behind the rest of b.
                self.pairs.move_within(m.b, m.nb, m.dest);
                self.pairs.take_from(m.dest + m.nb, &copy, m.i, 1);
                Ok(())
            }
            Ok(End::Rest) => {
                self.pairs.take_from(m.dest, &copy, m.i, m.na);
                Ok(())
            }
            Err(raised) => {
                self.pairs.take_from(m.dest, &copy, m.i, m.na);
                Err(raised)
            }
        }
    }

    fn merge_low_loop(&mut self, vm: &mut Vm, copy: &Pairs, m: &mut Low) -> Res<End> {
        self.low_take_b(m, 1);
        if m.nb == 0 {
            return Ok(End::Rest);
        }
        if m.na == 1 {
            return Ok(End::CopyB);
        }
        loop {
            let (mut a_count, mut b_count) = (0, 0);
            loop {
                if less(vm, self.pairs.keys[m.b], copy.keys[m.i])? {
                    self.low_take_b(m, 1);
                    b_count += 1;
                    a_count = 0;
                    if m.nb == 0 {
                        return Ok(End::Rest);
                    }
                    if b_count >= self.min_gallop {
                        break;
                    }
                } else {
                    self.low_take_a(copy, m, 1);
                    a_count += 1;
                    b_count = 0;
                    if m.na == 1 {
                        return Ok(End::CopyB);
                    }
                    if a_count >= self.min_gallop {
                        break;
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let b_key = self.pairs.keys[m.b];
                a_count = gallop_right(vm, b_key, &copy.keys[m.i..m.i + m.na], 0)?;
                if a_count > 0 {
                    self.low_take_a(copy, m, a_count);
                    if m.na == 1 {
                        return Ok(End::CopyB);
                    }
                    // Only with inconsistent comparisons.
                    if m.na == 0 {
                        return Ok(End::Rest);
                    }
                }
                self.low_take_b(m, 1);
                if m.nb == 0 {
                    return Ok(End::Rest);
                }
                let b_keys = &self.pairs.keys[m.b..m.b + m.nb];
                b_count = gallop_left(vm, copy.keys[m.i], b_keys, 0)?;
                if b_count > 0 {
                    self.low_take_b(m, b_count);
                    if m.nb == 0 {
                        return Ok(End::Rest);
                    }
                }
                self.low_take_a(copy, m, 1);
                if m.na == 1 {
                    return Ok(End::CopyB);
                }
                if a_count < MIN_GALLOP && b_count < MIN_GALLOP {
                    break;
                }
            }
            // The price of leaving galloping mode.
            self.min_gallop += 1;
        }
    }

    fn low_take_b(&mut self, m: &mut Low, count: usize) {
        self.pairs.move_within(m.b, count, m.dest);
        m.dest += count;
        m.b += count;
        m.nb -= count;
    }

    fn low_take_a(&mut self, copy: &Pairs, m: &mut Low, count: usize) {
        self.pairs.take_from(m.dest, copy, m.i, count);
        m.dest += count;
        m.i += count;
        m.na -= count;
    }

    /// Merges from the right: a copy of the shorter run `b` feeds the hole.
    fn merge_high(&mut self, vm: &mut Vm, a: usize, a_length: usize, b: usize, b_length: usize) -> Res<()> {
        let copy = self.pairs.copy_out(b, b_length);
        let mut m = High { a, na: a_length, nb: b_length };
        let result = self.merge_high_loop(vm, &copy, &mut m);
        match result {
            Ok(End::CopyB) => {
                // The first of b belongs before the rest of a.
                self.pairs.move_within(m.a, m.na, m.a + 1);
                self.pairs.take_from(m.a, &copy, 0, 1);
                Ok(())
            }
            Ok(End::Rest) => {
                self.pairs.take_from(m.a + m.na, &copy, 0, m.nb);
                Ok(())
            }
            Err(raised) => {
                self.pairs.take_from(m.a + m.na, &copy, 0, m.nb);
                Err(raised)
            }
        }
    }

    fn merge_high_loop(&mut self, vm: &mut Vm, copy: &Pairs, m: &mut High) -> Res<End> {
        self.high_take_a(m, 1);
        if m.na == 0 {
            return Ok(End::Rest);
        }
        if m.nb == 1 {
            return Ok(End::CopyB);
        }
        loop {
            let (mut a_count, mut b_count) = (0, 0);
            loop {
                if less(vm, copy.keys[m.nb - 1], self.pairs.keys[m.a + m.na - 1])? {
                    self.high_take_a(m, 1);
                    a_count += 1;
                    b_count = 0;
                    if m.na == 0 {
                        return Ok(End::Rest);
                    }
                    if a_count >= self.min_gallop {
                        break;
                    }
                } else {
                    self.high_take_b(copy, m, 1);
                    b_count += 1;
                    a_count = 0;
                    if m.nb == 1 {
                        return Ok(End::CopyB);
                    }
                    if b_count >= self.min_gallop {
                        break;
                    }
                }
            }
            self.min_gallop += 1;
            loop {
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let a_keys = &self.pairs.keys[m.a..m.a + m.na];
                a_count = m.na - gallop_right(vm, copy.keys[m.nb - 1], a_keys, m.na - 1)?;
                if a_count > 0 {
                    self.high_take_a(m, a_count);
                    if m.na == 0 {
                        return Ok(End::Rest);
                    }
                }
                self.high_take_b(copy, m, 1);
                if m.nb == 1 {
                    return Ok(End::CopyB);
                }
                let a_key = self.pairs.keys[m.a + m.na - 1];
                b_count = m.nb - gallop_left(vm, a_key, &copy.keys[..m.nb], m.nb - 1)?;
                if b_count > 0 {
                    self.high_take_b(copy, m, b_count);
                    if m.nb == 1 {
                        return Ok(End::CopyB);
                    }
                    // Only with inconsistent comparisons.
                    if m.nb == 0 {
                        return Ok(End::Rest);
                    }
                }
                self.high_take_a(m, 1);
                if m.na == 0 {
                    return Ok(End::Rest);
                }
                if a_count < MIN_GALLOP && b_count < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    /// Moves the last `count` of a to the end of the hole, which is `nb` wide.
    fn high_take_a(&mut self, m: &mut High, count: usize) {
        self.pairs.move_within(m.a + m.na - count, count, m.a + m.na + m.nb - count);
        m.na -= count;
    }

    fn high_take_b(&mut self, copy: &Pairs, m: &mut High, count: usize) {
        self.pairs.take_from(m.a + m.na + m.nb - count, copy, m.nb - count, count);
        m.nb -= count;
    }
}

/// A merge from the left: `a[i..]` of the copy has `na` left, b starts at `b` and has `nb` left.
struct Low {
    dest: usize,
    i: usize,
    na: usize,
    b: usize,
    nb: usize,
}

/// A merge from the right: a starts at `a` and has `na` left, the copy of b has `nb` left; between stands the hole.
struct High {
    a: usize,
    na: usize,
    nb: usize,
}

/// How a merge ends.
enum End {
    /// One item of the copied run is left, and it belongs at the far end.
    CopyB,
    /// The rest of the copied run fills the hole.
    Rest,
}

/// Powersort's power of the boundary between two adjacent runs.
fn power(start: usize, first: usize, second: usize, all: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut result = 0;
    loop {
        result += 1;
        if a >= all {
            a -= all;
            b -= all;
        } else if b >= all {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// Where `key` belongs in sorted `keys`, left of equal ones; looks first around `hint`.
fn gallop_left(vm: &mut Vm, key: Ref, keys: &[Ref], hint: usize) -> Res<usize> {
    let n = keys.len();
    let (mut last, mut offset) = (0usize, 1usize);
    let (mut low, mut high);
    if less(vm, keys[hint], key)? {
        let most = n - hint;
        while offset < most && less(vm, keys[hint + offset], key)? {
            last = offset;
            offset = (offset << 1) + 1;
        }
        offset = offset.min(most);
        (low, high) = (hint + last + 1, hint + offset);
    } else {
        let most = hint + 1;
        while offset < most && !less(vm, keys[hint - offset], key)? {
            last = offset;
            offset = (offset << 1) + 1;
        }
        offset = offset.min(most);
        (low, high) = (hint + 1 - offset, hint - last);
    }
    while low < high {
        let middle = low + ((high - low) >> 1);
        if less(vm, keys[middle], key)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// Where `key` belongs in sorted `keys`, right of equal ones; looks first around `hint`.
fn gallop_right(vm: &mut Vm, key: Ref, keys: &[Ref], hint: usize) -> Res<usize> {
    let n = keys.len();
    let (mut last, mut offset) = (0usize, 1usize);
    let (mut low, mut high);
    if less(vm, key, keys[hint])? {
        let most = hint + 1;
        while offset < most && less(vm, key, keys[hint - offset])? {
            last = offset;
            offset = (offset << 1) + 1;
        }
        offset = offset.min(most);
        (low, high) = (hint + 1 - offset, hint - last);
    } else {
        let most = n - hint;
        while offset < most && !less(vm, key, keys[hint + offset])? {
            last = offset;
            offset = (offset << 1) + 1;
        }
        offset = offset.min(most);
        (low, high) = (hint + last + 1, hint + offset);
    }
    while low < high {
        let middle = low + ((high - low) >> 1);
        if less(vm, key, keys[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_runs_are_between_32_and_64() {
        assert_eq!(shortest_run(63), 63);
        assert_eq!(shortest_run(64), 32);
        assert_eq!(shortest_run(65), 33);
        assert_eq!(shortest_run(2048), 32);
    }
}
