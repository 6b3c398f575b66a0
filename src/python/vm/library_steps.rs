//! Counts what the interpreter's own code makes and drops on the way, as `dialect/library_steps.rs` spells it.

use super::{Res, Vm};
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::python::dialect::library_steps::class_names_steps;

/// Whether code of the library runs for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    First,
    Later,
}

impl Vm {
    /// What `dir()` makes to gather the names of one class.
    pub fn take_class_names(&mut self) -> Res<()> {
        self.take_steps(class_names_steps(self.behaviour.version), Run::Later)
    }

    /// Fails only where an interrupt is noticed.
    pub(super) fn take_steps(&mut self, steps: &str, run: Run) -> Res<()> {
        let mut letters = steps.chars();
        let (mut skips, mut starred) = (false, false);
        while let Some(letter) = letters.next() {
            let size = match letter {
                'T' | 't' => letters.next().and_then(|size| size.to_digit(10)).unwrap_or(0) as usize,
                _ => 0,
            };
            if std::mem::replace(&mut skips, letter == '!' && run == Run::Later) {
                continue;
            }
            let holds_some = std::mem::replace(&mut starred, letter == '*');
            let unseen = match letter {
                'T' | 'D' | 't' | 'd' => holds_some,
                'F' | 'E' => false,
                _ => letter.is_ascii_alphabetic(),
            };
            if unseen && letter.is_ascii_lowercase() {
                self.heap.collector.release_unseen(1);
            }
            match letter {
                'N' => alloc::count_allocation(self),
                'n' => alloc::count_deallocation(&mut self.heap),
                'T' => alloc::count_tuple(self, size),
                't' => alloc::count_tuple_death(&mut self.heap, size),
                'L' => alloc::count_kept(self, Kind::List),
                'l' => alloc::count_death(&mut self.heap, Kind::List),
                'D' => alloc::count_kept(self, Kind::Dict),
                'd' => alloc::count_death(&mut self.heap, Kind::Dict),
                'M' => alloc::count_kept(self, Kind::Method),
                'm' => alloc::count_death(&mut self.heap, Kind::Method),
                'B' => alloc::count_kept(self, Kind::BuiltinMethod),
                'b' => alloc::count_death(&mut self.heap, Kind::BuiltinMethod),
                'S' => alloc::count_kept(self, Kind::Slice),
                's' => alloc::count_death(&mut self.heap, Kind::Slice),
                'F' => alloc::count_kept(self, Kind::Frame),
                'E' if !self.raises_lazily() => self.take_steps("T1Nt1n", run)?,
                '|' => self.check_signals()?,
                _ => {}
            }
            if unseen && letter.is_ascii_uppercase() {
                self.heap.collector.hold_unseen(1);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::memory::rules::Version;
    use crate::python::dialect::library_steps::{class_names_steps, import_steps, source_steps};

    /// What dies was born before; of the streams, only what their first use leaves behind stays.
    #[test]
    fn births_come_before_deaths() {
        for version in Version::ALL {
            let texts = source_steps(version).map(|s| [s.open, s.first_chunk, s.next_chunk, s.close].concat());
            let import = import_steps(version).map(|s| [s.before, s.after].concat());
            let names = [class_names_steps(version).to_owned()];
            for text in texts.into_iter().chain(import).chain(names) {
                let mut alive = 0_i32;
                let mut first = false;
                for letter in text.chars().filter(|c| c.is_ascii_alphabetic() && *c != 'E' || *c == '!') {
                    if letter.is_ascii_alphabetic() && !std::mem::take(&mut first) {
                        alive += if letter.is_ascii_uppercase() { 1 } else { -1 };
                    }
                    first = letter == '!';
                    assert!(alive >= 0, "{version}: {text}");
                }
            }
        }
    }
}
