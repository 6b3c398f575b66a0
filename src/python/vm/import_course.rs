//! What an import does in CPython beside filling `sys.modules`: how much it allocates and in which order, and which
//! classes and functions the library's source defines and drops at once, because C has better ones. Whether the next
//! `gc.collect()` still finds those depends on the automatic collections in the midst of the imports; so the allocations
//! are counted as they come there, the collections run, and the dropped objects are real.
//!
//! The library here makes other objects on its way. Where the course of a module is known, those are not counted.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Res, Vm};
use crate::memory::journal::Naming;
use crate::memory::{Ref, Version, alloc};
use crate::python::dialect::courses::ImportCourses;
use crate::python::modules::{courses, replaced};

/// Which courses the program's imports have taken.
#[derive(Clone, Debug)]
pub(super) struct Courses {
    of_version: Option<ImportCourses>,
    begun: bool,
    /// So many of the next allocations are none: the free lists are full when a program begins.
    free: u32,
    followed: FxHashSet<&'static str>,
    /// The names of modules that are none here, as long as they would live.
    pub(super) namespaces: FxHashMap<Box<str>, Ref>,
}

impl Courses {
    pub(super) fn new(version: Version) -> Self {
        Self {
            of_version: ImportCourses::of(version),
            begun: false,
            free: 0,
            followed: FxHashSet::default(),
            namespaces: FxHashMap::default(),
        }
    }
}

impl Vm {
    /// Imports a module for a program, with all that this does in CPython.
    pub(super) fn import_with_course(&mut self, name: &str) -> Res {
        if self.courses.followed.contains(name) {
            // CPython has imported it; the library here may do it only now.
            return self.uncounted(|vm| vm.import_path(name));
        }
        if self.runs_library() || !courses::is_known(self.courses.of_version, name) {
            return self.import_path(name);
        }
        let module = self.uncounted(|vm| vm.import_path(name))?;
        self.begin_as_started();
        let before = self.heap.journal.name_objects(Naming::OfInterpreter);
        let result = self.follow_course(name);
        self.heap.journal.name_objects(before);
        match result {
            Ok(()) => Ok(module),
            Err(raised) => {
                self.drop_with_pending(module);
                Err(raised)
            }
        }
    }

    /// Runs the library's own code: CPython's does something else meanwhile.
    fn uncounted<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let collector = &mut self.heap.collector;
        let (counts, size, pending) = (collector.counts, collector.heap_size, collector.pending);
        let enabled = std::mem::replace(&mut collector.enabled, false);
        let result = run(self);
        let collector = &mut self.heap.collector;
        (collector.counts, collector.heap_size, collector.pending) = (counts, size, pending);
        collector.enabled = enabled;
        result
    }

    /// Before its first collection a program stands where the start of the interpreter has left the counts.
    fn begin_as_started(&mut self) {
        let collector = &mut self.heap.collector;
        if !std::mem::replace(&mut self.courses.begun, true) && collector.stats.iter().all(|s| s.collections == 0) {
            let start = courses::start(self.courses.of_version);
            collector.counts[0] += start.young;
            collector.counts[1] += start.middle;
            self.courses.free = start.free;
        }
    }

    /// Fails only where an interrupt is noticed.
    fn follow_course(&mut self, name: &str) -> Res<()> {
        let Some((name, steps)) = courses::find(self.courses.of_version, name) else { return Ok(()) };
        if !self.courses.followed.insert(name) {
            return Ok(());
        }
        if let Some((package, _)) = name.rsplit_once('.') {
            self.follow_course(package)?;
        }
        let mark = self.kept.len();
        let result = self.take_course(name, steps);
        self.release_kept(mark);
        result
    }

    fn take_course(&mut self, module: &str, steps: &str) -> Res<()> {
        let mut codes = self.read_replaced(module, steps)?;
        let mut held: Vec<(&str, Ref)> = Vec::new();
        for step in steps.split_ascii_whitespace() {
            if let Ok(allocations) = step.parse::<i64>() {
                self.count_in_course(allocations)?;
            } else if let Some(allocations) = step.strip_prefix('~').and_then(|count| count.parse::<u32>().ok()) {
                (0..allocations).for_each(|_| self.count_one_in_course());
                self.check_signals()?;
            } else if let Some(piece) = step.strip_prefix(['=', '+']) {
                let Some(at) = codes.iter().position(|(name, _)| *name == piece) else { continue };
                let made = self.make_replaced(module, codes.remove(at).1)?;
                if step.starts_with('=') {
                    self.decref(made);
                } else {
                    self.kept.push(made);
                    held.push((piece, made));
                }
            } else if let Some(piece) = step.strip_prefix('-') {
                if let Some(at) = held.iter().position(|(name, _)| *name == piece) {
                    self.release(held.remove(at).1);
                }
            } else {
                self.follow_course(step)?;
            }
        }
        Ok(())
    }

    /// Gives back what was kept.
    fn release(&mut self, id: Ref) {
        self.kept.retain(|kept| *kept != id);
        self.decref(id);
    }

    /// The code of what a module will replace. It is read with the module: its constants are there before it runs.
    fn read_replaced<'s>(&mut self, module: &str, steps: &'s str) -> Res<Vec<(&'s str, Ref)>> {
        let mut codes = Vec::new();
        for piece in steps.split_ascii_whitespace().filter_map(|step| step.strip_prefix(['=', '+'])) {
            let Some(source) = replaced::source(module, piece) else { continue };
            let filename = format!("<frozen {module}: replaced>");
            let code = self.uncounted(|vm| vm.compile_library(source, &filename))?;
            self.kept.push(code);
            codes.push((piece, code));
        }
        Ok(codes)
    }

    fn count_one_in_course(&mut self) {
        match self.courses.free.checked_sub(1) {
            Some(left) => self.courses.free = left,
            None => alloc::count_allocation(self),
        }
    }

    /// So many more containers than before, or fewer. A collection that becomes due runs where it does in CPython.
    fn count_in_course(&mut self, allocations: i64) -> Res<()> {
        for _ in 0..allocations {
            self.count_one_in_course();
            self.check_signals()?;
        }
        for _ in allocations..0 {
            self.courses.free = 0;
            alloc::count_deallocation(&mut self.heap);
        }
        Ok(())
    }

    /// Defines what a module will replace: a dict that holds it. The code is given back.
    fn make_replaced(&mut self, module: &str, code: Ref) -> Res {
        let namespace = self.dict();
        let result = self.uncounted(|vm| {
            let globals = vm.namespace_of_course(module);
            let result = vm.run_code(code, globals, namespace);
            vm.release(code);
            result
        });
        self.filled(namespace, result)
    }

    /// The module's names, of which the functions hold the dict; those of a module that is none here are kept as long as
    /// it would be. Borrowed.
    fn namespace_of_course(&mut self, module: &str) -> Ref {
        let key = self.intern(module);
        if let Some(dict) = self.dict_get_str(self.modules, key).and_then(|module| self.instance_dict(module)) {
            return dict;
        }
        if let Some(dict) = self.courses.namespaces.get(module) {
            return *dict;
        }
        let made = self.new_module(module);
        let dict = self.instance_dict(made).unwrap_or(self.modules);
        self.incref(dict);
        self.decref(made);
        self.courses.namespaces.insert(module.into(), dict);
        dict
    }

    /// The prompt has imported modules for itself.
    pub(super) fn prompt_has_imported(&mut self) {
        self.courses.begun = true;
        self.courses.followed.extend(courses::imported_by_prompt(self.courses.of_version));
    }
}
