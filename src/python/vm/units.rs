//! Code made ready to run: constants as objects, names interned, room for inline caches.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::known::{self, types};
use super::run::Cache;
use super::{Raised, Res, Vm};
use crate::memory::column::FixedColumn;
use crate::memory::heap::flag;
use crate::memory::object::Code;
use crate::memory::rules::Interned;
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::str::python2::text_of_bytes;
use crate::python::code::{CodeFlags, CodeSpec, Const, Instr};
use crate::python::compile::footprint::Footprint;
use crate::python::compile::warnings::Finder;
use crate::python::compile::{Mode, SyntaxError, compile};
use crate::python::dialect::Folding;
use crate::python::dialect::library_steps::ran_at_start;
use crate::python::modules::library;

/// What is compiled once: text, file name, mode, and the future features (`CodeFlags`) that it inherits.
pub(super) type Source = (Arc<str>, Arc<str>, Mode, u32);

/// A compiled block and where its tables stand in the machine's pools.
#[derive(Clone)]
pub struct Unit {
    /// Compiled code lives as long as the process: the loop runs it without counting it. Sources are remembered, so
    /// that compiling the same text again takes no new memory.
    pub spec: &'static CodeSpec,
    pub code: FixedColumn<Instr>,
    /// The same with frequent sequences fused.
    pub fused: FixedColumn<Instr>,
    pub consts: usize,
    pub names: usize,
    pub caches: usize,
    /// Places of a frame: arguments, other locals, cells, free variables.
    pub locals: u32,
    /// Stack places that a frame may use, and some.
    pub room: u32,
    /// The number of arguments of a call that needs no binding; `u32::MAX` where every call does.
    pub simple: u32,
    /// CPython has this function in C: it takes no frame, and no traceback shows it.
    pub in_c: bool,
}

/// What the code objects of one compilation share.
#[derive(Default)]
struct Merged {
    /// Equal constants are one object; keyed by a text that tells `1`, `1.0` and `True` apart.
    constants: FxHashMap<String, Ref>,
    /// Tuples of all constants of a code object, by their items.
    all_constants: FxHashMap<Vec<Ref>, Ref>,
    /// How long the tuples are that each code object keeps for itself, last first.
    own_tuples: Vec<usize>,
}

impl Vm {
    /// The code object of a compiled block; new.
    pub fn code_object(&mut self, spec: &'static CodeSpec) -> Ref {
        let (code, tree) = self.code_and_tree(spec, None);
        self.decref_all(&tree);
        code
    }

    /// The code object of a compiled block, and the constants as its syntax tree holds them: CPython frees the tree of a
    /// program, of a typed statement, or of a text given to `exec` only after its run (`_PyArena_Free` in
    /// Python/pythonrun.c), so that constants count one reference more meanwhile. All new.
    pub fn code_and_tree(&mut self, spec: &'static CodeSpec, counted: Option<&Footprint>) -> (Ref, Vec<Ref>) {
        let mut merged = Merged::default();
        if let Some(footprint) = counted {
            merged.own_tuples = footprint.kept().collect();
            merged.own_tuples.reverse();
        }
        let code = self.make_code(spec, &mut merged);
        for tuple in merged.all_constants.into_values() {
            self.decref(tuple);
        }
        (code, merged.constants.into_values().collect())
    }

    /// Runs a compiled source in these namespaces (borrowed), with its code object and its syntax tree held meanwhile.
    pub fn run_source(&mut self, spec: &'static CodeSpec, globals: Ref, locals: Ref) -> Res {
        let kept = self.kept.len();
        let (code, tree) = self.code_and_tree(spec, None);
        self.kept.push(code);
        self.kept.extend_from_slice(&tree);
        let result = self.run_code(code, globals, locals);
        self.kept.truncate(kept);
        self.decref(code);
        self.decref_all(&tree);
        result
    }

    fn make_code(&mut self, spec: &'static CodeSpec, merged: &mut Merged) -> Ref {
        let consts: Vec<Ref> = spec.consts.iter().map(|c| self.constant(c, merged)).collect();
        let first_const = self.const_pool.len();
        self.const_pool.extend_from_slice(&consts);
        let first_name = self.name_pool.len();
        let names: Vec<Ref> = spec.names.iter().map(|n| self.intern(n)).collect();
        self.name_pool.extend_from_slice(&names);
        let first_cache = self.caches.len();
        self.caches.resize(first_cache + spec.cache_slots as usize, Cache::default());
        let unit = self.units.len() as u32;
        let bound = spec.kwonlyargcount > 0 || spec.flags.has(CodeFlags::VARARGS | CodeFlags::VARKEYWORDS);
        self.units.push(Unit {
            spec,
            code: FixedColumn::new(&spec.code),
            fused: FixedColumn::new(&spec.fused),
            consts: first_const,
            names: first_name,
            caches: first_cache,
            locals: spec.locals.len() as u32,
            room: spec.locals.len() as u32 + spec.stack_size + 16,
            simple: if bound { u32::MAX } else { spec.argcount },
            in_c: library::in_c(&spec.filename, &spec.qualname),
        });
        let varnames: Vec<Ref> = spec.locals.iter().map(|l| self.intern(&l.name)).collect();
        for id in names.iter().chain(&varnames) {
            self.incref(*id);
        }
        let consts = self.all_constants(spec, &consts, merged);
        let mut own_tuple = || merged.own_tuples.pop().unwrap_or(0);
        let own_tuples = [own_tuple(), own_tuple()];
        let name = self.intern(&spec.name);
        let qualname = self.intern(&spec.qualname);
        if self.heap.rules.interned != Interned::Counted {
            for id in names.iter().chain(&varnames).chain(&[name, qualname]) {
                self.heap.immortalize(*id);
            }
        }
        let filename = self.intern(&spec.filename);
        let code = Code {
            spec: unit,
            consts,
            names: names.into(),
            varnames: varnames.into(),
            name: self.incref(name),
            qualname: self.incref(qualname),
            filename: self.incref(filename),
            own_tuples,
        };
        let code = self.heap.alloc(types::CODE, Body::Code(Box::new(code)));
        if ran_at_start(self.behaviour.version, &spec.filename, &spec.qualname) {
            self.heap.set_flag(code, flag::KEEPS_FRAME);
        }
        code
    }

    /// The tuple of all constants (owned) of a code object. From 3.8 on, equal ones of one compilation are one.
    fn all_constants(&mut self, spec: &'static CodeSpec, consts: &[Ref], merged: &mut Merged) -> Ref {
        let shared = self.dialect.folding == Folding::Tree && !spec.consts.iter().any(|c| matches!(c, Const::Code(_)));
        if !shared {
            return self.tuple(consts);
        }
        // Equal constants are one object by now.
        if let Some(known) = merged.all_constants.get(consts).copied() {
            self.decref_all(consts);
            return self.incref(known);
        }
        let tuple = self.tuple(consts);
        self.incref(tuple);
        merged.all_constants.insert(consts.to_vec(), tuple);
        tuple
    }

    fn constant(&mut self, value: &'static Const, merged: &mut Merged) -> Ref {
        if let Const::Code(spec) = value {
            return self.make_code(spec, merged);
        }
        // Before 3.8 each code object has constants of its own.
        if self.dialect.folding != Folding::Tree {
            let made = self.make_constant(value, merged);
            // What the peephole optimizers made is not in the tree.
            if self.dialect.folding.on_tree() || !matches!(value, Const::Tuple(_) | Const::FrozenSet(_)) {
                self.incref(made);
                merged.constants.insert(format!("{}", merged.constants.len()), made);
            }
            return made;
        }
        let key = constant_key(value);
        if let Some(found) = merged.constants.get(&key) {
            return self.heap.incref(*found);
        }
        let made = self.make_constant(value, merged);
        self.incref(made);
        merged.constants.insert(key, made);
        made
    }

    fn make_constant(&mut self, value: &'static Const, merged: &mut Merged) -> Ref {
        match value {
            Const::None => self.none(),
            Const::True => self.bool(true),
            Const::False => self.bool(false),
            Const::Ellipsis => self.incref(known::ELLIPSIS),
            Const::Int(value) => self.int(*value),
            Const::BigInt(value) => self.big_int(value.clone()),
            Const::Long(value) => match i64::try_from(value) {
                Ok(small) => self.heap.alloc(types::LONG, Body::Int(small)),
                Err(_) => self.big_int(value.clone()),
            },
            Const::Float(value) => self.float(*value),
            Const::Complex(re, im) => self.complex(*re, *im),
            // 2.7: plain literals are str, whose characters are bytes; the others are unicode.
            Const::Bytes(bytes) if self.dialect.python2 => {
                let text = text_of_bytes(bytes);
                if is_identifier_like(&text) {
                    let id = self.intern(&text);
                    self.incref(id)
                } else {
                    self.string(text)
                }
            }
            Const::Str(text) if self.dialect.python2 => self.new_of(types::UNICODE_2, Body::Str((&**text).into())),
            Const::Str(text) => {
                if is_identifier_like(text) {
                    let id = self.intern(text);
                    if self.heap.rules.interned == Interned::Immortal {
                        self.heap.immortalize(id);
                    }
                    self.incref(id)
                } else {
                    self.str(text)
                }
            }
            Const::Bytes(bytes) => self.bytes(bytes),
            // The names of a 2.7 call's keyword arguments are str.
            Const::Tuple(items)
                if self.dialect.python2
                    && !items.is_empty()
                    && items.iter().all(|item| matches!(item, Const::Str(text) if is_identifier_like(text))) =>
            {
                let mut names = Vec::with_capacity(items.len());
                for item in items {
                    if let Const::Str(text) = item {
                        let name = self.intern(text);
                        names.push(self.incref(name));
                    }
                }
                self.tuple(&names)
            }
            Const::Tuple(items) => {
                let items: Vec<Ref> = items.iter().map(|c| self.constant(c, merged)).collect();
                self.tuple(&items)
            }
            Const::FrozenSet(items) => {
                let set = self.set(true);
                for item in items {
                    let id = self.constant(item, merged);
                    let _ = self.set_add(set, id);
                    self.decref(id);
                }
                set
            }
            Const::Slice(parts) => {
                let parts: Vec<Ref> = parts.iter().map(|c| self.constant(c, merged)).collect();
                self.slice(parts[0], parts[1], parts[2])
            }
            Const::Code(spec) => self.make_code(spec, merged),
        }
    }

    /// Compiles a source that inherits these future features (`CodeFlags`); the same text in the same mode is compiled
    /// once.
    pub fn compile(
        &mut self,
        source: &str,
        filename: &str,
        mode: Mode,
        features: u32,
    ) -> Result<&'static CodeSpec, SyntaxError> {
        let key = (source.into(), filename.into(), mode, features);
        if let Some(spec) = self.compiled.get(&key).copied() {
            self.show_syntax_warnings(spec, source);
            return Ok(spec);
        }
        let spec = compile(source, filename, mode, &self.dialect.inheriting(features))?;
        let spec: &'static CodeSpec = Box::leak(Box::new(spec));
        self.compiled.insert(key, spec);
        self.show_syntax_warnings(spec, source);
        Ok(spec)
    }

    /// The code object of a module of the library, whose text may use a newer grammar than the version has.
    pub(super) fn compile_library(&mut self, source: &str, filename: &str) -> Res {
        self.sources.insert(filename.into(), source.into());
        let key = (source.into(), filename.into(), Mode::Exec, 0);
        if let Some(spec) = self.compiled.get(&key).copied() {
            return Ok(self.code_object(spec));
        }
        match compile(source, filename, Mode::Exec, &self.dialect.of_library()) {
            Ok(spec) => {
                let spec: &'static CodeSpec = Box::leak(Box::new(spec));
                self.compiled.insert(key, spec);
                Ok(self.code_object(spec))
            }
            Err(error) => Err(self.raise_syntax_error(&error)),
        }
    }

    /// Prints what the compiler warned of, as `warnings` does.
    fn show_syntax_warnings(&mut self, spec: &CodeSpec, source: &str) {
        if spec.warnings.is_empty() || spec.filename.starts_with("<frozen") {
            return;
        }
        for warning in &spec.warnings {
            let filename = match warning.finder {
                Finder::Parser if spec.filename.starts_with("<stdin>") => "<stdin>",
                _ => &spec.filename,
            };
            if self.warn_explicit(warning, filename) {
                continue;
            }
            let mut text = format!("{filename}:{}: SyntaxWarning: {}\n", warning.line, warning.text);
            if !spec.filename.starts_with('<')
                && let Some(line) = source.lines().nth((warning.line as usize).saturating_sub(1))
            {
                text.push_str(&format!("  {}\n", line.trim()));
            }
            self.write_sys_stderr(&text);
        }
    }

    /// Leaves a warning to the module `warnings` where a program has imported it and may have set filters.
    fn warn_explicit(&mut self, warning: &crate::python::compile::warnings::Warning, filename: &str) -> bool {
        let name = self.intern("warnings");
        let Some(module) = self.dict_get_str(self.modules, name) else { return false };
        let name = self.intern("warn_explicit");
        let Some(show) = self.existing_dict(module).and_then(|dict| self.dict_get_str(dict, name)) else {
            return false;
        };
        let counts = self.heap.collector.counts;
        let (text, file, line) = (self.str(&warning.text), self.str(filename), self.int(i64::from(warning.line)));
        match self.call(show, &[text, types::SYNTAX_WARNING, file, line]) {
            Ok(none) => self.decref(none),
            Err(Raised) => self.clear_raised(),
        }
        self.decref_all(&[text, file, line]);
        self.heap.collector.counts = counts;
        true
    }

    /// Takes over what another machine has compiled, so that running its statements again compiles nothing anew.
    pub fn learn_compiled(&mut self, other: &Self) {
        if self.compiled.len() < other.compiled.len() {
            self.compiled.extend(other.compiled.iter().map(|(key, spec)| (key.clone(), *spec)));
        }
    }

    /// Whether everything that the other machine has compiled is known here.
    #[must_use]
    pub fn is_ready_for(&self, other: &Self) -> bool {
        self.compiled.len() >= other.compiled.len()
    }

    /// The compiled code of a unit.
    #[must_use]
    pub fn unit_spec(&self, unit: u32) -> &'static CodeSpec {
        self.units[unit as usize].spec
    }

    /// The compiled code of a unit, if there is one of this number.
    #[must_use]
    pub fn known_spec(&self, unit: u32) -> Option<&'static CodeSpec> {
        self.units.get(unit as usize).map(|unit| unit.spec)
    }

    /// Runs a code object in these namespaces (borrowed).
    pub fn run_code(&mut self, code: Ref, globals: Ref, locals: Ref) -> Res {
        let Body::Code(c) = self.heap.body(code) else { return self.done() };
        let unit = c.spec;
        if self.frames.len() - self.frame_floor >= self.recursion_limit {
            self.check_call_depth(unit)?;
        }
        let builtins = self.builtins_of(globals)?;
        let spec = self.units[unit as usize].spec;
        let count = spec.locals.len();
        let base = self.top;
        self.reserve_stack(base + count + spec.stack_size as usize + 16)?;
        for i in 0..count {
            self.stack[base + i] = Ref::NULL;
        }
        self.top = base + count;
        self.incref(code);
        self.incref(locals);
        let place = alloc::keep_place(&mut self.heap);
        self.frames.push(super::frames::Activation {
            unit,
            code,
            function: Ref::NULL,
            globals,
            builtins,
            locals,
            start: base,
            base,
            top: base + count,
            pc: 0,
            object: Ref::NULL,
            place,
            entry: super::frames::Entry::Native,
        });
        self.run_guarded()
    }

    /// The dict of builtins that code with these globals sees; borrowed. Adds `__builtins__` where it is missing.
    pub(super) fn builtins_of(&mut self, globals: Ref) -> Res<Ref> {
        if let Some(found) = self.dict_get_str(globals, known::names::BUILTINS) {
            if matches!(self.heap.body(found), Body::Dict(_)) {
                return Ok(found);
            }
            if let Some(dict) = self.instance_dict(found) {
                return Ok(dict);
            }
        } else {
            let builtins = self.builtins;
            self.dict_set_str_ref(globals, known::names::BUILTINS, builtins);
        }
        Ok(self.builtins)
    }
}

/// A key under which equal constants of equal type meet.
fn constant_key(value: &Const) -> String {
    match value {
        Const::Float(f) => format!("f{:x}", f.to_bits()),
        Const::Complex(re, im) => format!("c{:x},{:x}", re.to_bits(), im.to_bits()),
        Const::Tuple(items) => format!("({})", items.iter().map(constant_key).collect::<Vec<_>>().join(",")),
        Const::FrozenSet(items) => format!("{{{}}}", items.iter().map(constant_key).collect::<Vec<_>>().join(",")),
        Const::Slice(parts) => format!("[{}]", parts.iter().map(constant_key).collect::<Vec<_>>().join(":")),
        Const::Code(spec) => format!("code{:p}", &raw const **spec),
        other => format!("{other:?}"),
    }
}

/// Constants that look like names are interned when code is made.
fn is_identifier_like(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
