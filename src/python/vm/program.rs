//! A whole program: from its source to its exit status, shutdown included.

use super::known::{self, names, types};
use super::unraisable::EXCEPTION_IGNORED;
use super::{Res, Vm};
use crate::memory::collector::{self, Reason};
use crate::memory::{Body, Ref};
use crate::python::behaviour::{AtexitReports, ExitFlush, Shutdown};

/// The status of a program that an uncaught KeyboardInterrupt ended: no status that a program can give itself.
pub const INTERRUPTED: i32 = 0x1_0000 + 130;

/// The status of a program whose output could not be written.
const UNFLUSHED: i32 = 120;

/// How flushing the streams went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flushed {
    Well,
    Failed,
}

impl Vm {
    /// What `sys.argv` will be.
    pub fn set_arguments(&mut self, name: &str, args: &[String]) {
        self.arguments = std::iter::once(name.to_owned()).chain(args.iter().cloned()).collect();
    }

    /// Runs a source as `__main__`, reports an uncaught exception, shuts down; gives the exit status.
    pub fn run_program(&mut self, source: &str, filename: &str) -> i32 {
        let globals = self.main_globals();
        let file = self.str(filename);
        self.dict_set_str_ref(globals, names::FILE, file);
        self.decref(file);
        if !self.dialect.python2 {
            self.dict_set_str(globals, "__cached__", known::NONE);
        }
        let result = self.run_main(source, filename);
        self.finish_line();
        self.flush_after_running();
        let status = self.exit_status(result);
        match self.shut_down() {
            Flushed::Failed if status == 0 => UNFLUSHED,
            _ => status,
        }
    }

    /// Reports what a run left pending.
    pub fn exit_status(&mut self, result: Res<()>) -> i32 {
        if result.is_ok() {
            return 0;
        }
        let exception = self.take_raised();
        self.make_exception(exception);
        let status = if self.isinstance_of(exception, types::SYSTEM_EXIT) {
            self.system_exit(exception)
        } else {
            self.report(exception)
        };
        self.decref(exception);
        status
    }

    fn report(&mut self, exception: Ref) -> i32 {
        if let Some(status) = self.show_uncaught(exception) {
            return status;
        }
        if self.isinstance_of(exception, types::KEYBOARD_INTERRUPT) { INTERRUPTED } else { 1 }
    }

    /// Shows an exception that nobody caught: by `sys.excepthook` when a program has set one (`PyErr_PrintEx`). A hook that
    /// asks to exit gives the status.
    pub fn show_uncaught(&mut self, exception: Ref) -> Option<i32> {
        let Some(hook) = self.program_hook(names::EXCEPTHOOK) else {
            let text = self.format_exception(exception);
            self.write_sys_stderr(&text);
            return None;
        };
        let traceback = self.traceback_of(exception).unwrap_or(known::NONE);
        let called = self.call(hook, &[self.type_of(exception), exception, traceback]);
        self.decref(hook);
        match called {
            Ok(value) => self.decref(value),
            Err(_) => {
                let failure = self.take_raised();
                self.make_exception(failure);
                if self.isinstance_of(failure, types::SYSTEM_EXIT) {
                    let status = self.system_exit(failure);
                    self.decref(failure);
                    return Some(status);
                }
                let (failed, original) = (self.format_exception(failure), self.format_exception(exception));
                self.write_sys_stderr(&format!(
                    "Error in sys.excepthook:\n{failed}\nOriginal exception was:\n{original}"
                ));
                self.decref(failure);
            }
        }
        None
    }

    fn system_exit(&mut self, exception: Ref) -> i32 {
        let code = self.exit_value(exception);
        if code != known::NONE && self.as_int(code).is_none() {
            let text = self.str_text(code).unwrap_or_default();
            self.write_sys_stderr(&format!("{text}\n"));
        }
        self.exit_code(exception)
    }

    /// The exit status that a SystemExit asks for.
    #[must_use]
    pub fn exit_code(&self, exception: Ref) -> i32 {
        let code = self.exit_value(exception);
        match self.as_int(code) {
            _ if code == known::NONE => 0,
            Some(number) => (number & 0xff) as i32,
            None => 1,
        }
    }

    fn exit_value(&self, exception: Ref) -> Ref {
        match self.body(exception) {
            Body::Exception(e) => match self.items(e.args) {
                Some([]) | None => known::NONE,
                Some([one]) => *one,
                Some(_) => e.args,
            },
            _ => known::NONE,
        }
    }

    /// What `Py_FinalizeEx` does that a program can see: `atexit` functions, a collection, modules forgotten (their
    /// namespaces die with them where nothing else holds those), a collection for what forms cycles, the namespaces of
    /// modules that live on emptied, those of `sys` and `builtins` too, a last collection.
    pub fn shut_down(&mut self) -> Flushed {
        self.join_threads();
        self.run_atexit();
        self.threads.end();
        let flushed = self.flush_standard_streams();
        let empties = self.behaviour.shutdown == Shutdown::EmptiesMain;
        if self.heap.collector.enabled || empties {
            collector::collect(self, 2, Reason::Exit);
        }
        self.delete_special();
        if empties && let Some(dict) = self.existing_dict(self.main) {
            self.clear_module(dict);
        }
        let survivors = self.forget_modules();
        if !empties {
            collector::collect(self, 2, Reason::Shutdown);
        }
        for (module, dict) in survivors.into_iter().rev() {
            if self.heap.count(module) > 0
                && self.is_exact(module, types::MODULE)
                && self.existing_dict(module) == Some(dict)
            {
                self.incref(module);
                self.clear_module(dict);
                self.decref(module);
            }
        }
        if self.behaviour.shutdown == Shutdown::ForgetsModules {
            self.clear_sys();
            self.clear_module(self.builtins);
        }
        if !empties {
            collector::collect(self, 2, Reason::Shutdown);
        }
        self.flush_stdout();
        flushed
    }

    /// `finalize_clear_sys_builtins_dict`, its first half: nobody hears of what finalizers do wrong from now on, also
    /// where no program has asked for the module.
    fn clear_sys(&mut self) {
        if let Some(dict) = self.sys_namespace() {
            return self.clear_module(dict);
        }
        let (name, empty) = (self.intern("sys"), self.new_module("sys"));
        self.dict_set_str_ref(self.modules, name, empty);
        self.decref(empty);
    }

    /// `flush_io`: after a program, or a statement at the prompt, has run. Nobody hears of failures.
    pub fn flush_after_running(&mut self) {
        if self.behaviour.exit_flush == ExitFlush::None {
            return;
        }
        let raised = self.take_raised();
        for name in [names::STDERR, names::STDOUT] {
            if let Some(stream) = self.standard_stream(name)
                && self.flush_stream(stream).is_err()
            {
                self.clear_raised();
            }
        }
        self.set_raised(raised);
    }

    /// `flush_std_files`: while the interpreter ends.
    fn flush_standard_streams(&mut self) -> Flushed {
        let mut flushed = Flushed::Well;
        for name in [names::STDOUT, names::STDERR] {
            let Some(stream) = self.standard_stream(name) else { continue };
            let (object, message) = match self.behaviour.exit_flush {
                ExitFlush::None => return flushed,
                ExitFlush::NamesObject => (Some(stream), EXCEPTION_IGNORED),
                ExitFlush::NamesStream => (None, "Exception ignored on flushing sys.stdout"),
            };
            if !self.stream_is_closed(stream) && self.flush_stream(stream).is_err() {
                flushed = Flushed::Failed;
                if name == names::STDOUT {
                    self.unraisable(object, message);
                } else {
                    self.clear_raised();
                }
            }
        }
        flushed
    }

    /// What stands in `sys` under this name, when it is no None. Borrowed.
    fn standard_stream(&mut self, name: Ref) -> Option<Ref> {
        let sys = self.sys_namespace()?;
        self.dict_get_str(sys, name).filter(|&stream| stream != known::NONE)
    }

    /// `file_is_closed`: what has no such attribute is open.
    fn stream_is_closed(&mut self, stream: Ref) -> bool {
        let name = self.intern("closed");
        let closed = self.getattr(stream, name).and_then(|value| {
            let result = self.truth(value);
            self.decref(value);
            result
        });
        closed.unwrap_or_else(|_| {
            self.clear_raised();
            false
        })
    }

    fn flush_stream(&mut self, stream: Ref) -> Res<()> {
        self.incref(stream);
        let result = self.call_method(stream, names::FLUSH, &[]);
        self.decref(stream);
        result.map(|value| self.decref(value))
    }

    /// `finalize_modules_delete_special`: what the prompt remembers goes first, while everything else still works, and
    /// the streams are those that the interpreter began with.
    fn delete_special(&mut self) {
        const DELETED: &[&str] = &[
            "path",
            "argv",
            "ps1",
            "ps2",
            "last_exc",
            "last_type",
            "last_value",
            "last_traceback",
            "path_hooks",
            "path_importer_cache",
            "meta_path",
            "__interactivehook__",
        ];
        let builtins = self.builtins;
        self.dict_set_str(builtins, "_", known::NONE);
        let Some(sys) = self.sys_namespace() else { return };
        for name in DELETED {
            self.dict_set_str(sys, name, known::NONE);
        }
        for (stream, original) in [("stdin", "__stdin__"), ("stdout", "__stdout__"), ("stderr", "__stderr__")] {
            let original = self.intern(original);
            let value = self.dict_get_str(sys, original).unwrap_or(known::NONE);
            self.dict_set_str(sys, stream, value);
        }
    }

    /// The namespace of the module `sys`.
    pub fn sys_namespace(&mut self) -> Option<Ref> {
        let name = self.intern("sys");
        let module = self.dict_get_str(self.modules, name)?;
        self.existing_dict(module)
    }

    /// `finalize_remove_modules`: each module in `sys.modules` is replaced by None. Gives the modules and their namespaces,
    /// of which some may be dead.
    fn forget_modules(&mut self) -> Vec<(Ref, Ref)> {
        let modules = self.modules;
        let mut found = Vec::new();
        let mut position = 0;
        while let Some((next, key, module)) = self.dict_next(modules, position) {
            position = next;
            let kept = matches!(self.as_str(key), Some("sys" | "builtins" | "__builtin__"));
            if kept || !self.is_exact(module, types::MODULE) {
                continue;
            }
            if let Some(dict) = self.existing_dict(module) {
                found.push((module, dict));
            }
            let _ = self.dict_set(modules, key, known::NONE);
        }
        found
    }

    /// `_PyModule_ClearDict`: names with one underscore first, then all but `__builtins__`, each set to None in order.
    fn clear_module(&mut self, dict: Ref) {
        for underscored in [true, false] {
            let mut position = 0;
            while let Some((next, key, value)) = self.dict_next(dict, position) {
                position = next;
                let Some(name) = self.as_str(key) else { continue };
                let single = name.starts_with('_') && !name.starts_with("__");
                if value == known::NONE || name == "__builtins__" || single != underscored {
                    continue;
                }
                self.incref(key);
                let _ = self.dict_set(dict, key, known::NONE);
                self.decref(key);
            }
        }
    }

    /// Calls the `atexit` functions, the last one first.
    pub fn run_atexit(&mut self) {
        let mut called = Vec::new();
        while let Some((function, args, kwargs)) = self.atexit.pop() {
            let positional = self.items(args).unwrap_or(&[]).to_vec();
            let mut keywords = Vec::new();
            if !kwargs.is_null() {
                let mut position = 0;
                while let Some((next, key, value)) = self.dict_next(kwargs, position) {
                    position = next;
                    keywords.push((key, value));
                }
            }
            match self.call_kw(function, &positional, &keywords) {
                Ok(value) => self.decref(value),
                Err(_) => self.exit_function_failed(function),
            }
            called.push([function, args, kwargs]);
            // 2.7's `atexit` is written in Python and drops each after its call; since then all are dropped at the end.
            if self.dialect.python2 {
                self.drop_called(&mut called);
            }
        }
        self.drop_called(&mut called);
    }

    /// `wait_for_thread_shutdown`: a program ends when all its threads have, but for the daemons.
    fn join_threads(&mut self) {
        let name = self.intern("threading");
        let Some(module) = self.dict_get_str(self.modules, name).filter(|module| *module != known::NONE) else {
            return;
        };
        self.incref(module);
        let shutdown = self.intern("_shutdown");
        match self.call_method(module, shutdown, &[]) {
            Ok(value) => self.decref(value),
            Err(_) => self.unraisable(Some(module), EXCEPTION_IGNORED),
        }
        self.decref(module);
    }

    fn exit_function_failed(&mut self, function: Ref) {
        const MESSAGE: &str = "Exception ignored in atexit callback";
        if self.behaviour.atexit_reports() == AtexitReports::AsObject {
            return self.unraisable(Some(function), MESSAGE);
        }
        let pending = self.take_raised();
        let shown = self.repr_text(function).unwrap_or_default();
        self.clear_raised();
        self.set_raised(pending);
        self.unraisable(None, &format!("{MESSAGE} {shown}"));
    }

    /// Drops what `atexit` functions were called with, the first registered first.
    fn drop_called(&mut self, called: &mut Vec<[Ref; 3]>) {
        while let Some(parts) = called.pop() {
            for part in parts {
                self.xdecref(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    #[test]
    fn finalizers_that_fail_are_reported_without_sys_too() {
        for version in [Version::V2_7, Version::V3_8, Version::V3_13] {
            let mut vm = Vm::new(version);
            let source =
                "class Bad(object):\n    def __del__(self):\n        1 / 0\n\nbad = Bad()\ndel bad\nbad = Bad()\n";
            vm.run_program(source, "bad.py");
            let named =
                if version == Version::V2_7 { "<bound method Bad.__del__ of" } else { "<function Bad.__del__ at" };
            assert_eq!(vm.output.stderr.matches(named).count(), 2, "{version}: {}", vm.output.stderr);
        }
    }
}
