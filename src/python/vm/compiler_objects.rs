//! The compiler's own objects, counted as `gc.get_count()` shows them, when a program compiles a text: by `eval`, `exec`
//! or `compile`. What they are says [`crate::python::compile::footprint`].

use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::behaviour::CompilerObjects;
use crate::python::code::CodeSpec;
use crate::python::compile::footprint::{Footprint, Step};

impl Vm {
    /// The code object of a text that a program compiles; new.
    pub(super) fn code_of_text(&mut self, spec: &'static CodeSpec) -> Ref {
        let footprint = self.compiler_begins(spec);
        let (code, tree) = self.code_and_tree(spec, footprint);
        self.decref_all(&tree);
        self.compiler_ends(footprint);
        self.tree_freed(footprint);
        code
    }

    /// Compiles and runs a text that a program gives to `eval` or `exec`, in these namespaces (borrowed).
    pub fn run_text(&mut self, spec: &'static CodeSpec, globals: Ref, locals: Ref) -> Res {
        let footprint = self.compiler_begins(spec);
        let (code, tree) = self.code_and_tree(spec, footprint);
        self.compiler_ends(footprint);
        let kept = self.kept.len();
        self.kept.push(code);
        self.kept.extend_from_slice(&tree);
        let result = self.run_code_of_function(code, globals, locals);
        self.kept.truncate(kept);
        self.decref(code);
        self.decref_all(&tree);
        self.tree_freed(footprint);
        result
    }

    /// `PyEval_EvalCode`: code that is no function's gets one for the time of its run.
    pub fn run_code_of_function(&mut self, code: Ref, globals: Ref, locals: Ref) -> Res {
        let counted = self.behaviour.compiler_objects != CompilerObjects::Uncounted;
        if counted {
            alloc::count_allocation(self);
        }
        let result = self.run_code(code, globals, locals);
        if counted {
            alloc::count_deallocation(&mut self.heap);
        }
        result
    }

    /// A text that is not well-formed: the parser had made a list already.
    pub fn parser_fails(&mut self) {
        if self.behaviour.compiler_objects != CompilerObjects::Uncounted {
            alloc::count_passing(self, Kind::List);
        }
    }

    /// `PyAST_Check`, which the builtin `compile` asks first, makes the types of syntax trees.
    pub fn make_syntax_tree_types(&mut self) {
        let made = std::mem::replace(&mut self.has_syntax_tree_types, true);
        if !made && !self.has_imported("_ast") {
            (0..self.behaviour.syntax_tree_types).for_each(|_| alloc::count_allocation(self));
        }
    }

    fn has_imported(&self, name: &str) -> bool {
        self.interned.get(name).is_some_and(|name| self.dict_get_str(self.modules, *name).is_some())
    }

    fn compiler_begins(&mut self, spec: &'static CodeSpec) -> Option<&'static Footprint> {
        let CompilerObjects::Counted { of_a_unit, of_comprehensions } = self.behaviour.compiler_objects else {
            return None;
        };
        let footprint = spec.footprint.get_or_init(|| Footprint::of(spec, of_a_unit, of_comprehensions));
        (0..footprint.lists).for_each(|_| alloc::count_kept(self, Kind::List));
        (0..footprint.dicts).for_each(|_| alloc::count_kept(self, Kind::Dict));
        for step in &footprint.tuples {
            match step {
                Step::Made(length) | Step::Kept(length) | Step::Value(length) => alloc::count_tuple(self, *length),
                Step::Dropped(length) => alloc::count_tuple_death(&mut self.heap, *length),
            }
        }
        // The machine makes these now.
        for step in &footprint.tuples {
            if let Step::Value(length) = step {
                alloc::count_tuple_death(&mut self.heap, *length);
            }
        }
        Some(footprint)
    }

    fn compiler_ends(&mut self, footprint: Option<&'static Footprint>) {
        let Some(footprint) = footprint else { return };
        let heap = &mut self.heap;
        footprint.left().for_each(|length| alloc::count_tuple_death(heap, length));
        (0..footprint.dicts).for_each(|_| alloc::count_death(heap, Kind::Dict));
        (1..footprint.lists).for_each(|_| alloc::count_death(heap, Kind::List));
    }

    /// The arena of the syntax tree goes last, and its list with it.
    fn tree_freed(&mut self, footprint: Option<&'static Footprint>) {
        if footprint.is_some() {
            alloc::count_death(&mut self.heap, Kind::List);
        }
    }
}
