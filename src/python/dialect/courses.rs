//! What imports do in each version beside filling `sys.modules`, where it is known.

use crate::memory::rules::Version;

/// Read off a real interpreter (`modules/courses/*.txt`; [`crate::python::modules::courses`] says what stands there).
#[derive(Clone, Copy, Debug)]
pub struct ImportCourses {
    pub table: &'static str,
    pub start: Start,
    /// What the start of the prompt imports.
    pub imported_by_prompt: &'static str,
}

/// How the start of the interpreter leaves things to a program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// `gc.get_count()[0]`.
    pub young: i64,
    /// `gc.get_count()[1]`.
    pub middle: i64,
    /// So many objects of the first import come out of the free lists.
    pub free: u32,
}

impl ImportCourses {
    #[must_use]
    pub fn of(version: Version) -> Option<Self> {
        let table = match version {
            // Its library is another.
            Version::V2_7 => return None,
            Version::V3_9 => include_str!("../modules/courses/3.9.txt"),
            Version::V3_10 => include_str!("../modules/courses/3.10.txt"),
            Version::V3_12 => include_str!("../modules/courses/3.12.txt"),
            Version::V3_13 => include_str!("../modules/courses/3.13.txt"),
            _ => include_str!("../modules/courses/other.txt"),
        };
        Some(Self {
            table,
            start: match version {
                Version::V3_10 => Start { young: 31, middle: 10, free: 0 },
                Version::V3_12 => Start { young: 0, middle: 5, free: 126 },
                Version::V3_13 => Start { young: 0, middle: 3, free: 9 },
                _ => Start::default(),
            },
            imported_by_prompt: if version == Version::V3_13 { PROMPT_OF_3_13 } else { "" },
        })
    }
}

/// `_pyrepl` and `rlcompleter` import these.
const PROMPT_OF_3_13: &str = "types enum re re._constants re._parser re._casefix re._compiler itertools keyword _operator \
    operator reprlib _collections collections _functools functools copyreg _ast contextlib ast _opcode _opcode_metadata \
    opcode dis collections.abc importlib importlib.machinery linecache _tokenize tokenize _weakrefset weakref inspect \
    warnings __future__ copy dataclasses unicodedata _colorize textwrap traceback codeop code errno select signal _struct \
    struct platform";
