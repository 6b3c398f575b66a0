//! The `class` statement: `__build_class__`, the body and the metaclass that it states.

use super::super::call::Packing;
use super::super::known::{names, types};
use super::super::native::Args;
use super::super::{Raised, Res, Vm};
use crate::memory::{Body, Ref, alloc};
use crate::python::dialect::wording::MissingClassCell;

impl Vm {
    /// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
    pub fn build_class(&mut self, args: Args) -> Res {
        // The keywords are kept in a dict.
        let packing = Packing { keywords: self.tuple_len(args.names), ..Packing::NONE };
        packing.begin(self);
        let result = self.build_class_from(args);
        packing.end(self);
        result
    }

    fn build_class_from(&mut self, args: Args) -> Res {
        if self.dialect.python2 {
            return self.build_class_python2(args);
        }
        let all = args.to_vec(self);
        let keywords = self.split_keywords(&all, args.names);
        let positional = &all[..all.len() - keywords.len()];
        let (Some(&function), Some(&name)) = (positional.first(), positional.get(1)) else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        let original = &positional[2..];
        let (bases, changed) = self.resolve_bases(original)?;
        for id in &bases {
            self.keep(*id);
        }
        let mut metaclass = if bases.is_empty() { types::TYPE } else { self.type_of(bases[0]) };
        let mut rest = Vec::new();
        let mut explicit = false;
        for (key, value) in keywords {
            if key == names::METACLASS_KW {
                metaclass = value;
                explicit = true;
            } else {
                rest.push((key, value));
            }
        }
        if self.is_type(metaclass) {
            metaclass = self.winning_metatype(metaclass, &bases)?;
        }
        let _ = explicit;
        let bases_tuple = self.tuple_from(&bases);
        self.keep(bases_tuple);
        let namespace = match self.getattr_opt(metaclass, names::PREPARE)? {
            Some(prepare) => {
                let made = match rest.is_empty() {
                    true => self.call(prepare, &[name, bases_tuple]),
                    false => self.call_kw(prepare, &[name, bases_tuple], &rest),
                };
                match &made {
                    Ok(_) => self.decref(prepare),
                    Err(_) => self.drop_with_pending(prepare),
                }
                made?
            }
            None => self.dict(),
        };
        self.keep(namespace);
        if !matches!(self.body(namespace), Body::Dict(_)) && self.special(namespace, names::GETITEM).is_none() {
            let maker = if self.is_type(metaclass) { self.class_name(metaclass) } else { "<metaclass>" };
            let message = format!("{maker}.__prepare__() must return a mapping, not {}", self.type_name(namespace));
            return Err(self.type_error(message));
        }
        let cell = self.run_class_body(function, namespace)?;
        self.keep(cell);
        if changed {
            let original = self.tuple_from(original);
            let key = self.intern("__orig_bases__");
            let result = self.setitem(namespace, key, original);
            self.decref(original);
            result?;
        }
        let class = self.call_kw(metaclass, &[name, bases_tuple, namespace], &rest)?;
        match self.check_class_cell(class, cell, name) {
            Ok(()) => Ok(class),
            Err(raised) => {
                self.drop_with_pending(class);
                Err(raised)
            }
        }
    }

    /// `__class__` of the methods must be the class that the statement made.
    fn check_class_cell(&mut self, class: Ref, cell: Ref, name: Ref) -> Res<()> {
        let Body::Cell(set) = *self.body(cell) else { return Ok(()) };
        if set == class || !self.is_type(class) {
            return Ok(());
        }
        let (name, shown) = (self.repr_text(name)?, self.repr_text(class)?);
        if !set.is_null() {
            let set = self.repr_text(set)?;
            return Err(self.type_error(format!("__class__ set to {set} defining {name} as {shown}")));
        }
        let message =
            format!("__class__ not set defining {name} as {shown}. Was __classcell__ propagated to type.__new__?");
        match self.dialect.wording.missing_class_cell {
            MissingClassCell::Refused => Err(self.runtime_error(message)),
            MissingClassCell::Warned => {
                let class = self.incref(class);
                match self.heap.body_mut(cell) {
                    Body::Cell(place) => *place = class,
                    _ => self.decref(class),
                }
                self.warn(types::DEPRECATION_WARNING, &message)
            }
        }
    }

    /// 2.7's class statement: `__metaclass__` of the body, else what the first base is made by, else `__metaclass__` of
    /// the module makes the class; else it is a classic one (`build_class` in Python/ceval.c).
    fn build_class_python2(&mut self, args: Args) -> Res {
        let (name, bases, function) = (args.at(self, 0), args.at(self, 1), args.at(self, 2));
        let namespace = self.run_class_body_python2(function)?;
        self.keep(namespace);
        // The call of the body is over before the class is made: nothing holds its function any more.
        let none = self.none();
        self.replace_argument(args, 2, none);
        self.decref(function);
        let first = self.items(bases).and_then(|bases| bases.first().copied());
        let found = match (self.dict_get_str(namespace, names::METACLASS), first) {
            (Some(stated), _) => Some(self.incref(stated)),
            (None, Some(base)) => match self.getattr_opt(base, names::CLASS)? {
                Some(class) => Some(class),
                None => Some(self.incref(self.type_of(base))),
            },
            (None, None) => {
                let globals = self.globals();
                self.dict_get_str(globals, names::METACLASS).map(|stated| self.incref(stated))
            }
        };
        let metaclass = found.unwrap_or(types::CLASSIC_CLASS);
        if let Some(found) = found {
            self.keep(found);
        }
        if metaclass != types::CLASSIC_CLASS {
            let made = self.call_kw(metaclass, &[name, bases, namespace], &[]);
            return made.map_err(|raised| self.blame_bases(metaclass, raised));
        }
        alloc::count_tuple(self, 3);
        let result = self.new_classic_class(name, bases, namespace);
        alloc::count_tuple_death(&mut self.heap, 3);
        result
    }

    /// A TypeError of a metaclass that is written in C is put down to the bases.
    fn blame_bases(&mut self, metaclass: Ref, raised: Raised) -> Raised {
        if self.is_heap_type(metaclass) || !self.is_type(metaclass) || !self.matches(types::TYPE_ERROR) {
            return raised;
        }
        let error = self.take_raised();
        let words = self.str_text(error).unwrap_or_default();
        self.decref(error);
        self.type_error(format!("Error when calling the metaclass bases\n    {words}"))
    }

    /// Runs the body; gives its namespace, which 2.7 makes after the frame.
    fn run_class_body_python2(&mut self, function: Ref) -> Res {
        self.enter_class_body(function)?;
        let namespace = self.dict();
        let result = self.run_entered_body(namespace);
        self.filled(namespace, result)
    }

    /// Runs the body with its namespace as locals; gives what it returns (the class cell or None).
    fn run_class_body(&mut self, function: Ref, namespace: Ref) -> Res {
        self.enter_class_body(function)?;
        self.run_entered_body(namespace)
    }

    fn run_entered_body(&mut self, namespace: Ref) -> Res {
        self.incref(namespace);
        if let Some(a) = self.frames.last_mut() {
            a.locals = namespace;
        }
        self.run_guarded()
    }

    /// The frame of the body, not run yet.
    fn enter_class_body(&mut self, function: Ref) -> Res<()> {
        let Body::Function(_) = self.body(function) else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let start = self.top;
        self.reserve_stack(start + 8)?;
        self.incref(function);
        self.stack[start] = function;
        self.stack[start + 1] = Ref::NULL;
        self.top = start + 2;
        if let Err(raised) =
            self.enter_function(function, start, start + 2, 0, Ref::NULL, super::super::frames::Entry::Native)
        {
            self.drop_call(start);
            return Err(raised);
        }
        Ok(())
    }

    /// The class that `super()` without arguments means, and its first argument, from the calling frame; borrowed.
    pub fn super_arguments(&mut self) -> Res<(Ref, Ref)> {
        let Some(a) = self.frames.last() else { return Err(self.runtime_error("super(): no current frame")) };
        let spec = self.units[a.unit as usize].spec;
        if spec.argcount == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        let base = a.base;
        let mut receiver = self.stack[base];
        if let Body::Cell(value) = self.body(receiver) {
            receiver = *value;
        }
        if receiver.is_null() {
            return Err(self.runtime_error("super(): arg[0] deleted"));
        }
        let at = spec.locals.iter().position(|l| &*l.name == "__class__");
        let Some(at) = at else { return Err(self.runtime_error("super(): __class__ cell not found")) };
        match self.body(self.stack[base + at]) {
            Body::Cell(class) if !class.is_null() => Ok((*class, receiver)),
            _ => Err(self.runtime_error("super(): empty __class__ cell")),
        }
    }
}
