//! What differs between CPython versions in the running language (messages, fields, which objects are made), as named
//! choices. With `memory/rules.rs` and `dialect.rs` the only place where versions are compared.

use crate::memory::{Ref, Version};
use crate::python::vm::known::types as t;

const VECTORCALL_3_9: &[Ref] = &[t::LIST, t::TUPLE, t::DICT, t::SET, t::FROZENSET, t::RANGE];
const VECTORCALL_3_10: &[Ref] = &[
    t::TYPE,
    t::LIST,
    t::TUPLE,
    t::DICT,
    t::SET,
    t::FROZENSET,
    t::RANGE,
    t::FLOAT,
    t::BOOL,
    t::REVERSED,
    t::MAP,
    t::FILTER,
];
const VECTORCALL_3_11: &[Ref] = &[
    t::TYPE,
    t::LIST,
    t::TUPLE,
    t::DICT,
    t::SET,
    t::FROZENSET,
    t::RANGE,
    t::FLOAT,
    t::BOOL,
    t::REVERSED,
    t::MAP,
    t::FILTER,
    t::ENUMERATE,
    t::SUPER,
];
const VECTORCALL_3_13: &[Ref] = &[
    t::TYPE,
    t::LIST,
    t::TUPLE,
    t::DICT,
    t::SET,
    t::FROZENSET,
    t::RANGE,
    t::FLOAT,
    t::BOOL,
    t::REVERSED,
    t::MAP,
    t::FILTER,
    t::ENUMERATE,
    t::SUPER,
    t::INT,
    t::STR,
];

/// The named choices of one version.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    pub version: Version,
    pub exception_chaining: ExceptionChaining,
    pub native_errors: NativeErrors,
    pub exception_state: ExceptionState,
    pub keyword_parsers: KeywordParsers,
    pub getattr_hook: GetattrHook,
    pub handled: Handled,
    pub shutdown: Shutdown,
    pub last_exception: LastException,
    pub error_fields: ErrorFields,
    pub silent_lookups: SilentLookups,
    pub property_message: PropertyMessage,
    pub property_doc: PropertyDoc,
    pub class_methods: ClassMethods,
    pub no_dict_message: NoDictMessage,
    pub frames: FrameObjects,
    pub classes: Classes,
    pub unsupported_operand: QualifiedNames,
    pub finalizer_reports: FinalizerReports,
    pub unraisable_reports: UnraisableReports,
    pub init_call: InitCall,
    pub keyword_calls: KeywordCalls,
    pub cached_dicts: ClassNamespace,
    pub unpack_message: UnpackMessage,
    pub unbound: UnboundMessages,
    pub docstrings: Docstrings,
    pub abstract_class: AbstractClassMessage,
    pub reports: Reports,
    pub locals_call: LocalsCall,
    pub first_unpacking: FirstUnpacking,
    pub emptied_traceback: EmptiedTraceback,
    pub text_calls: TextCalls,
    pub generator_close: GeneratorClose,
    pub print_allocations: PrintAllocations,
    pub pending_output: PendingOutput,
    pub partial_calls: PartialCalls,
    pub exit_flush: ExitFlush,
    pub compiler_objects: CompilerObjects,
    /// Objects that the first call of `compile` makes for good: the types of syntax trees, unless `ast` has made them.
    pub syntax_tree_types: usize,
    pub report_end: ReportEnd,
    pub stderr_buffering: StderrBuffering,
    pub repr_pieces: ReprPieces,
    pub native_recursion: NativeRecursion,
    /// Levels of C recursion that a run of the evaluation loop stands for (`PY_EVAL_C_STACK_UNITS`).
    pub loop_units: usize,
    /// Builtin types whose calls pass the arguments without a tuple (they have a `tp_vectorcall`); a tuple would be
    /// counted as an allocation. Read off `gc.get_count()` in each version.
    pub vectorcall_types: &'static [Ref],
}

/// What `eval`, `exec` and `compile` allocate for the compiler, as far as `gc.get_count()` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompilerObjects {
    /// Not known here.
    Uncounted,
    /// From 3.11: lists and dicts of the symbol table, keys of constants, and so many dicts of each code object in the
    /// making (from 3.12 one for the names that inlined comprehensions hide, from 3.13 one more where there are any).
    Counted { of_a_unit: u32, of_comprehensions: u32 },
}

/// Whether a raised exception remembers the one being handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionChaining {
    /// 2.7: there is no `__context__`.
    None,
    /// From 3.0 (PEP 3134).
    Context,
}

/// When an exception that C code raises becomes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeErrors {
    /// 2.7: when an `except` or a `with` takes it; a `finally` passes it on as it is.
    WhenHandled,
    /// 3.6 to 3.11: when an `except` or a program's hook needs it (`PyErr_NormalizeException`); where C code catches it,
    /// as `close()` does GeneratorExit, there is never one. (While another is being handled: at once, for its context.)
    WhenCaught,
    /// From 3.12 (gh-101578): when it is raised.
    AtOnce,
}

/// Which parts of an exception the interpreter holds, so that they die in this order with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionState {
    /// Up to 3.10: class, object, traceback, both of the one that is raised and of the one that is handled.
    Parts,
    /// 3.11: so of the one that is raised (bpo-45711).
    PartsOfRaised,
    /// From 3.12: the object only (gh-101578).
    Object,
}

/// Where a function written in C keeps the names of its keyword parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordParsers {
    /// 2.7: nowhere.
    None,
    /// 3.7: in a tuple that its first call makes, where it parses its arguments by itself (`_PyArg_ParseStackAndKeywords`),
    /// and that stays.
    MadeAtFirstCall,
    /// 3.6, and 3.8 to 3.11: in a tuple that its first call with keywords makes, and that stays (`parser_init` in
    /// Python/getargs.c).
    MadeAtFirstUse,
    /// From 3.12: they are compiled in.
    Static,
}

/// How a class's `__getattr__` is called when an attribute is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetattrHook {
    /// Up to 3.11: as a bound method (`call_attribute` in Objects/typeobject.c).
    Bound,
    /// From 3.12: with the object as first argument.
    Direct,
}

/// How long an exception that was caught is the one that `sys.exc_info()` gives (and that so holds its frames).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// 2.7: until the function that caught it returns, catches another or calls `sys.exc_clear()` (`set_exc_info` in
    /// Python/ceval.c).
    UntilFrameEnds,
    /// From 3.0: until the `except` block ends.
    UntilHandlerEnds,
}

/// What becomes of the program's names when the interpreter ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shutdown {
    /// 2.7: each becomes None (`PyImport_Cleanup` in Python/import.c). The only collection comes before, even after
    /// `gc.disable()` (`Py_Finalize` in Python/pythonrun.c).
    EmptiesMain,
    /// From 3.4: the module is let go; only a namespace that lives on is emptied.
    ForgetsModules,
}

/// What the prompt keeps in `sys` of an uncaught exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastException {
    /// `last_type`, `last_value`, `last_traceback`.
    InThreeParts,
    /// From 3.12 `last_exc` too.
    AlsoAsOne,
}

/// Where the report of an `atexit` function that failed names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtexitReports {
    /// As the object of the report.
    AsObject,
    /// From 3.13: in its message.
    InMessage,
}

/// The fields of an ImportError that the machine raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFields {
    /// 2.7
    None,
    /// `name`
    Name,
    /// From 3.12 also `name_from`, for "Did you mean".
    NameFrom,
}

/// Whether NameError and AttributeError keep what was looked up (for suggestions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFields {
    /// Up to 3.9.
    MessageOnly,
    /// From 3.10: `name`, `obj`.
    NameAndObject,
}

/// Where C code finds out without an exception that an attribute is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SilentLookups {
    /// Up to 3.6: nowhere; an AttributeError is raised and dropped.
    Nowhere,
    /// 3.7 (bpo-32544) to 3.11: in modules an AttributeError is made and dropped.
    NotInModules,
    /// From 3.12.
    AlsoInModules,
}

/// How a property without getter, setter or deleter is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyMessage {
    /// Up to 3.9: "can't set attribute".
    Cannot,
    /// 3.10: "can't set attribute 'x'".
    CannotNamed,
    /// From 3.11: "property 'x' of 'C' object has no setter".
    NamesBoth,
}

/// Which docs an instance of a subclass of property keeps as an attribute of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyDoc {
    /// Up to 3.11: the getter's.
    OfGetters,
    /// From 3.12: any, None where there is none.
    Any,
}

/// What `classmethod(x).__get__` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassMethods {
    /// Up to 3.8 and from 3.13: `x` bound to the class, whatever it is.
    Bind,
    /// 3.9 to 3.12: what `x.__get__` gives for the class, so that properties of classes work (bpo-19072, taken back by
    /// gh-89519).
    Chain,
}

/// How storing into an object without `__dict__` is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDictMessage {
    Short,
    /// From 3.13: "… and no __dict__ for setting new attributes".
    Explains,
}

/// When frame objects exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameObjects {
    /// Up to 3.10: every call has one.
    Eager,
    /// From 3.11: made when a traceback or `sys._getframe()` asks.
    Lazy,
}

/// Whether `class C:` makes a classic class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classes {
    /// 2.7: without a new-style base, yes.
    Classic,
    NewStyle,
}

/// What the report of an exception in `__del__` names (`slot_tp_finalize` in Objects/typeobject.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalizerReports {
    /// Up to 3.6: `<bound method C.__del__ of …>`, which is what was called.
    BoundMethod,
    /// From 3.7: `<function C.__del__ at 0x…>`.
    Function,
}

/// How the report of an exception that nobody can catch is written (`PyErr_WriteUnraisable` in Python/errors.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnraisableReports {
    /// Up to 3.7: by the C code that met it.
    AtOnce,
    /// From 3.8: by `sys.unraisablehook`, which gets an object with all that is known (bpo-36829).
    ByHook,
}

/// How functions are named in messages about their arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualifiedNames {
    /// Up to 3.9: `f()`.
    Name,
    /// From 3.10: `C.f()`.
    QualName,
}

/// Who holds the arguments while `__init__` of a class made by a program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitCall {
    /// The caller's stack and the frame, always.
    Copied,
    /// From 3.13: once a call site is warm they move into the frame (`CALL_ALLOC_AND_ENTER_INIT`).
    MovedWhenWarm,
}

/// How calls with `*args`/`**kwargs` hand over their arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordCalls {
    /// Up to 3.11: through a C call, the tuple and dict stay alive during the call.
    ThroughC,
    /// From 3.12: unpacked into the frame first.
    Inlined,
}

/// What a class body leaves in the class's namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassNamespace {
    Plain,
    /// From 3.13: `__static_attributes__`, `__firstlineno__`.
    WithSourceFacts,
}

/// Whether a failed unpacking of a list or tuple says how many items there were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackMessage {
    /// 2.7: `need more than 1 value to unpack`, `too many values to unpack`.
    NeedMore,
    ExpectedOnly,
    /// From 3.14.
    CountsItems,
}

/// How unbound locals and free variables are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnboundMessages {
    /// Up to 3.10: "local variable 'x' referenced before assignment".
    BeforeAssignment,
    /// From 3.11: "cannot access local variable 'x' where it is not associated with a value".
    NotAssociated,
}

/// Where a function's docstring is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Docstrings {
    /// Up to 3.13: the first constant, if it is a str (without docstring it is None).
    FirstConstant,
    /// From 3.14: the first constant, if the code's flags say so.
    Flagged,
}

/// How an instance of an abstract class is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbstractClassMessage {
    /// Up to 3.8: "with abstract methods f", even for one.
    Plural,
    /// 3.9 to 3.11: "with abstract method f".
    Counted,
    /// From 3.12: "without an implementation for abstract method 'f'".
    Quoted,
}

/// How a generator without an open `try` is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorClose {
    /// Up to 3.11: GeneratorExit is raised inside.
    Runs,
    /// 3.12: an unstarted one is only marked.
    MarksUnstarted,
    /// 3.13: one that rests outside of `try` has its locals cleared, but keeps its function.
    Shortcuts,
}

/// What a call of `print` allocates, as far as `gc.get_count()` shows it. From 3.x on every piece of text is written
/// through a bound method `write`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintAllocations {
    /// 2.7: none; a tuple of the arguments, as for every builtin function then.
    None,
    /// 3.6 to 3.10: methods only.
    Methods,
    /// 3.11: also a tuple of the arguments, of one place at least.
    TupleAlways,
    /// From 3.12: a tuple of the arguments, and methods.
    TupleAndMethods,
}

/// How deep C code may recurse (`repr` and comparison of nested lists).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeRecursion {
    /// Up to 3.11: together with the calls of functions, as deep as `sys.getrecursionlimit()` says.
    Shared,
    /// From 3.12: on its own, so deep.
    Separate(usize),
}

/// What stdout makes of pieces of text that it holds back, as far as `gc.get_count()` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingOutput {
    /// 2.7: it is C's.
    Uncounted,
    /// 3.6, 3.7: a list.
    Listed,
    /// From 3.8: a list, from the second piece on.
    Gathered,
}

/// What follows the report of an exception that nobody can catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportEnd {
    /// Up to 3.7.
    Nothing,
    /// From 3.8: `file.flush()` (`write_unraisable_exc_file` in Python/errors.c).
    Flush,
}

/// When `sys.stderr`, where it is no terminal, passes on what it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StderrBuffering {
    /// Up to 3.8: as stdout, when it has enough.
    WhenFull,
    /// From 3.9: when a line ends (bpo-13601).
    ByLine,
}

/// How a `functools.partial` takes its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialCalls {
    /// Up to 3.8: in a tuple.
    InTuple,
    /// From 3.9: as they stand, when it has no keywords of its own.
    WithoutTuple,
}

/// What the end of a run does with `sys.stdout` and `sys.stderr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitFlush {
    /// 2.7: C's own streams only.
    None,
    /// 3.6 to 3.12: they are flushed, whatever a program put there; a report of a failure names the object.
    NamesObject,
    /// From 3.13: the report names the stream.
    NamesStream,
}

/// How the repr of a list, tuple or dict is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReprPieces {
    /// 2.7: the pieces stand in a list (those of a tuple in a tuple) until they are joined; `print` to a file writes them
    /// at once (`tp_print`).
    Listed,
    /// From 3.3: each is written into the text that grows.
    Written,
}

/// What an exception holds after `e.__traceback__ = None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptiedTraceback {
    /// Up to 3.11: None.
    None,
    /// From 3.12: nothing.
    Nothing,
}

/// How `a, b = t` takes a tuple or list apart while its instruction is not specialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstUnpacking {
    /// Up to 3.10: as ever after.
    Direct,
    /// From 3.11: by way of an iterator.
    Iterated,
}

/// What brings the argument of `str(x)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextCalls {
    /// Up to 3.10: a tuple. From 3.13: an array.
    AsOtherClasses,
    /// 3.11 and 3.12: a tuple, until the instruction is specialized (`PRECALL_NO_KW_STR_1`, `CALL_NO_KW_STR_1`).
    DirectWhenWarm,
}

/// How `locals()` gets at the values of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalsCall {
    /// Up to 3.11.
    Copied,
    /// 3.12: beside a dict for the hidden variables of inlined comprehensions, made in any case (`_PyFrame_GetLocals` in
    /// Objects/frameobject.c).
    CopiedBesideHidden,
    /// From 3.13 (PEP 667): by way of a `FrameLocalsProxy`.
    ThroughProxy,
}

/// How uncaught exceptions are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reports {
    /// Up to 3.9: `__main__.Error: …`, one caret in syntax errors.
    Plain,
    /// 3.10: syntax errors underline a stretch.
    SyntaxStretch,
    /// From 3.11 (PEP 657): carets under the failing part; `Error: …` without `__main__`.
    Carets,
    /// From 3.13: carets also tell what is called from what it is called on.
    Anchors,
}

/// What a traceback shows of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Up to 3.10: the line.
    None,
    /// 3.11, 3.12: the first line, carets under the failing part, operators and items told from their parts.
    Line,
    /// From 3.13: all lines of the failing part, calls told from their arguments too.
    Stretch,
}

impl Behaviour {
    /// Whether a class of the program is reported as `__main__.Error`.
    #[must_use]
    pub fn main_in_reports(&self) -> bool {
        matches!(self.reports, Reports::Plain | Reports::SyntaxStretch)
    }

    /// How numbers hash.
    #[must_use]
    pub fn number_hash(&self) -> crate::python::text::hash::NumberHash {
        use crate::python::text::hash::NumberHash;
        if self.classes == Classes::Classic { NumberHash::Classic } else { NumberHash::Modular }
    }

    /// Whether staticmethod and classmethod take over the function's name and doc (from 3.10).
    #[must_use]
    pub fn wrappers_copy_names(&self) -> bool {
        self.version >= Version::V3_10
    }

    /// Whether what the class of `raise … from` makes must be an exception (from 3.13).
    #[must_use]
    pub fn checks_made_causes(&self) -> bool {
        self.version >= Version::V3_13
    }

    /// Whether a property has the name of its getter, and lets its name be set (from 3.13).
    #[must_use]
    pub fn properties_take_names(&self) -> bool {
        self.version >= Version::V3_13
    }

    /// Whether `generator.close()` gives what the generator returned (from 3.13).
    #[must_use]
    pub fn close_returns_value(&self) -> bool {
        self.version >= Version::V3_13
    }

    /// Whether the prompt's statements have sources of their own, `<stdin>-0` and so on, for tracebacks (from 3.13).
    #[must_use]
    pub fn keeps_prompt_sources(&self) -> bool {
        self.version >= Version::V3_13
    }

    /// A program that makes what the start of the prompt leaves for the first collection: classes that the modules made
    /// and replaced which it imports for editing lines.
    #[must_use]
    pub fn garbage_of_prompt(&self) -> &'static str {
        if self.version >= Version::V3_13 {
            "type('A', int.__bases__, {})\n"
        } else if self.version == Version::V3_10 {
            concat!(
                "for methods, names in ('defg', ('a', 'b')), ('def', ('a', 'b')), ('def', ('a', 'b', 'c')):\n",
                "    parts = {name: lambda self: 0 for name in methods}\n",
                "    parts['__slots__'] = names\n",
                "    type('A', int.__bases__, parts)\n",
            )
        } else {
            ""
        }
    }

    /// Whether `frame.clear()` closes a suspended generator (up to 3.12).
    #[must_use]
    pub fn clears_suspended_frames(&self) -> bool {
        self.version < Version::V3_13
    }

    /// What builtin types say of their module.
    #[must_use]
    pub fn builtins_module(&self) -> &'static str {
        if self.classes == Classes::Classic { "__builtin__" } else { "builtins" }
    }

    /// Whether an exception keeps its only argument as `message`, beside `args` (2.5 to 2.7).
    #[must_use]
    pub fn exceptions_have_messages(&self) -> bool {
        self.classes == Classes::Classic
    }

    /// `<class 'x'>` or 2.7's `<type 'x'>` of builtin types.
    #[must_use]
    pub fn class_in_type_repr(&self, heap_type: bool) -> bool {
        heap_type || self.classes == Classes::NewStyle
    }

    /// Whether a misspelt keyword argument gets a suggestion.
    #[must_use]
    pub fn suggests_keywords(&self) -> bool {
        self.reports == Reports::Anchors
    }

    /// What `super(type, object)` says of an object that is none of the type.
    #[must_use]
    pub fn wrong_super(&self, given: &str, wanted: &str) -> String {
        if self.no_dict_message == NoDictMessage::Explains {
            format!("super(type, obj): obj ({given}) is not an instance or subtype of type ({wanted}).")
        } else {
            "super(type, obj): obj must be an instance or subtype of type".to_owned()
        }
    }

    /// Whether a call of this type with too many arguments is refused before they are taken apart (`vectorcall`).
    #[must_use]
    pub fn counts_arguments_of(&self, class: &str) -> bool {
        self.no_dict_message == NoDictMessage::Explains && matches!(class, "int" | "str")
    }

    /// Whether a NameError asks for a forgotten import.
    #[must_use]
    pub fn suggests_imports(&self) -> bool {
        self.version >= Version::V3_12
    }

    /// Which fields a failed import fills.
    #[must_use]
    pub fn import_fields(&self) -> ImportFields {
        match self.version {
            _ if self.classes == Classes::Classic => ImportFields::None,
            version if version >= Version::V3_12 => ImportFields::NameFrom,
            _ => ImportFields::Name,
        }
    }

    /// How the report of an `atexit` function that failed names it.
    #[must_use]
    pub fn atexit_reports(&self) -> AtexitReports {
        if self.version >= Version::V3_13 { AtexitReports::InMessage } else { AtexitReports::AsObject }
    }

    /// What an import says that finds None among the modules.
    #[must_use]
    pub fn halted_import(&self, name: &str) -> String {
        match self.classes {
            Classes::Classic => self.no_module(name),
            Classes::NewStyle => format!("import of {name} halted; None in sys.modules"),
        }
    }

    /// What a failed import says.
    #[must_use]
    pub fn no_module(&self, name: &str) -> String {
        match self.classes {
            Classes::Classic => format!("No module named {name}"),
            Classes::NewStyle => format!("No module named '{name}'"),
        }
    }

    /// What `from module import name` says where the name is missing.
    #[must_use]
    pub fn cannot_import(&self, name: &str, module: &str) -> String {
        if self.classes == Classes::Classic {
            format!("cannot import name {name}")
        } else if self.version < Version::V3_7 {
            format!("cannot import name '{name}'")
        } else {
            format!("cannot import name '{name}' from '{module}' (unknown location)")
        }
    }

    /// How wide the underline of a syntax error is.
    #[must_use]
    pub fn syntax_carets(&self, width: usize) -> usize {
        if self.reports == Reports::Plain { 1 } else { width }
    }

    /// Whether a SyntaxError whose place has no last line is marked at its beginning alone (up to 3.12).
    #[must_use]
    pub fn marks_open_places_at_start(&self) -> bool {
        self.reports != Reports::Anchors
    }

    /// White space that is taken from the start of a line in a SyntaxError's report; other white space stands below it too.
    #[must_use]
    pub fn syntax_indent(&self) -> &'static [char] {
        if self.version >= Version::V3_13 { &[' ', '\n', '\x0c'] } else { &[' ', '\t', '\n', '\x0c'] }
    }

    /// Whether an error in the white space that is taken away is marked at the line's start (up to 3.8).
    #[must_use]
    pub fn marks_errors_in_indent(&self) -> bool {
        self.version < Version::V3_9
    }

    /// How a traceback marks the failing part of a source line.
    #[must_use]
    pub fn marks(&self) -> Marks {
        match self.reports {
            Reports::Plain | Reports::SyntaxStretch => Marks::None,
            Reports::Carets => Marks::Line,
            Reports::Anchors => Marks::Stretch,
        }
    }

    /// What the report of an exception that nobody can catch shows of the source.
    #[must_use]
    pub fn unraisable_marks(&self) -> Marks {
        if self.reports == Reports::Carets { Marks::Line } else { Marks::None }
    }

    /// Whether a program's file is named by its absolute path (from 3.9).
    #[must_use]
    pub fn absolute_main_path(&self) -> bool {
        self.version >= Version::V3_9
    }

    /// Whether a builtin type of the table is a name in the builtins module of this version.
    #[must_use]
    pub fn has_builtin_type(&self, name: &str) -> bool {
        const HIDDEN: &[&str] = &[
            "NoneType",
            "managedbuffer",
            "NotImplementedType",
            "ellipsis",
            "function",
            "code",
            "method",
            "builtin_function_or_method",
            "method_descriptor",
            "classmethod_descriptor",
            "wrapper_descriptor",
            "method-wrapper",
            "getset_descriptor",
            "member_descriptor",
            "cell",
            "module",
            "mappingproxy",
            "frame",
            "FrameLocalsProxy",
            "traceback",
            "generator",
            "coroutine",
            "coroutine_wrapper",
            "async_generator",
            "async_generator_asend",
            "async_generator_athrow",
            "async_generator_wrapped_value",
            "iterator",
            "callable_iterator",
            "structseq",
            "UnraisableHookArgs",
            "classobj",
            "instance",
            "dict_keys",
            "dict_values",
            "dict_items",
        ];
        if name.contains('.') || name.ends_with("iterator") || HIDDEN.contains(&name) {
            return false;
        }
        let old = self.classes == Classes::Classic;
        let from = |first: Version| self.version >= first;
        match name {
            // Put there by name: its two types change their names in 2.7.
            "EnvironmentError" => false,
            "StandardError" | "IOError" | "basestring" | "long" | "unicode" | "xrange" => old,
            "ExceptionGroup" | "BaseExceptionGroup" => from(Version::V3_11),
            "EncodingWarning" => from(Version::V3_10),
            "PythonFinalizationError" => from(Version::V3_13),
            "BlockingIOError"
            | "BrokenPipeError"
            | "ChildProcessError"
            | "ConnectionAbortedError"
            | "ConnectionError"
            | "ConnectionRefusedError"
            | "ConnectionResetError"
            | "FileExistsError"
            | "FileNotFoundError"
            | "InterruptedError"
            | "IsADirectoryError"
            | "NotADirectoryError"
            | "PermissionError"
            | "ProcessLookupError"
            | "TimeoutError"
            | "RecursionError"
            | "StopAsyncIteration"
            | "ModuleNotFoundError"
            | "ResourceWarning" => !old,
            _ => true,
        }
    }

    #[must_use]
    pub fn unbound_local(&self, name: &str) -> String {
        match self.unbound {
            UnboundMessages::BeforeAssignment => format!("local variable '{name}' referenced before assignment"),
            UnboundMessages::NotAssociated => {
                format!("cannot access local variable '{name}' where it is not associated with a value")
            }
        }
    }

    #[must_use]
    pub fn unbound_free(&self, name: &str) -> String {
        match self.unbound {
            UnboundMessages::BeforeAssignment => {
                format!("free variable '{name}' referenced before assignment in enclosing scope")
            }
            UnboundMessages::NotAssociated => {
                format!(
                    "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
                )
            }
        }
    }

    /// The message of `object.__new__` for an abstract class.
    #[must_use]
    pub fn abstract_class(&self, class: &str, methods: &[String]) -> String {
        let plural = if methods.len() == 1 && self.abstract_class != AbstractClassMessage::Plural { "" } else { "s" };
        if self.abstract_class == AbstractClassMessage::Quoted {
            let names = methods.iter().map(|m| format!("'{m}'")).collect::<Vec<_>>().join(", ");
            return format!(
                "Can't instantiate abstract class {class} without an implementation for abstract method{plural} {names}"
            );
        }
        format!("Can't instantiate abstract class {class} with abstract method{plural} {}", methods.join(", "))
    }

    /// Whether the first constant of this code, a str, is its docstring.
    #[must_use]
    pub fn has_docstring(&self, spec: &crate::python::code::CodeSpec) -> bool {
        match self.docstrings {
            Docstrings::FirstConstant => true,
            Docstrings::Flagged => spec.flags.has(crate::python::code::CodeFlags::HAS_DOCSTRING),
        }
    }
}

impl Behaviour {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        let from = |first: Version| version >= first;
        Self {
            version,
            exception_chaining: if from(V::V3_6) { ExceptionChaining::Context } else { ExceptionChaining::None },
            native_errors: match version {
                V::V2_7 => NativeErrors::WhenHandled,
                _ if from(V::V3_12) => NativeErrors::AtOnce,
                _ => NativeErrors::WhenCaught,
            },
            exception_state: match version {
                _ if from(V::V3_12) => ExceptionState::Object,
                V::V3_11 => ExceptionState::PartsOfRaised,
                _ => ExceptionState::Parts,
            },
            keyword_parsers: match version {
                V::V2_7 => KeywordParsers::None,
                _ if from(V::V3_12) => KeywordParsers::Static,
                V::V3_7 => KeywordParsers::MadeAtFirstCall,
                _ => KeywordParsers::MadeAtFirstUse,
            },
            getattr_hook: if from(V::V3_12) { GetattrHook::Direct } else { GetattrHook::Bound },
            handled: if from(V::V3_6) { Handled::UntilHandlerEnds } else { Handled::UntilFrameEnds },
            shutdown: if from(V::V3_6) { Shutdown::ForgetsModules } else { Shutdown::EmptiesMain },
            last_exception: if from(V::V3_12) { LastException::AlsoAsOne } else { LastException::InThreeParts },
            error_fields: if from(V::V3_10) { ErrorFields::NameAndObject } else { ErrorFields::MessageOnly },
            silent_lookups: match version {
                _ if from(V::V3_12) => SilentLookups::AlsoInModules,
                _ if from(V::V3_7) => SilentLookups::NotInModules,
                _ => SilentLookups::Nowhere,
            },
            property_doc: if version < Version::V3_12 { PropertyDoc::OfGetters } else { PropertyDoc::Any },
            property_message: match version {
                _ if from(V::V3_11) => PropertyMessage::NamesBoth,
                _ if from(V::V3_10) => PropertyMessage::CannotNamed,
                _ => PropertyMessage::Cannot,
            },
            class_methods: if from(V::V3_9) && !from(V::V3_13) { ClassMethods::Chain } else { ClassMethods::Bind },
            no_dict_message: if from(V::V3_13) { NoDictMessage::Explains } else { NoDictMessage::Short },
            frames: if from(V::V3_11) { FrameObjects::Lazy } else { FrameObjects::Eager },
            classes: if from(V::V3_6) { Classes::NewStyle } else { Classes::Classic },
            finalizer_reports: if from(V::V3_7) { FinalizerReports::Function } else { FinalizerReports::BoundMethod },
            unraisable_reports: if from(V::V3_8) { UnraisableReports::ByHook } else { UnraisableReports::AtOnce },
            unsupported_operand: if from(V::V3_10) { QualifiedNames::QualName } else { QualifiedNames::Name },
            init_call: if from(V::V3_13) { InitCall::MovedWhenWarm } else { InitCall::Copied },
            keyword_calls: if from(V::V3_12) { KeywordCalls::Inlined } else { KeywordCalls::ThroughC },
            cached_dicts: if from(V::V3_13) { ClassNamespace::WithSourceFacts } else { ClassNamespace::Plain },
            unpack_message: match () {
                () if from(V::V3_14_0) => UnpackMessage::CountsItems,
                () if from(V::V3_6) => UnpackMessage::ExpectedOnly,
                () => UnpackMessage::NeedMore,
            },
            unbound: if from(V::V3_11) { UnboundMessages::NotAssociated } else { UnboundMessages::BeforeAssignment },
            print_allocations: match version {
                V::V2_7 => PrintAllocations::None,
                V::V3_6 | V::V3_7 | V::V3_8 | V::V3_9 | V::V3_10 => PrintAllocations::Methods,
                V::V3_11 => PrintAllocations::TupleAlways,
                _ => PrintAllocations::TupleAndMethods,
            },
            loop_units: if from(V::V3_13) { 2 } else { 1 },
            native_recursion: match version {
                _ if from(V::V3_13) => NativeRecursion::Separate(9999),
                V::V3_12 => NativeRecursion::Separate(1498),
                _ => NativeRecursion::Shared,
            },
            repr_pieces: if from(V::V3_6) { ReprPieces::Written } else { ReprPieces::Listed },
            pending_output: match version {
                V::V2_7 => PendingOutput::Uncounted,
                V::V3_6 | V::V3_7 => PendingOutput::Listed,
                _ => PendingOutput::Gathered,
            },
            compiler_objects: match version {
                V::V3_11 => CompilerObjects::Counted { of_a_unit: 5, of_comprehensions: 0 },
                V::V3_12 => CompilerObjects::Counted { of_a_unit: 6, of_comprehensions: 0 },
                V::V3_13 => CompilerObjects::Counted { of_a_unit: 6, of_comprehensions: 1 },
                _ => CompilerObjects::Uncounted,
            },
            syntax_tree_types: match version {
                V::V3_8 => 709,
                V::V3_9 => 667,
                V::V3_10 => 737,
                V::V3_12 => 775,
                V::V3_13 => 1112,
                _ => 0,
            },
            report_end: if from(V::V3_8) { ReportEnd::Flush } else { ReportEnd::Nothing },
            stderr_buffering: if from(V::V3_9) { StderrBuffering::ByLine } else { StderrBuffering::WhenFull },
            partial_calls: if from(V::V3_9) { PartialCalls::WithoutTuple } else { PartialCalls::InTuple },
            exit_flush: match version {
                V::V2_7 => ExitFlush::None,
                _ if from(V::V3_13) => ExitFlush::NamesStream,
                _ => ExitFlush::NamesObject,
            },
            vectorcall_types: match version {
                _ if from(V::V3_13) => VECTORCALL_3_13,
                _ if from(V::V3_11) => VECTORCALL_3_11,
                _ if from(V::V3_10) => VECTORCALL_3_10,
                _ if from(V::V3_9) => VECTORCALL_3_9,
                _ => &[],
            },
            generator_close: match version {
                V::V3_13 => GeneratorClose::Shortcuts,
                _ if from(V::V3_12) => GeneratorClose::MarksUnstarted,
                _ => GeneratorClose::Runs,
            },
            docstrings: if from(V::V3_14_0) { Docstrings::Flagged } else { Docstrings::FirstConstant },
            abstract_class: match version {
                _ if from(V::V3_12) => AbstractClassMessage::Quoted,
                _ if from(V::V3_9) => AbstractClassMessage::Counted,
                _ => AbstractClassMessage::Plural,
            },
            first_unpacking: if from(V::V3_11) { FirstUnpacking::Iterated } else { FirstUnpacking::Direct },
            emptied_traceback: if from(V::V3_12) { EmptiedTraceback::Nothing } else { EmptiedTraceback::None },
            text_calls: match version {
                V::V3_11 | V::V3_12 => TextCalls::DirectWhenWarm,
                _ => TextCalls::AsOtherClasses,
            },
            locals_call: match version {
                _ if from(V::V3_13) => LocalsCall::ThroughProxy,
                V::V3_12 => LocalsCall::CopiedBesideHidden,
                _ => LocalsCall::Copied,
            },
            reports: match version {
                _ if from(V::V3_13) => Reports::Anchors,
                _ if from(V::V3_11) => Reports::Carets,
                _ if from(V::V3_10) => Reports::SyntaxStretch,
                _ => Reports::Plain,
            },
        }
    }
}
