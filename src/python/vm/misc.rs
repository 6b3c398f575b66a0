//! Smaller services of the machine: lists and dicts filled for the loop, patterns, display, budgets.

use std::ops::ControlFlow;

use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::code::{Instr, Op};

impl Vm {
    /// Appends (steals), growing as CPython's `list_resize` does.
    #[inline]
    pub fn list_push(&mut self, list: Ref, value: Ref) {
        if let Some(items) = self.heap.list_mut(list) {
            if items.len() == items.capacity() {
                let wanted = items.len() + 1;
                let room = (wanted + (wanted >> 3) + 6) & !3;
                items.reserve_exact(room - items.len());
            }
            items.push(value);
        }
    }

    /// `list.extend(iterable)`.
    pub fn list_extend(&mut self, list: Ref, iterable: Ref) -> Res<()> {
        if matches!(self.type_of(iterable), types::LIST | types::TUPLE) {
            let items = self.items(iterable).unwrap_or(&[]).to_vec();
            for item in items {
                self.incref(item);
                self.list_push(list, item);
            }
            return Ok(());
        }
        self.each(iterable, |vm, item| {
            vm.list_push(list, item);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// `set.update(iterable)`.
    pub fn set_update(&mut self, set: Ref, iterable: Ref) -> Res<()> {
        self.each(iterable, |vm, item| {
            let result = vm.set_add(set, item);
            vm.decref(item);
            result.map(|_| ControlFlow::Continue(()))
        })
    }

    /// `{**mapping}`.
    pub fn dict_update(&mut self, dict: Ref, mapping: Ref) -> Res<()> {
        if matches!(self.body(mapping), Body::Dict(_)) {
            let mut position = 0;
            while let Some((next, key, value)) = self.dict_next(mapping, position) {
                position = next;
                self.dict_set(dict, key, value)?;
            }
            return Ok(());
        }
        let Some(keys) = self.getattr_opt(mapping, names::KEYS)? else {
            let message = format!("'{}' object is not a mapping", self.type_name(mapping));
            return Err(self.type_error(message));
        };
        let listed = self.call(keys, &[]);
        self.decref(keys);
        let listed = listed?;
        let result = self.each(listed, |vm, key| {
            let value = vm.getitem(mapping, key);
            let result = match value {
                Ok(value) => {
                    let result = vm.dict_set(dict, key, value);
                    vm.decref(value);
                    result
                }
                Err(raised) => Err(raised),
            };
            vm.decref(key);
            result.map(|()| ControlFlow::Continue(()))
        });
        self.decref(listed);
        result
    }

    /// `f(**mapping)`: keys must be new strings.
    pub(super) fn dict_merge(&mut self, dict: Ref, mapping: Ref, callable: Ref) -> Res<()> {
        if self.is_exact(mapping, types::DICT) {
            return self.merge_entries(dict, mapping, callable);
        }
        let entries = self.dict();
        let result = self.dict_update(entries, mapping);
        if result.is_err() {
            if self.matches(types::TYPE_ERROR) && !matches!(self.body(mapping), Body::Dict(_)) {
                self.clear_raised();
                let message = format!(
                    "{} argument after ** must be a mapping, not {}",
                    self.callable_text(callable),
                    self.type_name(mapping)
                );
                self.decref(entries);
                return Err(self.type_error(message));
            }
            self.drop_with_pending(entries);
            return result;
        }
        let result = self.merge_entries(dict, entries, callable);
        self.drop_with_pending(entries);
        result
    }

    /// Adds keyword arguments to others; a name that is there already is an error.
    fn merge_entries(&mut self, dict: Ref, entries: Ref, callable: Ref) -> Res<()> {
        let mut position = 0;
        while let Some((next, key, value)) = self.dict_next(entries, position) {
            position = next;
            let Some(name) = self.as_str(key).map(str::to_owned) else {
                return Err(self.type_error("keywords must be strings"));
            };
            if self.dict_get(dict, key)?.is_some() {
                let message =
                    format!("{} got multiple values for keyword argument '{name}'", self.callable_text(callable));
                return Err(self.type_error(message));
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    // ---- match

    pub(super) fn is_mapping_pattern(&self, id: Ref) -> bool {
        matches!(self.body(id), Body::Dict(_)) || self.is_exact(id, types::MAPPING_PROXY)
    }

    pub(super) fn is_sequence_pattern(&self, id: Ref) -> bool {
        matches!(self.body(id), Body::List(_) | Body::SmallList(..) | Body::SmallTuple(..) | Body::Tuple(_))
            || matches!(self.type_of(id), types::RANGE | types::DEQUE)
    }

    /// `subject keys -- subject keys values|None`
    pub(super) fn match_keys(&mut self) -> Res<()> {
        let (subject, keys) = (self.stack[self.top - 2], self.stack[self.top - 1]);
        let keys = self.items(keys).unwrap_or(&[]).to_vec();
        let mut values = Vec::new();
        for key in keys {
            let found = if self.is_exact(subject, types::DICT) {
                let found = self.dict_get(subject, key)?;
                found.map(|v| self.incref(v))
            } else {
                match self.getitem(subject, key) {
                    Ok(value) => Some(value),
                    Err(_) if self.catch(types::KEY_ERROR) => None,
                    Err(raised) => return Err(raised),
                }
            };
            match found {
                Some(value) => values.push(value),
                None => {
                    self.decref_all(&values);
                    self.stack[self.top] = self.incref_none();
                    self.top += 1;
                    return Ok(());
                }
            }
        }
        let tuple = self.tuple(&values);
        self.stack[self.top] = tuple;
        self.top += 1;
        Ok(())
    }

    fn incref_none(&mut self) -> Ref {
        self.none()
    }

    /// `subject type names -- attributes|None`
    pub(super) fn match_class(&mut self, positional: usize) -> Res<()> {
        let (subject, class, names_tuple) =
            (self.stack[self.top - 3], self.stack[self.top - 2], self.stack[self.top - 1]);
        if !self.is_type(class) {
            return Err(self.type_error("called match pattern must be a class"));
        }
        let attributes = self.class_pattern(subject, class, names_tuple, positional)?;
        let result = match attributes {
            Some(values) => self.tuple(&values),
            None => self.none(),
        };
        for _ in 0..3 {
            self.top -= 1;
            let id = std::mem::take(&mut self.stack[self.top]);
            self.decref(id);
        }
        self.stack[self.top] = result;
        self.top += 1;
        Ok(())
    }

    fn class_pattern(
        &mut self,
        subject: Ref,
        class: Ref,
        names_tuple: Ref,
        positional: usize,
    ) -> Res<Option<Vec<Ref>>> {
        if !self.is_subtype(self.type_of(subject), class) {
            return Ok(None);
        }
        let mut wanted = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let whole = matches!(
                self.builtin_base(class),
                types::BOOL
                    | types::BYTEARRAY
                    | types::BYTES
                    | types::DICT
                    | types::FLOAT
                    | types::FROZENSET
                    | types::INT
                    | types::LIST
                    | types::SET
                    | types::STR
                    | types::TUPLE
            );
            match self.getattr_opt(class, names::MATCH_ARGS)? {
                Some(args) => {
                    wanted = self.items(args).unwrap_or(&[]).to_vec();
                    self.decref(args);
                    if wanted.len() < positional {
                        let plural = if wanted.len() == 1 { "" } else { "s" };
                        let message = format!(
                            "{}() accepts {} positional sub-pattern{plural} ({positional} given)",
                            self.class_name(class),
                            wanted.len()
                        );
                        return Err(self.type_error(message));
                    }
                    wanted.truncate(positional);
                }
                None if whole && positional == 1 => values.push(self.incref(subject)),
                None => {
                    let most = usize::from(whole);
                    let plural = if most == 1 { "" } else { "s" };
                    let message = format!(
                        "{}() accepts {most} positional sub-pattern{plural} ({positional} given)",
                        self.class_name(class)
                    );
                    return Err(self.type_error(message));
                }
            }
        }
        wanted.extend_from_slice(self.items(names_tuple).unwrap_or(&[]));
        for name in wanted {
            match self.getattr_opt(subject, name)? {
                Some(value) => values.push(value),
                None => {
                    self.decref_all(&values);
                    return Ok(None);
                }
            }
        }
        Ok(Some(values))
    }

    // ---- the interactive mode and 2.7's statements

    /// What the prompt does with the value of an expression.
    pub(super) fn display(&mut self, value: Ref) -> Res<()> {
        if let Some(hook) = self.program_hook(names::DISPLAYHOOK) {
            let result = self.call(hook, &[value]);
            self.decref(hook);
            return result.map(|none| self.decref(none));
        }
        if value == known::NONE {
            return Ok(());
        }
        let builtins = self.builtins;
        self.dict_set_str_ref(builtins, names::UNDERSCORE, known::NONE);
        let text = self.repr_text(value)?;
        self.write_stdout(&text);
        self.write_stdout("\n");
        self.dict_set_str_ref(builtins, names::UNDERSCORE, value);
        Ok(())
    }

    /// A hook of the sys module that a program replaced; owned.
    pub(super) fn program_hook(&mut self, name: Ref) -> Option<Ref> {
        let sys = self.intern("sys");
        let module = self.dict_get_str(self.modules, sys)?;
        let dict = self.existing_dict(module)?;
        let hook = self.dict_get_str(dict, name)?;
        if matches!(self.body(hook), Body::Native { .. }) {
            return None;
        }
        Some(self.incref(hook))
    }

    pub(super) fn print_statement(&mut self, ins: Instr) -> Res<()> {
        match ins.op {
            Op::PrintItem => {
                let value = self.stack[self.top - 1];
                let text = self.str_text(value)?;
                if std::mem::take(&mut self.softspace) {
                    self.write_stdout(" ");
                }
                self.softspace = !text.ends_with('\n');
                self.write_stdout(&text);
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            Op::PrintNewline => {
                self.softspace = false;
                self.write_stdout("\n");
                Ok(())
            }
            Op::PrintItemTo => {
                let (file, value) = (self.stack[self.top - 2], self.stack[self.top - 1]);
                let mut text = self.str_of(value)?;
                if ins.flag == 1 {
                    let spaced = format!(" {}", self.as_str(text).unwrap_or_default());
                    self.decref(text);
                    text = self.str(&spaced);
                }
                let result = self.call_method(file, names::WRITE, &[text]);
                self.decref(text);
                let result = result?;
                self.decref(result);
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            _ => {
                let file = self.stack[self.top - 1];
                if ins.flag == 0 {
                    let newline = self.str("\n");
                    let result = self.call_method(file, names::WRITE, &[newline]);
                    self.decref(newline);
                    let result = result?;
                    self.decref(result);
                }
                self.top -= 1;
                self.decref(file);
                Ok(())
            }
        }
    }

    /// 2.7's `exec code in globals, locals`.
    pub(super) fn exec_statement(&mut self, code: Ref, globals: Ref, locals: Ref) -> Res<()> {
        let own_globals = self.globals();
        let own_locals = self.locals();
        let globals = if globals == known::NONE { own_globals } else { globals };
        let locals = if locals != known::NONE {
            locals
        } else if globals == own_globals {
            own_locals
        } else {
            globals
        };
        let code_object = match self.as_str(code).map(str::to_owned) {
            Some(source) => self.compile_text(&source, "<string>", crate::python::compile::Mode::Exec)?,
            None => self.incref(code),
        };
        let result = self.run_code(code_object, globals, locals);
        self.decref(code_object);
        result.map(|none| self.decref(none))
    }

    /// Compiles a file's text to a code object; tracebacks can show its lines. A SyntaxError is raised as Python's.
    pub fn compile_to_object(&mut self, source: &str, filename: &str, mode: crate::python::compile::Mode) -> Res {
        self.sources.insert(filename.into(), source.into());
        self.compile_text(source, filename, mode)
    }

    /// Compiles text that is in no file.
    pub fn compile_text(&mut self, source: &str, filename: &str, mode: crate::python::compile::Mode) -> Res {
        match self.compile(source, filename, mode) {
            Ok(spec) => Ok(self.code_object(spec)),
            Err(error) => Err(self.raise_syntax_error(&error)),
        }
    }

    pub fn raise_syntax_error(&mut self, error: &crate::python::compile::SyntaxError) -> Raised {
        use crate::python::compile::ErrorKind;
        let class = match error.kind {
            ErrorKind::Syntax => types::SYNTAX_ERROR,
            ErrorKind::Indentation => types::INDENTATION_ERROR,
            ErrorKind::Tab => types::TAB_ERROR,
            ErrorKind::TooDeep => return self.raise(types::RECURSION_ERROR, error.msg.clone()),
            ErrorKind::Value => return self.value_error(error.msg.clone()),
        };
        let message = self.str(&error.msg);
        let filename = self.str(&error.filename);
        let line = self.int(i64::from(error.line));
        let column = self.int(i64::from(error.col));
        let text = match &error.text_line {
            Some(text) if error.cut => self.str(text),
            Some(text) => self.string(format!("{text}\n")),
            None => self.none(),
        };
        let end_line = self.int(i64::from(error.end_line));
        let end_column = self.int(if error.at_end { -1 } else { i64::from(error.end_col) });
        let details = self.tuple_from(&[filename, line, column, text, end_line, end_column]);
        let fields = [message, filename, line, column, end_line, end_column, text];
        self.incref(message);
        let exception = self.new_exception(class, &[message, details]);
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.extra = fields.as_slice().into();
        }
        self.raise_owned(exception)
    }

    // ---- budgets

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

    /// The keyword that was probably meant.
    pub(super) fn keyword_suggestion(&self, name: &str, candidates: &[&str]) -> Option<String> {
        if !self.behaviour.suggests_keywords() {
            return None;
        }
        crate::python::text::suggest::suggest(name, candidates.iter().copied()).map(str::to_owned)
    }

    /// The same as the end of the message of a function written in C.
    pub fn native_keyword_hint(&self, name: &str, candidates: &[&str]) -> String {
        match self.keyword_suggestion(name, candidates) {
            Some(meant) => format!(". Did you mean '{meant}'?"),
            None => String::new(),
        }
    }

    /// "Did you mean" of an uncaught NameError, AttributeError or ImportError.
    pub(super) fn suggestion(&mut self, exception: Ref) -> Option<String> {
        if self.behaviour.error_fields == crate::python::behaviour::ErrorFields::MessageOnly {
            return None;
        }
        let Body::Exception(e) = self.body(exception) else { return None };
        let extra = e.extra.to_vec();
        let class = self.type_of(exception);
        if self.is_subtype(class, types::ATTRIBUTE_ERROR) {
            let (&object, &name) = (extra.first()?, extra.get(1)?);
            if object.is_null() || name.is_null() {
                return None;
            }
            let wrong = self.as_str(name)?.to_owned();
            let names = self.dir_names(object);
            return self.did_you_mean(&wrong, &names);
        }
        if self.is_subtype(class, types::NAME_ERROR) {
            let &name = extra.first()?;
            if name.is_null() {
                return None;
            }
            let wrong = self.as_str(name)?.to_owned();
            if self.behaviour.suggests_imports() && self.self_has(exception, &wrong) {
                return Some(format!(". Did you mean: 'self.{wrong}'?"));
            }
            let names = self.names_in_reach(exception);
            if let Some(text) = self.did_you_mean(&wrong, &names) {
                return Some(text);
            }
            if self.behaviour.suggests_imports() && self.is_known_module(&wrong) {
                return Some(format!(". Did you forget to import '{wrong}'?"));
            }
        }
        None
    }

    fn did_you_mean(&self, wrong: &str, names: &[String]) -> Option<String> {
        crate::python::text::suggest::suggest(wrong, names.iter().map(String::as_str))
            .map(|found| format!(". Did you mean: '{found}'?"))
    }

    /// `dir(object)`, as far as suggestions need it.
    pub fn dir_names(&mut self, object: Ref) -> Vec<String> {
        let mut dicts = Vec::new();
        if !self.is_type(object)
            && let Some(dict) = self.existing_dict(object)
        {
            dicts.push(dict);
        }
        let class = if self.is_type(object) { object } else { self.type_of(object) };
        if let Some(mro) = self.type_body(class).and_then(|t| self.items(t.mro)) {
            dicts.extend(mro.iter().filter_map(|c| self.type_body(*c)).map(|t| t.dict));
        }
        let mut names: Vec<String> = Vec::new();
        if self.body(object).instance().is_some()
            && let Some(t) = self.type_body(class)
        {
            names.extend(t.shared_keys.iter().map(|k| self.text(*k)));
        }
        for dict in dicts {
            let mut position = 0;
            while let Some((next, key, _)) = self.dict_next(dict, position) {
                position = next;
                if let Some(text) = self.as_str(key) {
                    names.push(text.to_owned());
                }
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Whether the method in which the exception arose has a `self` with an attribute of this name.
    fn self_has(&mut self, exception: Ref, name: &str) -> bool {
        let frame = self.frame_of_exception(exception);
        let Body::Frame(f) = self.body(frame) else { return false };
        let (code, locals) = (f.code, f.locals);
        let key = self.intern("self");
        let mut receiver = self.dict_get_str(locals, key);
        if receiver.is_none()
            && let Body::Code(c) = self.body(code)
            && let Some(at) = c.varnames.iter().position(|n| *n == key)
            && let Body::Frame(f) = self.body(frame)
        {
            receiver = f.values.get(at).copied().filter(|value| !value.is_null());
        }
        let Some(receiver) = receiver else { return false };
        let name = self.intern(name);
        match self.getattr_opt(receiver, name) {
            Ok(found) => found.inspect(|value| self.decref(*value)).is_some(),
            Err(_) => {
                self.clear_raised();
                false
            }
        }
    }

    /// The innermost frame of an exception's traceback, or NULL.
    fn frame_of_exception(&self, exception: Ref) -> Ref {
        let mut at = self.traceback_of(exception).unwrap_or(Ref::NULL);
        let mut frame = Ref::NULL;
        while let Body::Traceback(t) = self.body(at) {
            frame = t.frame;
            at = t.next;
            if at.is_null() {
                break;
            }
        }
        frame
    }

    /// Names that the frame of an exception could have meant: locals, globals, builtins.
    fn names_in_reach(&mut self, exception: Ref) -> Vec<String> {
        let frame = self.frame_of_exception(exception);
        let mut names = Vec::new();
        let Body::Frame(f) = self.body(frame) else { return names };
        let (code, locals, globals, builtins) = (f.code, f.locals, f.globals, f.builtins);
        if let Body::Code(c) = self.body(code) {
            names.extend(c.varnames.iter().map(|n| self.text(*n)));
        }
        for dict in [locals, globals, builtins] {
            let mut position = 0;
            while let Some((next, key, _)) = self.dict_next(dict, position) {
                position = next;
                if let Some(text) = self.as_str(key) {
                    names.push(text.to_owned());
                }
            }
        }
        names
    }

    /// The object a weak proxy stands for; borrowed.
    pub fn proxy_target(&mut self, proxy: Ref) -> Res {
        match self.body(proxy) {
            Body::WeakReference(w) if !w.target.is_null() => Ok(w.target),
            _ => Err(self.raise(types::REFERENCE_ERROR, "weakly-referenced object no longer exists")),
        }
    }
}
