//! Placeholder of the dict's body until the real one lands: entries in insertion order.

use super::object::Ref;

#[derive(Clone, Debug, Default)]
pub struct Dict {
    entries: Vec<(Ref, Ref)>,
}

impl Dict {
    /// Key and value of each entry, in insertion order.
    pub fn entries(&self) -> impl Iterator<Item = (Ref, Ref)> + '_ {
        self.entries.iter().copied()
    }

    /// Key, then value, of each entry.
    pub fn for_each_ref(&self, mut f: impl FnMut(Ref)) {
        for &(key, value) in &self.entries {
            f(key);
            f(value);
        }
    }

    /// Empties the dict; the entries' references now belong to the caller.
    pub fn take_entries(&mut self) -> Vec<(Ref, Ref)> {
        std::mem::take(&mut self.entries)
    }
}
