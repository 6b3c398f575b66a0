//! Calls of a program's functions: arguments bound to parameters, a frame pushed.

use super::frames::{Activation, Entry};
use super::{Raised, Res, Vm};
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::memory::rules::{CallArguments, FrameObjects};
use crate::memory::{Body, KeptPlace, Ref};
use crate::python::code::CodeFlags;
use crate::python::dialect::builtins::KeywordNames;

impl Vm {
    /// Pushes a frame for `function`, whose arguments stand from `first`; everything from `start` belongs to the call.
    pub(super) fn enter_function(
        &mut self,
        function: Ref,
        start: usize,
        first: usize,
        count: usize,
        kwnames: Ref,
        entry: Entry,
    ) -> Res<()> {
        let Body::Function(f) = self.heap.body(function) else { return Ok(()) };
        let (unit, code, globals, builtins) = (f.unit, f.code, f.globals, f.builtins);
        let ready = &self.units[unit as usize];
        let (locals, room, simple) = (ready.locals as usize, ready.room as usize, ready.simple as usize);
        if self.frames.len() - self.frame_floor >= self.recursion_limit {
            self.check_call_depth(unit)?;
        }
        let mut base = first;
        self.reserve_stack(first + count * 2 + room)?;
        if self.heap.rules.call_arguments == CallArguments::Copied {
            base = self.top;
            for i in 0..count {
                let value = self.stack[first + i];
                self.heap.incref(value);
                self.stack[base + i] = value;
            }
            self.top = base + count;
        }
        let framed = self.heap.rules.frame_objects == FrameObjects::Always;
        let mut place = KeptPlace::NONE;
        if framed {
            alloc::frame_started(self, code);
            place = alloc::keep_place(&mut self.heap);
        }
        if kwnames.is_null() && (count == simple || self.fill_defaults(function, base, count, simple)) {
            for i in simple..locals {
                self.stack[base + i] = Ref::NULL;
            }
        } else if let Err(raised) = self.bind_arguments(function, unit, base, count, kwnames) {
            if framed {
                alloc::give_place_up(&mut self.heap, place);
                alloc::frame_ended(&mut self.heap, code);
            }
            return Err(raised);
        }
        self.top = base + locals;
        self.heap.incref(code);
        self.frames.push(Activation {
            unit,
            code,
            function,
            globals,
            builtins,
            locals: Ref::NULL,
            start,
            base,
            top: base + locals,
            pc: 0,
            object: Ref::NULL,
            place,
            entry,
        });
        Ok(())
    }

    /// Spreads the `count` arguments at `base` over the parameters, as `initialize_locals` does. On error all of them
    /// are still on the stack.
    fn bind_arguments(&mut self, function: Ref, unit: u32, base: usize, count: usize, kwnames: Ref) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let kwonly = spec.kwonlyargcount as usize;
        let keywords = self.tuple_len(kwnames);
        let positional = count - keywords;
        let locals = spec.locals.len();
        // Out of the way of the parameters first.
        let mut values = std::mem::take(&mut self.moved_arguments);
        values.clear();
        values.extend_from_slice(&self.stack[base..base + count]);
        for i in 0..locals.max(count) {
            self.stack[base + i] = Ref::NULL;
        }
        self.top = base + locals;
        let taken = positional.min(argcount);
        self.stack[base..base + taken].copy_from_slice(&values[..taken]);
        let first_extra = argcount + kwonly;
        let varkw = spec.flags.has(CodeFlags::VARKEYWORDS);
        let mut kwdict = Ref::NULL;
        if varkw {
            kwdict = self.dict();
            let at = first_extra + usize::from(spec.flags.has(CodeFlags::VARARGS));
            self.stack[base + at] = kwdict;
        }
        let mut leftover: &[Ref] = &[];
        if spec.flags.has(CodeFlags::VARARGS) {
            let rest = self.tuple(&values[taken..positional]);
            self.stack[base + first_extra] = rest;
        } else {
            leftover = &values[taken..positional];
        }
        let result = self.bind_keywords(function, unit, base, &values[positional..], kwnames, kwdict);
        let result = result.and_then(|()| {
            if !leftover.is_empty() {
                if self.dialect.python2 {
                    return Err(self.wrong_count_python2(function, unit, Wrong::TooMany, count));
                }
                return Err(self.too_many_positional(function, unit, positional, base));
            }
            self.bind_defaults(function, unit, base, taken)
        });
        for value in leftover {
            self.decref(*value);
        }
        self.moved_arguments = values;
        result
    }

    /// The common way to call with fewer arguments than parameters: the last ones have defaults, and nothing else is to
    /// be bound. False when there is more to it.
    fn fill_defaults(&mut self, function: Ref, base: usize, count: usize, simple: usize) -> bool {
        let Body::Function(f) = self.heap.body(function) else { return false };
        let defaults = f.defaults;
        let have = self.tuple_len(defaults);
        if count >= simple || simple - count > have {
            return false;
        }
        for at in count..simple {
            let value = self.items(defaults).map_or(Ref::NULL, |d| d[at + have - simple]);
            self.stack[base + at] = self.heap.incref(value);
        }
        true
    }

    fn bind_keywords(
        &mut self,
        function: Ref,
        unit: u32,
        base: usize,
        values: &[Ref],
        kwnames: Ref,
        kwdict: Ref,
    ) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let named = (spec.argcount + spec.kwonlyargcount) as usize;
        let mut result = Ok(());
        for (k, value) in values.iter().enumerate() {
            let value = *value;
            if result.is_err() {
                self.decref(value);
                continue;
            }
            let key = self.items(kwnames).map_or(Ref::NULL, |n| n[k]);
            if self.as_str(key).is_none() {
                let named = self.dialect.builtins.words.keyword_names == KeywordNames::NamesFunction;
                let function = if named { format!("{}() ", self.function_name(function)) } else { String::new() };
                let raised = self.type_error(format!("{function}keywords must be strings"));
                self.decref(value);
                result = Err(raised);
                continue;
            }
            let found = self.parameter(function, spec.posonlyargcount as usize..named, key);
            match found {
                Some(at) if !self.stack[base + at].is_null() => {
                    let argument = if self.dialect.python2 { "keyword argument" } else { "argument" };
                    let (function, name) = (self.function_name(function), self.text(key));
                    let message = format!("{function}() got multiple values for {argument} '{name}'");
                    result = Err(self.type_error(message));
                    self.decref(value);
                }
                Some(at) => self.stack[base + at] = value,
                None if !kwdict.is_null() => {
                    result = self.dict_set(kwdict, key, value);
                    self.decref(value);
                }
                None => {
                    let name = self.text(key);
                    let message = self.unexpected_function_keyword(function, unit, &name, kwnames);
                    result = Err(self.type_error(message));
                    self.decref(value);
                }
            }
        }
        result
    }

    /// Which of these parameters a keyword names. Most often it is the very object that the code has.
    fn parameter(&self, function: Ref, mut named: std::ops::Range<usize>, key: Ref) -> Option<usize> {
        let Body::Function(f) = self.heap.body(function) else { return None };
        let Body::Code(code) = self.heap.body(f.code) else { return None };
        named.clone().find(|i| code.varnames.get(*i) == Some(&key)).or_else(|| {
            let name = self.as_str(key);
            named.find(|i| code.varnames.get(*i).is_some_and(|own| self.as_str(*own) == name))
        })
    }

    fn unexpected_function_keyword(&mut self, function: Ref, unit: u32, name: &str, kwnames: Ref) -> String {
        let spec = self.units[unit as usize].spec;
        let positional_only: Vec<&str> =
            spec.locals[..spec.posonlyargcount as usize].iter().map(|l| &*l.name).collect();
        let passed: Vec<String> = self
            .items(kwnames)
            .unwrap_or(&[])
            .iter()
            .map(|k| self.text(*k))
            .filter(|k| positional_only.contains(&k.as_str()))
            .collect();
        let function = self.function_name(function);
        if !passed.is_empty() {
            return format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                passed.join(", ")
            );
        }
        let from = spec.posonlyargcount as usize;
        let to = (spec.argcount + spec.kwonlyargcount) as usize;
        let candidates: Vec<&str> = spec.locals[from..to].iter().map(|l| &*l.name).collect();
        let mut message = format!("{function}() got an unexpected keyword argument '{name}'");
        if let Some(suggestion) = self.keyword_suggestion(name, &candidates) {
            message.push_str(&format!(". Did you mean '{suggestion}'?"));
        }
        message
    }

    fn bind_defaults(&mut self, function: Ref, unit: u32, base: usize, given: usize) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let Body::Function(f) = self.heap.body(function) else { return Ok(()) };
        let (defaults, kwdefaults) = (f.defaults, f.kwdefaults);
        if given < argcount {
            let have = self.tuple_len(defaults);
            let first_default = argcount - have.min(argcount);
            let missing: Vec<usize> = (given..first_default).filter(|i| self.stack[base + i].is_null()).collect();
            if !missing.is_empty() {
                if self.dialect.python2 {
                    let bound = (0..argcount).filter(|i| !self.stack[base + i].is_null()).count();
                    return Err(self.wrong_count_python2(function, unit, Wrong::TooFew, bound));
                }
                // The names stand in a list (`missing_arguments` in Python/ceval.c).
                alloc::count_passing(self, Kind::List);
                let message = self.missing_arguments(function, unit, &missing, "positional");
                return Err(self.type_error(message));
            }
            for i in given.max(first_default)..argcount {
                if self.stack[base + i].is_null() {
                    let value = self.items(defaults).map_or(Ref::NULL, |d| d[i - first_default]);
                    self.stack[base + i] = self.incref(value);
                }
            }
        }
        let kwonly = spec.kwonlyargcount as usize;
        let mut missing = Vec::new();
        for i in argcount..argcount + kwonly {
            if self.stack[base + i].is_null() {
                let name = self.intern(&spec.locals[i].name);
                match kwdefaults.some().and_then(|d| self.dict_get_str(d, name)) {
                    Some(value) => self.stack[base + i] = self.incref(value),
                    None => missing.push(i),
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let message = self.missing_arguments(function, unit, &missing, "keyword-only");
        Err(self.type_error(message))
    }

    /// 2.7's "f() takes exactly 2 arguments (1 given)".
    fn wrong_count_python2(&mut self, function: Ref, unit: u32, wrong: Wrong, given: usize) -> Raised {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let defaults = match self.heap.body(function) {
            Body::Function(f) => self.tuple_len(f.defaults),
            _ => 0,
        };
        let name = self.function_name(function);
        let varargs = spec.flags.has(CodeFlags::VARARGS);
        let (bound, count) = match wrong {
            Wrong::TooFew => {
                (if varargs || defaults > 0 { "at least" } else { "exactly" }, argcount - defaults.min(argcount))
            }
            Wrong::TooMany => (if defaults > 0 { "at most" } else { "exactly" }, argcount),
        };
        let plural = if count == 1 { "" } else { "s" };
        self.type_error(if argcount == 0 && wrong == Wrong::TooMany {
            format!("{name}() takes no arguments ({given} given)")
        } else {
            format!("{name}() takes {bound} {count} argument{plural} ({given} given)")
        })
    }

    fn missing_arguments(&mut self, function: Ref, unit: u32, missing: &[usize], kind: &str) -> String {
        let spec = self.units[unit as usize].spec;
        let quoted: Vec<String> = missing.iter().map(|i| format!("'{}'", spec.locals[*i].name)).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if missing.len() == 1 { "" } else { "s" };
        format!("{}() missing {} required {kind} argument{plural}: {list}", self.function_name(function), missing.len())
    }

    fn too_many_positional(&mut self, function: Ref, unit: u32, given: usize, base: usize) -> Raised {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let Body::Function(f) = self.heap.body(function) else { return self.type_error("too many arguments") };
        let defaults = self.tuple_len(f.defaults);
        let kwonly_given =
            (argcount..argcount + spec.kwonlyargcount as usize).filter(|i| !self.stack[base + i].is_null()).count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount - defaults.min(argcount)), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let extra = if kwonly_given > 0 {
            format!(
                " positional argument{} (and {kwonly_given} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if kwonly_given == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let message = format!(
            "{}() takes {takes} positional argument{} but {given}{extra} {} given",
            self.function_name(function),
            if plural { "s" } else { "" },
            if given == 1 && kwonly_given == 0 { "was" } else { "were" }
        );
        self.type_error(message)
    }

    /// A function's name as messages show it.
    pub(super) fn function_name(&mut self, function: Ref) -> String {
        let Body::Function(f) = self.heap.body(function) else { return "?".to_owned() };
        let name = match self.behaviour.unsupported_operand {
            crate::python::behaviour::QualifiedNames::QualName => f.qualname,
            crate::python::behaviour::QualifiedNames::Name => f.name,
        };
        self.text(name)
    }
}

/// How a number of arguments is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooFew,
    TooMany,
}
