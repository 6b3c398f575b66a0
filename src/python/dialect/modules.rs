//! What differs between versions in the standard modules, as named choices.

use crate::memory::rules::Version;

/// What differs in the standard modules.
#[derive(Clone, Copy, Debug)]
pub struct Modules {
    /// Major, minor, micro.
    pub release: (i64, i64, i64),
    pub gc: GcModule,
    pub sys: SysModule,
    pub itertools: Itertools,
    pub get_objects: GetObjects,
    pub fatal_error: FatalError,
    pub int_words: IntWords,
    pub statistics: Statistics,
    pub json_errors: JsonErrors,
    pub json_commas: JsonCommas,
    pub sizes: crate::python::text::sizes::Layout,
}

/// Which functions `gc` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GcModule {
    /// 2.7.
    V2,
    /// 3.6: `callbacks`, `get_stats`.
    WithStats,
    /// 3.7, 3.8: `freeze`.
    WithFreeze,
    /// From 3.9: `is_finalized`.
    WithFinalized,
}

/// `gc.get_objects()`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetObjects {
    /// Up to 3.7: of all generations, no argument.
    All,
    /// From 3.8: `generation=`.
    OfGeneration,
}

/// What `gc.DEBUG_STATS` says of a collection that found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistics {
    /// 2.7: only the time, and a full stop (behind all reports).
    TimeAndStop,
    /// 3.6, 3.7: only the time.
    TimeOnly,
    /// From 3.8: two zeros, too.
    Zeros,
}

/// Which functions `sys` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SysModule {
    V2,
    V3 {
        /// From 3.11: `exception`.
        exception: bool,
        /// From 3.13: `_is_gil_enabled`, `_is_interned`.
        gil: bool,
        /// Up to 3.8: `getcheckinterval`.
        check_interval: bool,
        /// From 3.10: `version` is one line.
        joined_version: bool,
    },
}

/// What a process prints that deallocates `None`: its count has come to zero, which no program can bring about without
/// lying. From 3.12 `None` is immortal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FatalError {
    /// 2.7: one line.
    Plain,
    /// 3.6, 3.7: also where the program was.
    WithTraceback,
    /// 3.8: and the state of the runtime.
    WithState,
    /// 3.9, 3.10: the C function's name stands before it.
    NamesFunction,
    /// From 3.11: and a guess at the cause behind it.
    WithGuess,
}

/// What stands in an int's memory behind its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntWords {
    /// 2.7: the value itself, for `int`.
    Value,
    /// Up to 3.11 the number of digits, negative for negative numbers; then digits of 30 bits.
    SignedSize,
    /// From 3.12 the number of digits, shifted by three bits, and the sign (0 plus, 1 zero, 2 minus); then the digits.
    Tag,
}

impl FatalError {
    #[must_use]
    pub fn none_deallocated(self) -> &'static str {
        match self {
            Self::Plain | Self::WithTraceback => "deallocating None",
            Self::WithState => "deallocating None\nPython runtime state: initialized",
            Self::NamesFunction => "none_dealloc: deallocating None\nPython runtime state: initialized",
            Self::WithGuess => {
                "none_dealloc: deallocating None: bug likely caused by a refcount error in a C extension\n\
                 Python runtime state: initialized"
            }
        }
    }
}

/// Which of the library's Python sources are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    /// 2.7.
    Two,
    /// 3.x.
    Three,
}

impl Library {
    #[must_use]
    pub fn of(version: Version) -> Self {
        match version {
            Version::V2_7 => Self::Two,
            _ => Self::Three,
        }
    }
}

/// How `json` words what it refuses to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonErrors {
    /// 3.6: "keys must be a string", "Object of type 'set' …".
    Quoted,
    /// 3.7 to 3.11: "keys must be str, int, float, bool or None, not tuple", "Out of range float values …".
    WithoutValue,
    /// From 3.12: the number that is out of range is shown.
    WithValue,
}

/// What `json` says of a comma before a closing bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonCommas {
    /// Up to 3.12: that a value is missing behind it.
    ExpectValue,
    /// From 3.13: "Illegal trailing comma before end of array".
    Illegal,
}

/// What the `time` of a version has no more: `clock` went with 3.8.
#[must_use]
pub fn gone_from_time(version: Version) -> &'static [&'static str] {
    if version < Version::V3_8 { &[] } else { &["clock"] }
}

/// Which iterators `itertools` has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Itertools {
    /// 2.7: `imap`, `izip`, …
    V2,
    V3_6,
    /// From 3.10.
    WithPairwise,
    /// From 3.12.
    WithBatched,
}

impl Modules {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use crate::python::text::sizes::Layout;
        use Version as V;
        let from = |first: Version| version >= first;
        let (major, minor) = version.number();
        Self {
            release: (
                i64::from(major),
                i64::from(minor),
                match version {
                    V::V2_7 | V::V3_8 | V::V3_9 => 18,
                    V::V3_6 => 15,
                    V::V3_7 => 16,
                    V::V3_10 => 13,
                    V::V3_11 => 7,
                    V::V3_12 => 1,
                    V::V3_13 => 0,
                    V::V3_14_0 => 2,
                    V::V3_14_5 => 5,
                },
            ),
            gc: match version {
                V::V2_7 => GcModule::V2,
                V::V3_6 => GcModule::WithStats,
                V::V3_7 | V::V3_8 => GcModule::WithFreeze,
                _ => GcModule::WithFinalized,
            },
            sys: match version {
                V::V2_7 => SysModule::V2,
                _ => SysModule::V3 {
                    exception: from(V::V3_11),
                    gil: from(V::V3_13),
                    check_interval: !from(V::V3_9),
                    joined_version: from(V::V3_10),
                },
            },
            get_objects: if from(V::V3_8) { GetObjects::OfGeneration } else { GetObjects::All },
            itertools: match version {
                V::V2_7 => Itertools::V2,
                _ if from(V::V3_12) => Itertools::WithBatched,
                _ if from(V::V3_10) => Itertools::WithPairwise,
                _ => Itertools::V3_6,
            },
            statistics: match version {
                V::V2_7 => Statistics::TimeAndStop,
                _ if from(V::V3_8) => Statistics::Zeros,
                _ => Statistics::TimeOnly,
            },
            fatal_error: match version {
                V::V2_7 => FatalError::Plain,
                V::V3_6 | V::V3_7 => FatalError::WithTraceback,
                V::V3_8 => FatalError::WithState,
                V::V3_9 | V::V3_10 => FatalError::NamesFunction,
                _ => FatalError::WithGuess,
            },
            int_words: match version {
                V::V2_7 => IntWords::Value,
                _ if from(V::V3_12) => IntWords::Tag,
                _ => IntWords::SignedSize,
            },
            json_errors: match version {
                V::V2_7 | V::V3_6 => JsonErrors::Quoted,
                _ if from(V::V3_12) => JsonErrors::WithValue,
                _ => JsonErrors::WithoutValue,
            },
            json_commas: if from(V::V3_13) { JsonCommas::Illegal } else { JsonCommas::ExpectValue },
            sizes: match version {
                V::V2_7 => Layout::Py27,
                V::V3_6 => Layout::Py36,
                V::V3_7 => Layout::Py37,
                V::V3_8 => Layout::Py38,
                V::V3_9 => Layout::Py39,
                V::V3_10 => Layout::Py310,
                V::V3_11 => Layout::Py311,
                V::V3_12 => Layout::Py312,
                V::V3_13 | V::V3_14_0 | V::V3_14_5 => Layout::Py313,
            },
        }
    }
}

/// Dicts and lists that stay with a module when 2.7 imports it, beside those of the modules that it imports itself: its
/// namespace, a copy of it for modules written in C, the namespaces of its classes, what its code keeps. (Read off
/// `gc.get_count()`: they come from the free lists, which no collection fills again.) Modules that the interpreter has
/// imported for itself take nothing.
const TAKEN_BY_IMPORTS: &[(&str, u32, u32)] = &[
    ("__future__", 9, 2),
    ("atexit", 1, 2),
    ("bisect", 3, 0),
    ("cStringIO", 4, 0),
    ("collections", 19, 3),
    ("contextlib", 5, 1),
    ("copy", 5, 2),
    ("copy_reg", 0, 0),
    ("ctypes", 38, 9),
    ("errno", 0, 0),
    ("exceptions", 0, 0),
    ("functools", 4, 0),
    ("gc", 5, 0),
    ("heapq", 3, 1),
    ("itertools", 24, 0),
    ("json", 27, 10),
    ("keyword", 1, 2),
    ("linecache", 0, 0),
    ("math", 2, 0),
    ("operator", 5, 0),
    ("os", 0, 0),
    ("platform", 27, 12),
    ("posixpath", 0, 0),
    ("random", 41, 5),
    ("StringIO", 2, 1),
    ("string", 8, 1),
    ("sys", 0, 0),
    ("textwrap", 16, 7),
    ("thread", 6, 0),
    ("threading", 21, 9),
    ("time", 0, 0),
    ("timeit", 2, 1),
    ("traceback", 0, 0),
    ("types", 0, 0),
    ("UserDict", 0, 0),
    ("UserList", 5, 4),
    ("UserString", 4, 2),
    ("Queue", 24, 10),
    ("weakref", 4, 2),
    ("abc", 0, 0),
    ("warnings", 0, 0),
    ("_abcoll", 0, 0),
    ("_weakrefset", 0, 0),
];

/// What stays in use of the dicts and lists in the free lists after an import, where that is known.
#[must_use]
pub fn taken_by_import(version: Version, module: &str) -> Option<(u32, u32)> {
    if version > Version::V2_7 {
        return None;
    }
    TAKEN_BY_IMPORTS.iter().find(|(name, ..)| *name == module).map(|&(_, dicts, lists)| (dicts, lists))
}
