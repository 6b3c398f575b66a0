//! What `importlib` makes for a moment, or for good, while it imports a module that is built into the interpreter: locks
//! and their managers, weak references, a KeyError of its own, a spec. Nobody can see these objects, but they are
//! counted, and collections that become due run in their midst.

use super::Vm;
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::python::behaviour::BuiltinImport;

/// What `Lib/importlib/_bootstrap.py` of 3.13 does until the module is made, and after. N: a new object, n: one dies;
/// L, l: a list; D, d: a dict; T2, t2: a tuple of two; |: a look at the eval breaker. (Read off the interpreter.)
const BEFORE: &str = "|N|NN|T1NNNt1nnN|N|N|LLT1NT2Nt2|nN|NN|N|T1NNNt1nnT2|T3T2Nt2t3|T3T2t2t3t2|nnNN|nLl|T3t3|nDT3|t3dT2|t2nnnn\
    n|T3t3N|NNN|nN|Nn|Nn|T2DNT2|Lt2t2d|nnnn|DT1D|";
const AFTER: &str = "|dt1d|T3t3DT1D|dt1d|T2t2|DT3|NNn|T3t3n|t3dT2|t2t1nnnnllnnn|";

/// Modules that are built in and that the interpreter does not import for itself.
const BUILT_IN: &[&str] = &["atexit"];

/// Which half of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    BeforeTheModule,
    AfterTheModule,
}

impl Vm {
    pub(super) fn count_import(&mut self, name: &str, half: Half) {
        if self.behaviour.builtin_import == BuiltinImport::Uncounted || !BUILT_IN.contains(&name) {
            return;
        }
        let steps = match half {
            Half::BeforeTheModule => BEFORE,
            Half::AfterTheModule => AFTER,
        };
        let mut letters = steps.chars();
        while let Some(letter) = letters.next() {
            match letter {
                'N' => alloc::count_allocation(self),
                'n' => alloc::count_deallocation(&mut self.heap),
                'L' => alloc::count_kept(self, Kind::List),
                'l' => alloc::count_death(&mut self.heap, Kind::List),
                'D' => alloc::count_kept(self, Kind::Dict),
                'd' => alloc::count_death(&mut self.heap, Kind::Dict),
                '|' => self.collect_waiting(),
                _ => {
                    let size = letters.next().and_then(|size| size.to_digit(10)).unwrap_or(0) as usize;
                    if letter == 'T' {
                        alloc::count_tuple(self, size);
                    } else {
                        alloc::count_tuple_death(&mut self.heap, size);
                    }
                }
            }
        }
    }
}
