//! What differs between versions in the builtin types and functions.

use crate::memory::rules::Version;
use crate::python::text::TextRules;

/// How many kinds of integers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integers {
    /// 2.7: `int` up to 64 bits, `long` beyond.
    IntAndLong,
    One,
}

/// What the names `str` and `unicode` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strings {
    /// 2.7: `str` and `unicode` are two types of text that mix.
    StrAndUnicode,
    StrAndBytes,
}

/// Copies of the iterators of `itertools`, by `copy` and `pickle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IteratorCopies {
    /// Up to 3.11.
    Made,
    /// From 3.12: a DeprecationWarning; 3.14 has none.
    Deprecated,
}

/// How `sum()` adds floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatSum {
    /// Up to 3.11: from left to right.
    Plain,
    /// From 3.12: with Neumaier's compensation.
    Compensated,
}

/// What `round(x)` gives, `math.floor` and `math.ceil`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// 2.7: a float, halves away from zero.
    FloatAwayFromZero,
    /// An int, halves to even.
    IntHalfEven,
}

/// How the repr of an exception with one argument looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionRepr {
    /// Up to 3.6: `ValueError(1,)`.
    TrailingComma,
    /// From 3.7: `ValueError(1)`.
    Plain,
}

/// `hash(None)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoneHash {
    Address,
    /// From 3.12.
    Constant,
}

/// `hash(float('nan'))`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NanHash {
    Zero,
    /// From 3.10: by identity, so that many of them do not fill one bucket.
    Address,
}

impl NoneHash {
    #[must_use]
    pub fn of(self, address: i64) -> i64 {
        match self {
            Self::Address => address >> 4,
            Self::Constant => crate::python::text::hash::NONE_HASH,
        }
    }
}

impl NanHash {
    #[must_use]
    pub fn of(self, address: i64) -> i64 {
        match self {
            Self::Zero => 0,
            Self::Address => address >> 4,
        }
    }
}

/// What `hasattr` makes of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HasAttr {
    /// 2.7: every Exception means no.
    HidesErrors,
    /// From 3.2: AttributeError only.
    MissingOnly,
}

/// What AttributeError and NameError take as keyword arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKeywords {
    /// Up to 3.9.
    None,
    /// From 3.10: `name`, `obj`.
    Fields,
}

/// Whether `OSError(2, '…')` is a FileNotFoundError.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OsErrors {
    One,
    /// From 3.3 (PEP 3151).
    ByNumber,
}

/// What `open` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// 2.7: a `file`, C's `FILE` as an object: its methods give None, and whatever the mode, it holds bytes.
    OfC,
    /// From 3.0 (PEP 3116): a stream of `io`.
    OfIo,
}

/// How a function written in C gets its positional arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// From the caller's stack.
    Direct,
    /// In a tuple made for the call.
    Tuple,
}

/// The type of `iter('abc')`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrIterators {
    One,
    /// From 3.11: ASCII text has an iterator type of its own.
    AsciiApart,
}

/// Builtins as one version has them.
#[derive(Clone, Copy, Debug)]
pub struct Builtins {
    /// `aiter` and `anext`.
    pub asynchronous_builtins: bool,
    pub bool_inversion: BoolInversion,
    /// `int(x)` asks for `__index__` (3.8).
    pub int_asks_for_index: bool,
    pub text: TextRules,
    pub integers: Integers,
    pub strings: Strings,
    pub iterator_copies: IteratorCopies,
    pub float_sum: FloatSum,
    pub rounding: Rounding,
    pub exception_repr: ExceptionRepr,
    pub none_hash: NoneHash,
    pub nan_hash: NanHash,
    pub hasattr: HasAttr,
    pub error_keywords: ErrorKeywords,
    pub os_errors: OsErrors,
    pub files: Files,
    pub str_iterators: StrIterators,
    pub stray_keywords: StrayKeywords,
    /// Of `min` and `max`.
    pub extreme_arguments: Packing,
    /// One-character names whose interned object is not the shared one-character string: in 3.11 and 3.12 those that
    /// the frozen modules brought along.
    pub apart_when_interned: &'static str,
    /// Of `str.encode()` and `bytes.decode()`.
    pub default_encoding: &'static str,
    pub words: Words,
}

/// CPython's words where they changed.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// `int() argument must be …`
    pub int_argument: &'static str,
    /// `float() argument must be …`
    pub float_argument: &'static str,
    /// `isinstance() arg 2 must be …`
    pub isinstance_second: &'static str,
    /// `issubclass() arg 2 must be …`
    pub issubclass_second: &'static str,
    /// `min() …`
    pub empty_iterable: &'static str,
    pub iter_callable: &'static str,
    /// `unsupported operand type(s) for …` of `pow(a, b, c)`
    pub three_argument_pow: &'static str,
    /// `sequence item 0: expected …`
    pub join_item: &'static str,
    pub group_condition: &'static str,
    pub int_parameter: IntParameter,
    pub callables: CallableNames,
    pub unhashable: Unhashable,
    pub heap_argument: HeapArgument,
    pub unpacking: Unpacking,
    /// `argument of type 'int' …`
    pub not_a_container: &'static str,
    /// What stands before the bases of an impossible order.
    pub mro_conflict: &'static str,
    pub concatenation: Concatenation,
    pub string_index: StringIndex,
    pub object_arguments: ObjectArguments,
    pub keyword_names: KeywordNames,
    pub refusals: Refusals,
    pub search_argument: SearchArgument,
    pub attribute_name: AttributeName,
    pub unexpected_keyword: UnexpectedKeyword,
    pub no_keywords: NoKeywords,
    pub too_few: TooFew,
    pub missing_argument: MissingArgument,
    pub int_overflow: IntOverflow,
    pub threshold_arguments: ThresholdArguments,
}

/// `sys.getsizeof()`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingArgument {
    /// Up to 3.6: `Required argument 'object' (pos 1) not found`.
    NotFound,
    /// From 3.7: `getsizeof() missing required argument 'object' (pos 1)`.
    Missing,
}

impl MissingArgument {
    #[must_use]
    pub fn of(self, function: &str, name: &str, position: usize) -> String {
        match self {
            Self::NotFound => format!("Required argument '{name}' (pos {position}) not found"),
            Self::Missing => format!("{function}() missing required argument '{name}' (pos {position})"),
        }
    }

    /// Of a function that takes two arguments.
    #[must_use]
    pub fn of_two(self, function: &str, given: usize) -> String {
        match self {
            Self::NotFound => format!("{function}() takes exactly 2 arguments ({given} given)"),
            Self::Missing => format!("{function} expected 2 arguments, got {given}"),
        }
    }
}

/// `gc.collect(2 ** 40)`: a number that is a C long, but no int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntOverflow {
    /// Up to 3.7, and in `gc.set_threshold` always: `signed integer is greater than maximum` (`PyArg_Parse`).
    Signed,
    /// From 3.8: `Python int too large to convert to C int` (Argument Clinic).
    NamesInt,
}

/// `gc.set_threshold()`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdArguments {
    /// Up to 3.12: `set_threshold() takes at least 1 argument (0 given)`.
    Counted,
    /// From 3.13: `gc.set_threshold requires 1 to 3 arguments`.
    Requires,
}

/// `chr('a')`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntParameter {
    /// 2.7: `an integer is required`.
    Required,
    /// 3.6 to 3.9: `an integer is required (got type str)`.
    RequiredNamed,
    /// From 3.10: `'str' object cannot be interpreted as an integer`.
    Interpreted,
}

impl IntParameter {
    /// The words for an object of this type.
    #[must_use]
    pub fn of(self, type_name: &str) -> String {
        match (self, type_name) {
            (Self::Interpreted, _) => format!("'{type_name}' object cannot be interpreted as an integer"),
            (_, "float") => "integer argument expected, got float".to_owned(),
            (Self::Required, _) => "an integer is required".to_owned(),
            (Self::RequiredNamed, _) => format!("an integer is required (got type {type_name})"),
        }
    }
}

/// How messages about calls name what is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallableNames {
    /// Up to 3.8: `append()`, `f()`.
    Bare,
    /// From 3.9: `list.append()`, `__main__.f()`.
    Full,
}

/// `{[]: 1}`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unhashable {
    Plain,
    /// From 3.14: `cannot use 'list' as a dict key (unhashable type: 'list')`.
    NamesUse,
}

/// `heapq.heappush((), 1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeapArgument {
    /// Up to 3.9: `heap argument must be a list`.
    Plain,
    /// From 3.10: `heappush() argument 1 must be list, not tuple`.
    NamesFunction,
}

/// `a, b = 5`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpacking {
    /// Up to 3.6: `'int' object is not iterable`.
    NotIterable,
    /// From 3.7: `cannot unpack non-iterable int object`.
    CannotUnpack,
}

/// `'a' + 1`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concatenation {
    /// 2.7: `cannot concatenate 'str' and 'int' objects`.
    Cannot,
    /// 3.6: `must be str, not int`.
    MustBe,
    /// From 3.7: `can only concatenate str (not "int") to str`.
    CanOnly,
}

impl Concatenation {
    #[must_use]
    pub fn of(self, own: &str, other: &str) -> String {
        match (self, own) {
            (Self::Cannot, "unicode") => format!("coercing to Unicode: need string or buffer, {other} found"),
            (Self::Cannot, _) => format!("cannot concatenate 'str' and '{other}' objects"),
            (Self::MustBe, _) => format!("must be str, not {other}"),
            (Self::CanOnly, _) => format!("can only concatenate str (not \"{other}\") to str"),
        }
    }
}

/// `'abc'['a']`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringIndex {
    /// 2.7: `string indices must be integers, not str`.
    NamesTypeBare,
    /// 3.6 to 3.10.
    Plain,
    /// From 3.11.
    NamesType,
}

impl StringIndex {
    #[must_use]
    pub fn of(self, type_name: &str) -> String {
        match self {
            Self::NamesTypeBare => format!("string indices must be integers, not {type_name}"),
            Self::Plain => "string indices must be integers".to_owned(),
            Self::NamesType => format!("string indices must be integers, not '{type_name}'"),
        }
    }
}

/// `object(1)`, `C(1)` where `C` has neither `__new__` nor `__init__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectArguments {
    /// Up to 3.6: `object() takes no parameters`, whatever the class.
    Parameters,
    /// From 3.7: `C() takes no arguments` (bpo-31506).
    NamesClass,
}

impl ObjectArguments {
    #[must_use]
    pub fn of(self, class: &str) -> String {
        match self {
            Self::Parameters => "object() takes no parameters".to_owned(),
            Self::NamesClass => format!("{class}() takes no arguments"),
        }
    }
}

/// `f(**{1: 2})`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordNames {
    /// Up to 3.8: `f() keywords must be strings`.
    NamesFunction,
    /// From 3.9: `keywords must be strings`.
    Bare,
}

/// What does not suit, in the words of one or the other Python: `next([])`, `float([])`, `reversed({})`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusals {
    /// 2.7: without quotes, without the type, or of sequences.
    Python2,
    /// From 3.0 on: `'list' object is not an iterator`, `…, not 'list'`, `'dict' object is not reversible`.
    Python3,
}

impl Refusals {
    #[must_use]
    pub fn not_iterator(self, type_name: &str) -> String {
        match self {
            Self::Python2 => format!("{type_name} object is not an iterator"),
            Self::Python3 => format!("'{type_name}' object is not an iterator"),
        }
    }

    /// `needed` is what an argument of `float()` must be.
    #[must_use]
    pub fn not_float(self, needed: &str, type_name: &str) -> String {
        match self {
            Self::Python2 => format!("float() argument must be {needed}"),
            Self::Python3 => format!("float() argument must be {needed}, not '{type_name}'"),
        }
    }

    #[must_use]
    pub fn not_real(self, type_name: &str) -> String {
        match self {
            Self::Python2 => "a float is required".to_owned(),
            Self::Python3 => format!("must be real number, not {type_name}"),
        }
    }

    #[must_use]
    pub fn not_reversible(self, type_name: &str) -> String {
        match self {
            Self::Python2 => "argument to reversed() must be a sequence".to_owned(),
            Self::Python3 => format!("'{type_name}' object is not reversible"),
        }
    }

    /// What the method that tells an object's truth returned.
    #[must_use]
    pub fn not_a_truth(self, type_name: &str) -> String {
        match self {
            Self::Python2 => format!("__nonzero__ should return bool or int, returned {type_name}"),
            Self::Python3 => format!("__bool__ should return bool, returned {type_name}"),
        }
    }
}

/// `'abc'.find(1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchArgument {
    /// Up to 3.12: `must be str, not int`.
    Bare,
    /// From 3.13: `find() argument 1 must be str, not int`.
    Named,
}

impl SearchArgument {
    /// What stands before `must be str`.
    #[must_use]
    pub fn named(self, function: &str) -> String {
        match self {
            Self::Bare => String::new(),
            Self::Named => format!("{function}() argument 1 "),
        }
    }
}

/// `getattr(x, 1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeName {
    /// Up to 3.10: `getattr(): attribute name must be string`.
    NamesFunction,
    /// From 3.11: `attribute name must be string, not 'int'`.
    NamesType,
}

impl AttributeName {
    #[must_use]
    pub fn of(self, function: &str, type_name: &str) -> String {
        match self {
            Self::NamesFunction if matches!(function, "getattr" | "hasattr") => {
                format!("{function}(): attribute name must be string")
            }
            _ => format!("attribute name must be string, not '{type_name}'"),
        }
    }
}

/// `print(foo=1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnexpectedKeyword {
    ThisFunction,
    /// 3.7 to 3.12: `'foo' is an invalid keyword argument for print()`.
    NamesFunction,
    /// From 3.13: `print() got an unexpected keyword argument 'foo'`.
    Unexpected,
}

impl UnexpectedKeyword {
    #[must_use]
    pub fn of(self, function: &str, keyword: &str) -> String {
        match self {
            Self::ThisFunction => format!("'{keyword}' is an invalid keyword argument for this function"),
            Self::NamesFunction => format!("'{keyword}' is an invalid keyword argument for {function}()"),
            Self::Unexpected => format!("{function}() got an unexpected keyword argument '{keyword}'"),
        }
    }
}

/// `ValueError(x=1)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKeywords {
    /// 2.7: `exceptions.ValueError does not take keyword arguments`.
    InModule,
    /// 3.6: without module.
    DoesNotTake,
    /// From 3.7: `ValueError() takes no keyword arguments`.
    TakesNo,
}

impl NoKeywords {
    #[must_use]
    pub fn of(self, class: &str) -> String {
        match self {
            Self::InModule => format!("exceptions.{class} does not take keyword arguments"),
            Self::DoesNotTake => format!("{class} does not take keyword arguments"),
            Self::TakesNo => format!("{class}() takes no keyword arguments"),
        }
    }
}

/// `min()`, `sorted()`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooFew {
    /// Up to 3.7: `min expected 1 arguments, got 0`.
    Plural,
    /// 3.8: `min expected 1 argument, got 0`.
    Singular,
    /// From 3.9: `min expected at least 1 argument, got 0`.
    AtLeast,
}

impl TooFew {
    /// `argument` or `arguments`, of so many.
    #[must_use]
    pub fn arguments(self, number: usize) -> &'static str {
        if number == 1 && self != Self::Plural { "argument" } else { "arguments" }
    }

    #[must_use]
    pub fn at_least_one(self, function: &str) -> String {
        match self {
            Self::Plural => format!("{function} expected 1 arguments, got 0"),
            Self::Singular => format!("{function} expected 1 argument, got 0"),
            Self::AtLeast => format!("{function} expected at least 1 argument, got 0"),
        }
    }

    /// `slice()`, which has said "at least" in all versions.
    #[must_use]
    pub fn at_least(self, function: &str) -> String {
        let plural = if self == Self::Plural { "s" } else { "" };
        format!("{function} expected at least 1 argument{plural}, got 0")
    }

    #[must_use]
    pub fn exactly_one(self, function: &str, given: usize) -> String {
        let plural = if self == Self::Plural { "s" } else { "" };
        format!("{function} expected 1 argument{plural}, got {given}")
    }
}

/// What `~True` warns of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolInversion {
    /// Up to 3.11: nothing.
    Silent,
    /// 3.12: it is deprecated.
    Deprecated,
    /// From 3.13: and goes with 3.16.
    Dated,
}

/// Keywords given to a subclass of tuple, list, frozenset, map and their like, whose own method takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrayKeywords {
    /// Up to 3.6: the builtin refuses them.
    Refused,
    /// 3.7 to 3.10: the builtin passes over all of them.
    OfSubclasses,
    /// From 3.11: it passes over them only where the subclass has an `__init__` of its own (for `list`: a `__new__`).
    OfPartner,
}

impl Builtins {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        let from = |first: Version| version >= first;
        let python2 = !from(V::V3_6);
        Self {
            text: super::text_rules(version),
            integers: if python2 { Integers::IntAndLong } else { Integers::One },
            strings: if python2 { Strings::StrAndUnicode } else { Strings::StrAndBytes },
            iterator_copies: if from(V::V3_12) { IteratorCopies::Deprecated } else { IteratorCopies::Made },
            float_sum: if from(V::V3_12) { FloatSum::Compensated } else { FloatSum::Plain },
            rounding: if python2 { Rounding::FloatAwayFromZero } else { Rounding::IntHalfEven },
            exception_repr: if from(V::V3_7) { ExceptionRepr::Plain } else { ExceptionRepr::TrailingComma },
            none_hash: if from(V::V3_12) { NoneHash::Constant } else { NoneHash::Address },
            nan_hash: if from(V::V3_10) { NanHash::Address } else { NanHash::Zero },
            hasattr: if python2 { HasAttr::HidesErrors } else { HasAttr::MissingOnly },
            error_keywords: if from(V::V3_10) { ErrorKeywords::Fields } else { ErrorKeywords::None },
            files: if python2 { Files::OfC } else { Files::OfIo },
            os_errors: if python2 { OsErrors::One } else { OsErrors::ByNumber },
            extreme_arguments: if from(V::V3_13) { Packing::Direct } else { Packing::Tuple },
            bool_inversion: match version {
                _ if from(V::V3_13) => BoolInversion::Dated,
                V::V3_12 => BoolInversion::Deprecated,
                _ => BoolInversion::Silent,
            },
            int_asks_for_index: from(V::V3_8),
            stray_keywords: match version.number() {
                (2, _) | (3, ..=6) => StrayKeywords::Refused,
                (3, ..=10) => StrayKeywords::OfSubclasses,
                _ => StrayKeywords::OfPartner,
            },
            str_iterators: if from(V::V3_11) { StrIterators::AsciiApart } else { StrIterators::One },
            apart_when_interned: match version {
                V::V3_11 => "BCLST_abcdefhijklmnopqrstvwxy",
                V::V3_12 => "_abcdenprsx",
                _ => "",
            },
            default_encoding: if python2 { "ascii" } else { "utf-8" },
            asynchronous_builtins: from(Version::V3_10),
            words: Words::of(version),
        }
    }
}

impl Builtins {
    /// Whether the builtins module has this function.
    #[must_use]
    pub fn has_function(&self, name: &str) -> bool {
        match name {
            "apply" | "cmp" | "coerce" | "execfile" | "intern" | "raw_input" | "reduce" | "reload" | "unichr" => {
                self.strings == Strings::StrAndUnicode
            }
            "ascii" | "exec" => self.strings == Strings::StrAndBytes,
            "aiter" | "anext" => self.asynchronous_builtins,
            "breakpoint" => self.exception_repr == ExceptionRepr::Plain,
            _ => true,
        }
    }
}

impl Words {
    fn of(version: Version) -> Self {
        use Version as V;
        let from = |first: Version| version >= first;
        let python2 = !from(V::V3_6);
        Self {
            int_argument: match version {
                _ if from(V::V3_10) => "a string, a bytes-like object or a real number",
                _ if python2 => "a string or a number",
                _ => "a string, a bytes-like object or a number",
            },
            float_argument: if from(V::V3_10) { "a string or a real number" } else { "a string or a number" },
            isinstance_second: match version {
                _ if from(V::V3_10) => "a type, a tuple of types, or a union",
                _ if python2 => "a class, type, or tuple of classes and types",
                _ => "a type or tuple of types",
            },
            issubclass_second: if from(V::V3_10) {
                "a class, a tuple of classes, or a union"
            } else {
                "a class or tuple of classes"
            },
            empty_iterable: if from(V::V3_12) { "iterable argument is empty" } else { "arg is an empty sequence" },
            iter_callable: if version == V::V3_12 {
                "iter(object, sentinel): object must be callable"
            } else {
                "iter(v, w): v must be callable"
            },
            three_argument_pow: if from(V::V3_10) { "** or pow()" } else { "pow()" },
            join_item: if python2 { "string" } else { "str instance" },
            group_condition: if from(V::V3_13) {
                "expected an exception type, a tuple of exception types, or a callable (other than a class)"
            } else {
                "expected a function, exception type or tuple of exception types"
            },
            int_parameter: match version {
                _ if from(V::V3_10) => IntParameter::Interpreted,
                _ if python2 => IntParameter::Required,
                _ => IntParameter::RequiredNamed,
            },
            callables: if from(V::V3_9) { CallableNames::Full } else { CallableNames::Bare },
            heap_argument: if from(V::V3_10) { HeapArgument::NamesFunction } else { HeapArgument::Plain },
            unhashable: if from(V::V3_14_0) { Unhashable::NamesUse } else { Unhashable::Plain },
            unpacking: if from(V::V3_7) { Unpacking::CannotUnpack } else { Unpacking::NotIterable },
            not_a_container: if from(V::V3_14_0) { "is not a container or iterable" } else { "is not iterable" },
            mro_conflict: match version {
                _ if from(V::V3_13) => "Cannot create a consistent method resolution order (MRO) for bases ",
                _ => "Cannot create a consistent method resolution\norder (MRO) for bases ",
            },
            concatenation: match version {
                _ if from(V::V3_7) => Concatenation::CanOnly,
                _ if python2 => Concatenation::Cannot,
                _ => Concatenation::MustBe,
            },
            string_index: match version {
                _ if from(V::V3_11) => StringIndex::NamesType,
                _ if python2 => StringIndex::NamesTypeBare,
                _ => StringIndex::Plain,
            },
            object_arguments: if from(V::V3_7) { ObjectArguments::NamesClass } else { ObjectArguments::Parameters },
            keyword_names: if from(V::V3_9) { KeywordNames::Bare } else { KeywordNames::NamesFunction },
            refusals: if python2 { Refusals::Python2 } else { Refusals::Python3 },
            search_argument: if from(V::V3_13) { SearchArgument::Named } else { SearchArgument::Bare },
            attribute_name: if from(V::V3_11) { AttributeName::NamesType } else { AttributeName::NamesFunction },
            unexpected_keyword: match version {
                _ if from(V::V3_13) => UnexpectedKeyword::Unexpected,
                _ if from(V::V3_7) => UnexpectedKeyword::NamesFunction,
                _ => UnexpectedKeyword::ThisFunction,
            },
            no_keywords: match version {
                _ if from(V::V3_7) => NoKeywords::TakesNo,
                _ if python2 => NoKeywords::InModule,
                _ => NoKeywords::DoesNotTake,
            },
            missing_argument: if from(V::V3_7) { MissingArgument::Missing } else { MissingArgument::NotFound },
            int_overflow: if from(V::V3_8) { IntOverflow::NamesInt } else { IntOverflow::Signed },
            threshold_arguments: if from(V::V3_13) {
                ThresholdArguments::Requires
            } else {
                ThresholdArguments::Counted
            },
            too_few: match version {
                _ if from(V::V3_9) => TooFew::AtLeast,
                V::V3_8 => TooFew::Singular,
                _ => TooFew::Plural,
            },
        }
    }
}
