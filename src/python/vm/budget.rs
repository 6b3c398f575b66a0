//! The budget of steps and memory of a statement.

use super::known::types;
use super::{Res, Vm};

impl Vm {
    /// The steps of a slice are used up, or somebody wants the machine's attention.
    #[cold]
    pub(super) fn out_of_fuel(&mut self) -> Res<()> {
        self.budget.spent += self.budget.slice;
        if self.interrupt.swap(false, std::sync::atomic::Ordering::Relaxed) {
            self.refuel();
            return Err(self.raise(types::KEYBOARD_INTERRUPT, ""));
        }
        if self.budget.spent >= self.budget.steps {
            self.budget.spent = 0;
            self.refuel();
            self.budget.exhausted = true;
            return Err(self.raise(types::KEYBOARD_INTERRUPT, ""));
        }
        self.refuel();
        if self.heap.cells.len() - self.heap.free.len() > self.budget.objects {
            return Err(self.raise(types::MEMORY_ERROR, ""));
        }
        Ok(())
    }

    pub(super) fn refuel(&mut self) {
        self.fuel = self.budget.slice;
    }

    /// Sets how much the next statements may spend.
    pub fn set_budget(&mut self, budget: super::Budget) {
        self.budget = budget;
        self.refuel();
    }

    /// What waits at a safe point beside collections.
    pub(super) fn attend(&mut self) -> Res<()> {
        Ok(())
    }
}
