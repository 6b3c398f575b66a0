//! Where the incremental collector begins to mark: what the interpreter holds, and what the running frames hold, in
//! CPython's order (`mark_global_roots` and `mark_stacks` in Python/gc.c of 3.14.0).

use super::Vm;
use super::known::types;
use crate::memory::Ref;

impl Vm {
    /// `sys.modules` (CPython: the namespace of `sys`, which holds it), the builtins, then what builtin classes hold.
    pub(super) fn interpreter_roots(&self) -> Vec<Ref> {
        let classes = types::ENTRIES.iter().filter_map(|entry| self.type_body(entry.id).map(|class| class.dict));
        [self.modules, self.builtins].into_iter().chain(classes).collect()
    }

    /// From the innermost frame: its namespace, its function, then operand stack and locals from the top. CPython
    /// leaves out frames that it has seen and that have not run since; they hold nothing new.
    pub(super) fn frame_roots(&self) -> Vec<Ref> {
        let mut found = Vec::new();
        let mut top = self.top;
        for a in self.frames.iter().rev() {
            found.extend([a.locals, a.function]);
            found.extend(self.stack[a.base.min(top)..top].iter().rev().filter(|id| !id.is_null()));
            top = a.start;
        }
        found
    }
}
