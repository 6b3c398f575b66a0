//! What differs between versions in the language (not in memory management), as named choices.
//! With `memory/rules.rs` the only place where versions are compared.

pub mod availability;
pub mod builtins;
pub mod containers;
pub mod courses;
pub mod later_names;
pub mod library_steps;
pub mod modules;
pub mod passing;
pub mod statements;
pub mod wording;

use crate::memory::rules::Version;
use crate::python::code::CodeFlags;
use crate::python::text::TextRules;
use crate::python::text::fault::ArithmeticWording;
use crate::python::text::float::{FloatLiteralError, FloatStr};
use crate::python::text::float_math::{NegativeBase, RoundHalf};
use crate::python::text::hash::{FrozenSetHash, NumberHash, TextHash, TupleHash};
use crate::python::text::int_text::{DigitLimit, IntLiterals, IntText};
use crate::python::text::int_theory::NegativeExponent;
use crate::python::text::list_growth::{Call, ConstantDisplay, Extend, FromHashed, Growth, ListRules, SplitReserve};
use crate::python::text::percent::PercentDialect;
use crate::python::text::sizes::Layout;
use crate::python::text::spec::SpecDialect;
use crate::python::text::strmethods::case::Capital;
use crate::python::text::template::{MissingPosition, TemplateDialect};

/// When an instruction may become a specialized one (PEP 659), which makes fewer objects for the interpreter's own use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warmth {
    /// Up to 3.10: never.
    Never,
    /// 3.11: the next time that it runs, once its code has run eight times, loops counted (`_PyCode_Warmup` and
    /// `QUICKENING_WARMUP_DELAY` in Include/internal/pycore_code.h).
    OfCode,
    /// From 3.12: the second time that it runs.
    OfInstruction,
}

/// In which order a call makes the cells of its variables. (A collection may run in between.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellOrder {
    /// Up to 3.10: by name, as `co_cellvars` has them (`_PyEval_MakeFrameVector` in Python/ceval.c).
    OfNames,
    /// From 3.11: as the locals stand, arguments first (`MAKE_CELL`).
    OfLocals,
}

/// Where a comprehension's variables live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionScope {
    /// 2.7: a list comprehension is a loop in place and its variable stays behind; the others are functions.
    ListLeaks,
    /// 3.0 to 3.11: a function of its own.
    Function,
    /// From 3.12 (PEP 709): inlined, with the outer variables of the same names kept on the stack meanwhile.
    Inlined,
}

/// What is warned of where a literal is compared by identity, called or subscripted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralWarnings {
    /// Up to 3.7: nothing.
    None,
    /// 3.8 to 3.11: `"is" with a literal`.
    Plain,
    /// From 3.12: `"is" with 'int' literal`, and invalid escapes.
    WithType,
}

/// When annotations are evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annotations {
    /// Where they stand.
    Evaluated,
    /// From 3.14 (PEP 649): when somebody asks.
    Deferred,
}

/// How long displays of constants are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Displays {
    /// Up to 3.8: each item is pushed.
    OneByOne,
    /// From 3.9: an empty container is extended by a constant tuple; above 30 items step by step.
    ExtendConstant,
}

/// How `a[b:c]` is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slicing {
    /// Through a slice object on the stack (3.0 to 3.11).
    BuildsSlice,
    /// `BINARY_SLICE` from 3.12; 2.7's `SLICE+n`.
    PushesEnds,
}

/// How `and` and `or` keep the deciding value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortCircuit {
    /// Up to 3.11: `JUMP_IF_FALSE_OR_POP`.
    JumpOrPop,
    /// From 3.12: `COPY`, test, `POP_TOP`; the value has one reference more while its truth is found.
    CopyAndPop,
}

/// A function's first constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstConst {
    /// The docstring, or None (up to 3.13).
    DocstringOrNone,
    /// 3.14: the docstring, if there is one.
    DocstringOrNothing,
}

/// What a class body stores by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassNamespace {
    /// 2.7: `__module__`.
    ModuleOnly,
    /// From 3.3: also `__qualname__`.
    WithQualname,
    /// From 3.13: also `__firstlineno__` and `__static_attributes__`.
    WithLineAndAttributes,
}

impl Folding {
    /// Before anything is compiled, so that the parts leave no trace.
    #[must_use]
    pub fn on_tree(self) -> bool {
        matches!(self, Self::Tree | Self::TreeOfShort)
    }
}

/// Where constants are folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// 2.7: in the finished code; the parts stay among the constants.
    Peephole,
    /// 3.6: so too, but powers beyond 128 bits are left to the running program (bpo-30416).
    PeepholeOfSafePowers,
    /// 3.7: on the tree, texts and tuples of at most twenty characters or items; each code object has its own constants.
    TreeOfShort,
    /// From 3.8: on the tree.
    Tree,
}

/// Which column a syntax error gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorColumns {
    /// 2.7: the parser where its tokenizer had come, the last character of the wrong token; the compiler gives none.
    OfParserOnly,
    /// 3.6, 3.7: so too, but the compiler says where the wrong expression begins.
    EndOfToken,
    /// From 3.8: the first character of what is wrong.
    StartOfToken,
}

/// How syntax errors are worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Messages {
    /// 2.7: `invalid syntax` for nearly everything.
    Python2,
    /// 3.6: the old parser's.
    Old,
    /// 3.7: the same, with generator expressions as arguments found by the compiler's tree (bpo-32012).
    Old37,
    /// 3.8: the old parser's, with more from the compiler.
    Old38,
    /// 3.9: the PEG parser with the old wording.
    Peg,
    /// 3.10: explains itself.
    Explained,
    /// 3.11: with more explanations.
    Explained311,
    /// 3.12: with more explanations.
    Explained312,
    /// 3.13: with more explanations.
    Explained313,
    /// From 3.14: with more explanations.
    Explained314,
}

/// The language of one version.
#[derive(Clone, Debug)]
pub struct Dialect {
    pub version: Version,
    pub containers: containers::Containers,
    pub wording: wording::Wording,
    pub modules: modules::Modules,
    pub statements: statements::Statements,
    /// The builtin types and functions.
    pub builtins: builtins::Builtins,
    pub comprehensions: ComprehensionScope,
    pub annotations: Annotations,
    pub displays: Displays,
    pub slicing: Slicing,
    pub short_circuit: ShortCircuit,
    pub first_const: FirstConst,
    pub class_namespace: ClassNamespace,
    pub folding: Folding,
    pub messages: Messages,
    /// The parser crate knows this grammar (3.7 and later).
    pub grammar_is_known: bool,
    /// `end_lineno` and `end_offset` (3.10).
    pub errors_have_ends: bool,
    pub error_columns: ErrorColumns,
    pub literal_warnings: LiteralWarnings,
    /// The grammar that the parser crate is asked for: it knows those from 3.7.
    pub grammar: (u8, u8),
    /// `'yield' inside list comprehension` (3.8).
    pub yield_refused_in_comprehensions: bool,
    /// 2.7: `import *` in a function makes its names dynamic.
    pub star_import_in_functions: bool,
    /// A free name in a class body is looked up in the class's namespace first (3.4).
    pub class_looks_in_cells: bool,
    /// PEP 479 (3.7).
    pub stop_iteration_becomes_runtime_error: bool,
    /// `BUILD_CONST_KEY_MAP` (3.6 to 3.13).
    pub const_key_maps: bool,
    /// 2.7's `DELETE_SLICE`.
    pub deletes_slices: bool,
    /// Most nested blocks in a function.
    pub max_blocks: usize,
    /// A `while` loop's test stands again at its end (3.10 to 3.13).
    pub repeats_while_test: bool,
    /// `return value` in a generator (3.3).
    pub generators_return_values: bool,
    /// The level of a plain import: -1 in 2.7 (relative first), 0 since.
    pub import_level: i64,
    /// Up to 3.6 a method call makes the bound method.
    pub cell_order: CellOrder,
    pub loads_methods_bound: bool,
    /// Up to 3.10, `x.m(k=1)` makes a bound method (`maybe_optimize_method_call` in Python/compile.c).
    pub binds_methods_called_with_keywords: bool,
    /// From 3.12 a name imported at the top is not called as a method.
    pub imported_names_are_not_methods: bool,
    /// Up to 3.8 `f(**mapping)` hands the mapping over as it is.
    pub single_mapping_passes: bool,
    /// `LOAD_SUPER_ATTR` (3.12).
    pub super_attributes: bool,
    /// `except E as e` deletes `e` at the end (3.0).
    pub forgets_exception_names: bool,
    /// Docstrings lose their common indentation (3.13).
    pub cleans_docstrings: bool,
    /// `for y in [f(x)]` inside a comprehension is an assignment (3.9).
    pub single_element_loops_are_assignments: bool,
    /// `{key: value for …}` evaluates the key first (3.8).
    pub dict_comprehension_key_first: bool,
    /// 2.7: `{k(): v()}` evaluates the value first.
    pub dict_display_value_first: bool,
    /// `'%s' % (x,)` is compiled like an f-string (3.11).
    pub folds_percent_formats: bool,
    /// `"abc"[1:]` is a constant (3.14, where slices of constants became constants).
    pub folds_constant_slices: bool,
    /// `x in {1, 2}` searches a frozenset (3.2).
    pub folds_sets: bool,
    /// `for x in [1, 2]` goes through a tuple (3.2).
    pub folds_lists_of_loops: bool,
    /// `x in []` searches a tuple. 3.6 folds lists with constants only.
    pub folds_empty_lists: bool,
    /// 2.7: a plain string literal is bytes.
    pub plain_strings_are_bytes: bool,
    /// Swaps of values become swaps of stores (3.11).
    pub static_swaps: bool,
    /// Constants that nothing loads are dropped (3.12).
    pub drops_unused_consts: bool,
    /// `CO_NOFREE` (up to 3.10).
    pub notes_absence_of_cells: bool,
    pub warmth: Warmth,
    /// `async` and `await` are reserved words (3.7).
    pub reserves_async: bool,
    /// `continue` in a `finally` block (3.8).
    pub continue_in_finally: bool,
    /// `f"{x=}"` (3.8).
    pub debug_fields: bool,
    /// `match` (3.10).
    pub match_statement: bool,
    /// `type X = …` and type parameters (3.12).
    pub type_statement: bool,
    /// `except*` (3.11).
    pub except_star: bool,
    /// A null byte in the source is a SyntaxError (3.12), before that a ValueError.
    pub null_bytes_are_syntax: bool,
    /// A function's qualified name (2.7: nothing) is a constant beside its code (up to 3.10).
    pub qualnames_are_consts: bool,
    /// Equal code objects are one, wherever in the line they stand (up to 3.10).
    pub merges_equal_code: bool,
    /// A module's code starts at its first statement (up to 3.9), else at line 1.
    pub modules_start_at_first_statement: bool,
    /// Code that cannot fall off its end still gets None as a constant (3.12).
    pub always_returns_none: bool,
    /// `LOAD_FAST_BORROW` (3.14).
    pub borrows_locals: bool,
    /// The flag of `from __future__ import annotations` (3.7, another from 3.8); 0: there is none.
    pub annotations_flag: CodeFlags,
    /// The flags that `compile` takes (`PyCF_MASK`, `PyCF_MASK_OBSOLETE`, `PyCF_COMPILE_MASK`): more with each grammar.
    pub compile_flags: CodeFlags,
    /// `global x` after x was used or bound is an error (3.6), before that a warning.
    pub late_global_is_error: bool,
    /// 2.7 as a whole: `print`, `exec`, backticks, `<>`, old raise and except, octal `0777`, long suffixes.
    pub python2: bool,
    /// No choice of a version: what future imports outside of a source have switched on for it (`CodeFlags`).
    pub(crate) inherited_features: u32,
}

impl Dialect {
    /// The dialect that our own library is compiled in: it behaves as this one, but its text is written as the newest
    /// Python 3 has it.
    #[must_use]
    pub fn of_library(&self) -> Self {
        let mut dialect = self.clone();
        dialect.grammar = (3, 13);
        if !self.python2 {
            dialect.grammar_is_known = true;
            dialect.debug_fields = true;
        }
        dialect
    }

    /// The flags (`CodeFlags`) of all future imports that change the language.
    #[must_use]
    pub fn future_flags(&self) -> u32 {
        let python2 = CodeFlags::FUTURE_DIVISION_2 | CodeFlags::FUTURE_PRINT_2 | CodeFlags::FUTURE_UNICODE_2;
        if self.python2 { python2 } else { self.annotations_flag.0 }
    }

    /// The dialect of a source that inherits what these future imports have switched on.
    #[must_use]
    pub fn inheriting(&self, features: u32) -> Self {
        Self { inherited_features: features, ..self.clone() }
    }

    #[must_use]
    pub fn of(version: Version) -> Self {
        let v = version.number();
        let python2 = v < (3, 0);
        let from = |minor: u8| v >= (3, minor);
        Self {
            version,
            containers: containers::Containers::of(version),
            wording: wording::Wording::of(version),
            modules: modules::Modules::of(version),
            statements: statements::Statements::of(version),
            builtins: builtins::Builtins::of(version),
            comprehensions: if python2 {
                ComprehensionScope::ListLeaks
            } else if from(12) {
                ComprehensionScope::Inlined
            } else {
                ComprehensionScope::Function
            },
            annotations: if from(14) { Annotations::Deferred } else { Annotations::Evaluated },
            displays: if from(9) { Displays::ExtendConstant } else { Displays::OneByOne },
            slicing: if python2 || from(12) { Slicing::PushesEnds } else { Slicing::BuildsSlice },
            short_circuit: if from(12) { ShortCircuit::CopyAndPop } else { ShortCircuit::JumpOrPop },
            first_const: if from(14) { FirstConst::DocstringOrNothing } else { FirstConst::DocstringOrNone },
            class_namespace: if python2 {
                ClassNamespace::ModuleOnly
            } else if from(13) {
                ClassNamespace::WithLineAndAttributes
            } else {
                ClassNamespace::WithQualname
            },
            folding: match v {
                (2, _) => Folding::Peephole,
                (_, ..=6) => Folding::PeepholeOfSafePowers,
                (_, 7) => Folding::TreeOfShort,
                _ => Folding::Tree,
            },
            messages: match v {
                (2, _) => Messages::Python2,
                (_, ..=6) => Messages::Old,
                (_, 7) => Messages::Old37,
                (_, 8) => Messages::Old38,
                (_, 9) => Messages::Peg,
                (_, 10) => Messages::Explained,
                (_, 11) => Messages::Explained311,
                (_, 12) => Messages::Explained312,
                (_, 13) => Messages::Explained313,
                _ => Messages::Explained314,
            },
            grammar_is_known: from(7),
            errors_have_ends: from(10),
            error_columns: match v {
                _ if python2 => ErrorColumns::OfParserOnly,
                _ if from(8) => ErrorColumns::StartOfToken,
                _ => ErrorColumns::EndOfToken,
            },
            literal_warnings: match () {
                () if from(12) => LiteralWarnings::WithType,
                () if from(8) => LiteralWarnings::Plain,
                () => LiteralWarnings::None,
            },
            grammar: if from(7) { v } else { (3, 7) },
            yield_refused_in_comprehensions: from(8),
            star_import_in_functions: python2,
            class_looks_in_cells: !python2,
            stop_iteration_becomes_runtime_error: from(7),
            const_key_maps: from(6) && !from(14),
            deletes_slices: python2,
            max_blocks: if from(13) { 21 } else { 20 },
            repeats_while_test: from(10) && !from(14),
            generators_return_values: !python2,
            import_level: if python2 { -1 } else { 0 },
            cell_order: if from(11) { CellOrder::OfLocals } else { CellOrder::OfNames },
            loads_methods_bound: !from(7),
            binds_methods_called_with_keywords: !from(11),
            imported_names_are_not_methods: from(12),
            single_mapping_passes: !from(9),
            super_attributes: from(12),
            forgets_exception_names: !python2,
            cleans_docstrings: from(13),
            single_element_loops_are_assignments: from(9),
            dict_comprehension_key_first: from(8),
            dict_display_value_first: python2,
            folds_percent_formats: from(11),
            folds_constant_slices: from(14),
            folds_sets: !python2,
            folds_lists_of_loops: !python2,
            folds_empty_lists: python2 || from(7),
            plain_strings_are_bytes: python2,
            static_swaps: from(11),
            drops_unused_consts: from(12),
            notes_absence_of_cells: !from(11),
            warmth: match () {
                () if from(12) => Warmth::OfInstruction,
                () if from(11) => Warmth::OfCode,
                () => Warmth::Never,
            },
            reserves_async: from(7),
            continue_in_finally: from(8),
            debug_fields: from(8),
            match_statement: from(10),
            type_statement: from(12),
            except_star: from(11),
            null_bytes_are_syntax: from(12),
            qualnames_are_consts: !python2 && !from(11),
            merges_equal_code: !from(11),
            modules_start_at_first_statement: !from(10),
            always_returns_none: from(12),
            borrows_locals: from(14),
            compile_flags: CodeFlags(match v {
                (2, _) => 0x3_e610,
                (3, 6) => 0xf_e610,
                (3, 7) => 0x1f_e610,
                (3, 8 | 9) => 0x1fe_3610,
                (3, 10..=12) => 0x1fe_7610,
                _ => 0x1fe_f610,
            }),
            annotations_flag: CodeFlags(match v {
                (2, _) | (3, 6) => 0,
                (3, 7) => 0x10_0000,
                _ => 0x100_0000,
            }),
            late_global_is_error: from(6),
            python2,
            inherited_features: 0,
        }
    }
}

/// How a version treats text and numbers.
#[must_use]
pub fn text_rules(version: Version) -> TextRules {
    let v = version.number();
    let python2 = v < (3, 0);
    let from = |minor: u8| v >= (3, minor);
    TextRules {
        arithmetic: match v {
            (2, _) => ArithmeticWording::LongInts,
            (_, ..=8) => ArithmeticWording::FloatDivmod,
            (_, 9 | 10) => ArithmeticWording::FloatFloorDivision,
            (_, 11 | 12) => ArithmeticWording::IntegerModulo,
            (_, 13) => ArithmeticWording::FloatModuloByZero,
            _ => ArithmeticWording::DivisionByZero,
        },
        float_str: if python2 { FloatStr::TwelveDigits } else { FloatStr::Shortest },
        float_literal: match v {
            (2, _) => FloatLiteralError::Bare,
            (_, ..=7) => FloatLiteralError::BlankLeftOut,
            (_, 8 | 9) => FloatLiteralError::BlankAsEmpty,
            _ => FloatLiteralError::Quoted,
        },
        round_half: if python2 { RoundHalf::AwayFromZero } else { RoundHalf::Even },
        negative_base: if python2 { NegativeBase::Refused } else { NegativeBase::Complex },
        int_text: IntText {
            limit: match v {
                (2, _) | (_, ..=6) => DigitLimit::Unlimited,
                (_, ..=10) => DigitLimit::Limited(4300),
                _ => DigitLimit::LimitedDigits(4300),
            },
            literals: if python2 { IntLiterals::Classic } else { IntLiterals::Underscores },
        },
        negative_exponent: if from(8) { NegativeExponent::Inverse } else { NegativeExponent::Refused },
        spec: match v {
            (2, _) => SpecDialect::Classic,
            (_, ..=8) => SpecDialect::Underscores,
            (_, 9) => SpecDialect::SpaceNamed,
            (_, 10) => SpecDialect::ZeroPadsText,
            _ => SpecDialect::NegativeZero,
        },
        template: if python2 { TemplateDialect::Classic } else { TemplateDialect::Modern },
        missing_position: if from(8) { MissingPosition::ReplacementIndex } else { MissingPosition::TupleIndex },
        percent: match v {
            (2, _) => PercentDialect::Classic,
            (_, ..=6) => PercentDialect::NumberRequired,
            (_, ..=9) => PercentDialect::BarePercent,
            _ => PercentDialect::RealNumberRequired,
        },
        capital: if from(8) { Capital::Title } else { Capital::Upper },
        number_hash: if python2 { NumberHash::Classic } else { NumberHash::Modular },
        tuple_hash: if from(8) { TupleHash::XxHash } else { TupleHash::Multiplicative },
        frozenset_hash: if python2 { FrozenSetHash::Classic } else { FrozenSetHash::Dispersed },
        text_hash: match v {
            (2, _) => TextHash::Classic,
            (_, ..=10) => TextHash::SipHash24,
            _ => TextHash::SipHash13,
        },
        layout: match v {
            (2, _) => Layout::Py27,
            (_, ..=6) => Layout::Py36,
            (_, 7) => Layout::Py37,
            (_, 8) => Layout::Py38,
            (_, 9) => Layout::Py39,
            (_, 10) => Layout::Py310,
            (_, 11) => Layout::Py311,
            (_, 12) => Layout::Py312,
            _ => Layout::Py313,
        },
        list: ListRules {
            growth: if from(9) { Growth::MultiplesOfFour } else { Growth::EighthAndSix },
            extend: if from(10) { Extend::Even } else { Extend::Grown },
            call: if from(8) && !from(10) { Call::Exact } else { Call::AsExtend },
            from_hashed: if from(13) { FromHashed::Grown } else { FromHashed::AsOthers },
            display: if from(9) { ConstantDisplay::Extended } else { ConstantDisplay::Exact },
            split: if from(12) { SplitReserve::AsManyAsFit } else { SplitReserve::Twelve },
        },
    }
}
