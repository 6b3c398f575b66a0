//! Placeholder of the set's body until the real one lands: entries in insertion order.

use super::object::Ref;

#[derive(Clone, Debug, Default)]
pub struct Set {
    entries: Vec<Ref>,
}

impl Set {
    /// Entries in the table's order.
    pub fn entries(&self) -> impl Iterator<Item = Ref> + '_ {
        self.entries.iter().copied()
    }

    pub fn for_each_ref(&self, f: impl FnMut(Ref)) {
        self.entries.iter().copied().for_each(f);
    }

    /// Empties the set; the entries' references now belong to the caller.
    pub fn take_entries(&mut self) -> Vec<Ref> {
        std::mem::take(&mut self.entries)
    }
}
