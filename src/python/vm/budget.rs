//! The budget of steps and memory of a statement.
//!
//! Running costs steps: a call, a jump back, an item that an iterator gives to native code, and copying by the byte. So
//! whatever grows has soon used up a slice of steps, and only then somebody looks at the interrupt flag, at the steps
//! left and at the memory that the process takes. What could outgrow the budget at one go asks first
//! ([`Vm::afford`]).

use std::sync::atomic::Ordering;

use super::known::types;
use super::{Raised, Res, Vm};
use crate::memory::Object;

/// How much a statement may spend.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// What it may take.
    pub steps: i64,
    /// Bytes by which the memory of the process may grow.
    pub bytes: usize,
    /// What ran out.
    pub exhausted: Option<Exhausted>,
    /// Steps taken, up to the last slice.
    pub spent: i64,
    /// Bytes that the process had when the statement started.
    floor: usize,
    /// Steps after which memory is looked at again.
    next_look: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exhausted {
    Steps,
    Memory,
}

/// Steps between two looks at the interrupt flag.
pub(super) const SLICE: i64 = 100_000;
/// Steps between two looks at the memory of the process, which cost a call of the system.
const LOOK: i64 = 4 * SLICE;
/// Copying so many bytes is a step.
const BYTES_A_STEP: usize = 64;
/// Less than this is never asked for: the next look will find it.
const LARGE: usize = 1 << 22;

impl Budget {
    #[must_use]
    pub const fn new(steps: i64, bytes: usize) -> Self {
        Self { steps, bytes, exhausted: None, spent: 0, floor: 0, next_look: LOOK }
    }

    /// Slices that are left.
    #[must_use]
    pub const fn slices(&self) -> i64 {
        (self.steps - self.spent) / SLICE
    }
}

impl Default for Budget {
    /// As many steps as it takes, and 2 GiB.
    fn default() -> Self {
        Self::new(i64::MAX, 2 << 30)
    }
}

impl Vm {
    /// Sets how much the next statements may spend.
    pub fn set_budget(&mut self, budget: Budget) {
        self.budget = budget;
        self.fuel = SLICE;
    }

    /// A statement starts with nothing spent.
    pub fn renew_budget(&mut self) {
        self.set_budget(Budget { floor: self.memory_in_use(), ..Budget::new(self.budget.steps, self.budget.bytes) });
    }

    /// Takes one step; what the machine's loop does with `burn!`.
    #[inline(always)]
    pub fn step(&mut self) -> Res<()> {
        self.fuel -= 1;
        if self.fuel <= 0 { self.out_of_fuel() } else { Ok(()) }
    }

    /// Counts the steps of copying so many bytes.
    #[inline(always)]
    pub fn charge(&mut self, bytes: usize) {
        self.fuel -= (bytes / BYTES_A_STEP) as i64;
    }

    /// Asks for memory before it is taken.
    ///
    /// # Errors
    /// MemoryError when there is not so much left.
    #[inline(always)]
    pub fn afford(&mut self, bytes: usize) -> Res<()> {
        if bytes < LARGE { Ok(()) } else { self.afford_large(bytes) }
    }

    #[cold]
    fn afford_large(&mut self, bytes: usize) -> Res<()> {
        let free = self.budget.bytes.saturating_sub(self.memory_in_use().saturating_sub(self.budget.floor));
        if bytes >= free { Err(self.out_of_memory()) } else { Ok(()) }
    }

    /// As [`Vm::out_of_fuel`], between two instructions: another thread may go on.
    #[cold]
    pub(super) fn slice_is_over(&mut self) -> Res<()> {
        self.out_of_fuel()?;
        if self.threads.are_several() { self.take_turns() } else { Ok(()) }
    }

    /// The steps of a slice are used up: looks at all that may end a statement.
    #[cold]
    pub(super) fn out_of_fuel(&mut self) -> Res<()> {
        self.budget.spent = self.budget.spent.saturating_add(SLICE - self.fuel);
        self.fuel = SLICE;
        if self.passes_interrupt_on() {
            return Ok(());
        }
        self.check_interrupt()?;
        if self.budget.spent >= self.budget.steps {
            self.budget.spent = 0;
            self.budget.exhausted = Some(Exhausted::Steps);
            if self.tell_main_thread() {
                return Ok(());
            }
            return Err(self.out_of_steps());
        }
        if self.budget.spent < self.budget.next_look {
            return Ok(());
        }
        self.budget.next_look = self.budget.spent.saturating_add(LOOK);
        self.afford_large(0)
    }

    /// Raises the KeyboardInterrupt that somebody asked for.
    #[inline]
    pub fn check_interrupt(&mut self) -> Res<()> {
        if self.interrupt.load(Ordering::Relaxed) {
            self.interrupt.store(false, Ordering::Relaxed);
            return Err(self.raise(types::KEYBOARD_INTERRUPT, ""));
        }
        Ok(())
    }

    /// The KeyboardInterrupt of a statement that took too many steps.
    pub fn out_of_steps(&mut self) -> Raised {
        self.budget.exhausted = Some(Exhausted::Steps);
        self.raise(types::KEYBOARD_INTERRUPT, "")
    }

    fn out_of_memory(&mut self) -> Raised {
        self.budget.exhausted = Some(Exhausted::Memory);
        let limit = self.budget.bytes >> 20;
        self.raise(types::MEMORY_ERROR, format!("stopped before taking more than {limit} MiB"))
    }

    /// Bytes that the process takes; where the system does not tell, those of the cells.
    fn memory_in_use(&self) -> usize {
        match memory_stats::memory_stats() {
            Some(stats) => stats.physical_mem,
            None => (self.heap.cells.len() - self.heap.free.len()) * size_of::<Object>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    /// How a program ends that may take so many steps and grow by so many bytes. The growth is the whole process's, other
    /// tests included.
    fn end_of(program: &str, steps: i64, bytes: usize) -> (String, Option<Exhausted>) {
        let mut vm = Vm::new(Version::V3_13);
        vm.set_budget(Budget::new(steps, bytes));
        vm.renew_budget();
        let result = vm.run_main(program, "<test>");
        vm.exit_status(result);
        let last = vm.output.stderr.lines().last().unwrap_or_default().to_owned();
        (last, vm.budget.exhausted)
    }

    #[test]
    fn whatever_grows_without_end_runs_out_of_memory() {
        let endless = [
            "s = 'ab'\nwhile True: s += s",
            "s = 'ab'\nwhile True: s = s + s",
            "s = 'ab'\nwhile True: s *= 2",
            "b = b'ab'\nwhile True: b += b",
            "b = bytearray(b'ab')\nwhile True: b.extend(b)",
            "b = bytearray(b'ab')\nwhile True: b += b",
            "b = bytearray(b'ab')\nwhile True: b *= 2",
            "l = []\nwhile True: l.append(l)",
            "l = [1]\nwhile True: l.extend(l)",
            "l = [1]\nwhile True: l += l",
            "l = [1]\nwhile True: l = l + l",
            "l = [1]\nwhile True: l *= 2",
            "t = (1,)\nwhile True: t += t",
            "d = {}\nwhile True: d[len(d)] = d",
            "set(range(10**10))",
            "tuple(range(10**10))",
            "dict.fromkeys(range(10**10))",
            "list(iter(list, 1))",
            "s = 'x' * 10**6\na = []\nwhile True: a.append(s + 'y')",
            "l = [0] * 10**5\na = []\nwhile True: a.append(l[:])",
            "s = set(range(10**4))\na = []\nwhile True: a.append(s | s)",
            "d = dict.fromkeys(range(10**4))\na = []\nwhile True: a.append(d.copy())",
            "'abc'.replace('', 'x' * 10**6 * 3)",
            "b'abc'.replace(b'', b'x' * 10**6 * 3)",
            "','.join(['x' * 10**6] * 10**5)",
            "('x' * 10**5).translate({120: 'y' * 10**6})",
            "import io\nf = io.StringIO()\nwhile True: f.write('x' * 10**6)",
            "import io\nf = io.BytesIO()\nwhile True: f.write(b'x' * 10**6)",
            "f = open('a', 'w')\nwhile True: f.write('x' * 10**6)",
            "from collections import deque\nd = deque([1])\nwhile True: d.extend(d)",
        ];
        for program in endless {
            let (last, exhausted) = end_of(program, i64::MAX, 8 << 20);
            assert_eq!(
                (last.as_str(), exhausted),
                ("MemoryError: stopped before taking more than 8 MiB", Some(Exhausted::Memory)),
                "{program}"
            );
        }
    }

    #[test]
    fn what_runs_without_end_runs_out_of_steps() {
        for program in [
            "while True: pass",
            "any(iter(int, 1))",
            "def f():\n while True: yield 0\nmax(f())",
            "import re\nre.match('(a+)+b', 'a' * 60)",
        ] {
            assert_eq!(
                end_of(program, 500_000, 4 << 30),
                ("KeyboardInterrupt".to_owned(), Some(Exhausted::Steps)),
                "{program}"
            );
        }
    }
}
