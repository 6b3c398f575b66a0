//! Counts what the interpreter's own code makes and drops on the way, as `dialect/library_steps.rs` spells it.

use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::dialect::library_steps::{READY_STAYS, READY_STEPS, class_names_steps};

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

    /// An attribute of a type, or of its instance, is asked for: some builtin types are filled by that.
    #[inline]
    pub(super) fn make_ready(&mut self, class: Ref) {
        if !self.late_types.is_empty()
            && let Some(at) = self.late_types.iter().position(|(late, _)| *late == class)
        {
            self.fill_late_type(at);
        }
    }

    #[cold]
    fn fill_late_type(&mut self, at: usize) {
        let (_, descriptors) = self.late_types.swap_remove(at);
        let [before, descriptor, after] = READY_STEPS;
        let mark = self.heap.collector.unseen();
        // There is no look at the eval breaker among the steps.
        let _ = self.take_steps(before, Run::First);
        for _each in 0..descriptors {
            let _ = self.take_steps(descriptor, Run::First);
        }
        let _ = self.take_steps(after, Run::First);
        self.heap.collector.release_unseen_to(mark);
        self.heap.collector.keep_unseen(READY_STAYS + descriptors);
    }

    /// Two frames, which are there unless a report in whose midst this one is made uses them.
    fn take_decoder_frames(&mut self) {
        if !std::mem::take(&mut self.decoder_frames_kept) {
            alloc::count_kept(self, Kind::Frame);
            alloc::count_kept(self, Kind::Frame);
        }
    }

    /// The first to come back are kept by their code.
    fn give_decoder_frames(&mut self) {
        if std::mem::replace(&mut self.decoder_frames_kept, true) {
            alloc::count_death(&mut self.heap, Kind::Frame);
            alloc::count_death(&mut self.heap, Kind::Frame);
        }
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
                '[' => self.take_decoder_frames(),
                ']' => self.give_decoder_frames(),
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
