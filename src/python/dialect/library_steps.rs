//! What the interpreter's own Python code and its streams make and drop on the way, by version: nobody can see these
//! objects, but they are counted, fill the free lists, and collections that become due run in their midst.
//!
//! Read off the real interpreters, object by object. A capital letter is a birth, a small one a death: `N` an object
//! without free list, `L` a list, `D` a dict, `T2` a tuple of two, `M` a method, `B` a builtin method, `F` a frame that
//! its code keeps, `S` a slice, `E` an error that C code raises and drops (where that is an object). `!` stands before
//! what is made the first time only, `*` before a tuple or dict that holds containers; `|` is a look at the eval
//! breaker. In `[…]` the decoder's `__init__` and the one that it calls have their frames, which their code keeps.

use crate::memory::Ref;
use crate::memory::rules::Version;
use crate::python::vm::known::types;

/// The import of a module that is built in and that the interpreter does not import for itself (`_find_and_load` in
/// Lib/importlib/_bootstrap.py), before and after the module itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportSteps {
    pub before: &'static str,
    pub after: &'static str,
}

/// Opening a source file to show a line of it (`_Py_DisplaySourceLine` in Python/traceback.c): the streams of `io` and the
/// decoder of `codecs`. `site` has read the `.pth` files of a usual installation: the decoder has its frame by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceSteps {
    pub open: &'static str,
    /// The first piece of the file is read.
    pub first_chunk: &'static str,
    /// Each further piece, in whose midst a line goes on.
    pub next_chunk: &'static str,
    pub close: &'static str,
    /// After the line: its parts are looked for, which makes the list of an arena.
    pub marks: &'static str,
}

/// What `dir()` makes for each class (`merge_class_dict` in Objects/typeobject.c): a proxy of its namespace, the methods
/// `keys` of both, a view and its iterator, the list of the keys, an iterator over that.
#[must_use]
pub fn class_names_steps(version: Version) -> &'static str {
    match version {
        Version::V2_7 => "NBBLbbNlnn",
        Version::V3_6 => "NBBNbbNLnnNlnn",
        Version::V3_7 | Version::V3_8 => "NBBNbbNnLnNlnn",
        // Methods are called without being bound; the list asks the iterator how long it is.
        _ => "NNNnLBbnNlnn",
    }
}

/// Builtin types that nothing has looked at when a program begins, with the number of their descriptors: `PyType_Ready`
/// fills them when an attribute of theirs, or of an instance, is first asked for. (From 3.6 on `collections.abc`, which
/// `site` imports, has registered them. Read off the flag `Py_TPFLAGS_READY`.)
#[must_use]
pub fn late_types(version: Version) -> &'static [(Ref, usize)] {
    match version {
        Version::V2_7 => &[
            (types::LIST_ITERATOR, 4),
            (types::LIST_REVERSE_ITERATOR, 4),
            (types::TUPLE_ITERATOR, 4),
            (types::SET_ITERATOR, 4),
            (types::RANGE_ITERATOR, 4),
            (types::DICT_KEY_ITERATOR, 4),
            (types::DICT_VALUE_ITERATOR, 4),
            (types::DICT_ITEM_ITERATOR, 4),
            (types::BYTEARRAY_ITERATOR, 4),
            (types::METHOD_DESCRIPTOR, 7),
            (types::METHOD_WRAPPER, 9),
        ],
        _ => &[],
    }
}

/// What filling a type makes, with a descriptor or more (`PyType_Ready` and `mro_implementation` in
/// Objects/typeobject.c): its bases and namespace; the descriptors; the lists that are merged to its resolution order,
/// and that; a weak reference for its base.
pub const READY_STEPS: [&str; 3] = ["T1D", "N", "LLLLlllT2lN"];

/// Of these stay, beside the descriptors.
pub const READY_STAYS: usize = 4;

/// From 3.13 on; before, what the version says.
const IMPORT_3_13: ImportSteps = ImportSteps {
    before: "|N|NN|T1NNNt1nnN|N|N|LLT1NT2Nt2|nN|NN|N|T1NNNt1nnT2|T3T2Nt2t3|T3T2t2t3t2|nnNN|nLl|T3t3|nDT3|t3dT2|t2nnnn\
        n|T3t3N|NNN|nN|Nn|Nn|T2DNT2|Lt2t2d|nnnn|DT1D|",
    after: "|dt1d|T3t3DT1D|dt1d|T2t2|DT3|NNn|T3t3n|t3dT2|t2t1nnnnllnnn|",
};

#[must_use]
pub fn import_steps(version: Version) -> Option<ImportSteps> {
    Some(match version {
        // A module of the library, in Python.
        Version::V2_7 => return None,
        Version::V3_6 => ImportSteps {
            before: "T1NMDmt1MMT1NNt1nnT1NMDmt1T1NT2Nt2MmBBbT3t3bmBT2t2bBT3bt3NNMMmMT2t2T2Mmt2MmDT2NMT4Dt4mt2dT3t3nmnmT2Mmt2\
                T2Mmt2MmDT1T2t2",
            after: "T2t1dT3t3T3t3T3t3BT3bt3T3t3T1NMDmt1MMmMmDT1t1dT3T3NNNnnnT2t2t3t3dnmT3DT3MmBBbT3t3bt3dt3BT1t1bnt1ndndnm",
        },
        Version::V3_7 => ImportSteps {
            before: "T1NDt1MMT1NNt1nnT1NDt1T1NT2Nt2BBbT3t3bmT3t3NNMMmMMmMmT2DNT4Dt4t2dT3t3nmnmMmMmMmDT1T2t2",
            after: "t1dT3t3T1NDt1MMmMmDT1t1dT3T3NNNnnnT2t2t3t3dnmT3DT3BBbT3t3bt3dt3nt1ndndnm",
        },
        Version::V3_8 => ImportSteps {
            before: "T1NDt1MMT1NNt1nnT1NDt1T1NT2Nt2BBbT3t3bmT3t3NNMMmMMmMmT2DNT2Dt2t2dnmnmMmMmMDT1T2t2",
            after: "t1dmT3t3MDT1t1dmT2t2DT3BBbT3t3bt3dnt1ndndnm",
        },
        Version::V3_9 => ImportSteps {
            before: "T1NDt1NNT1NNt1nnT1NDt1T1NT2Nt2NNnT3t3nnT3t3NNNNnNNnNnT2DNT2Dt2t2dnnnnNnNnNDT1DT2t2",
            after: "dt1dnT3t3NDT1Ddt1dnT2t2DT3NNnT3t3nt3dnt1ndndnn",
        },
        Version::V3_10 => ImportSteps {
            before: "T1NDt1NNT1NNt1nnT1NNDNt1T1NT2Nt2NNnT3t3nnT3t3NNNNnNNnNnT2DNT2Dt2t2dnnnnDT1DT2t2",
            after: "dt1dT3t3T1Nt1nT1Nt1nDT1Ddt1dT2t2DT3NNnT3t3nt3dnt1nnndndnn",
        },
        Version::V3_11 => ImportSteps {
            before: "T1Nt1NNT1NNNt1nnT1NNNt1T1NT2Nt2nNNnT3t3nnT3t3NNNNnNNnNnT2DNT2Lt2t2dnnnnDT1DT2t2",
            after: "dt1dT3t3T1Nt1nT1Nt1nDT1Ddt1dT2t2DT3NNnT3t3nt3dnt1nnnnnn",
        },
        Version::V3_12 => ImportSteps {
            before: "|||T1N|t1|NN|||T1NNNt1nn|T1N|N|N|LLt1|T1NT2Nt2||n||T2N|t2|NN|N||T1NNNt1nn|T2|T3T2Nt2t3||T3T2t2t3|t2|nnNN\
                nLlT3t3n|DT3||t3d|||nnnn|n||T3|t3|NN|NN||nN|||Nn|Nn||T2DNT2|Lt2t2d|||nn|nn|||||DT1|D",
            after: "d|t1d|||||T3|t3|||DT1|Dd|t1d|T2|t2DT3|||NNn|T3t3n|t3d||||nt1nnnllnnn|",
        },
        Version::V3_13 | Version::V3_14_0 | Version::V3_14_5 => IMPORT_3_13,
    })
}

/// Whether the interpreter has run this function of a library file before the program begins: its code has a frame by
/// then. Up to 3.6 `abc` is Python source that keeps its registries in weak sets (read off `co_zombieframe`).
#[must_use]
pub fn ran_at_start(version: Version, filename: &str, qualname: &str) -> bool {
    version == Version::V3_6
        && filename == "<frozen _weakrefset>"
        && matches!(
            qualname,
            "WeakSet.__init__"
                | "WeakSet.__contains__"
                | "WeakSet.__iter__"
                | "WeakSet._commit_removals"
                | "WeakSet.add"
                | "_IterationGuard.__init__"
                | "_IterationGuard.__enter__"
                | "_IterationGuard.__exit__"
        )
}

#[must_use]
pub fn source_steps(version: Version) -> Option<SourceSteps> {
    /// 3.6: a stream's methods are looked up as objects, and the decoder's are called through a bound method.
    const V3_6: SourceSteps = SourceSteps {
        open: "T5t5T2T4NEDt4Bb*T2NBbBb*t2t2BBbb*T2NBBbbT1NM[D]mt1T2t2BbBBbbBb*t2",
        first_chunk: "BBM!FT2mt2T2bt2BNNBbnnbMT2T3T2t3t2Sst2mT2b",
        next_chunk: "BLBMT2mt2T2bt2BNNBbnnbMT2T3T2t3t2Sst2mT2t2lb",
        close: "BBBBEbbbBBBEbbBT1BEBEbbt1bbbndnt2dnn",
        marks: "",
    };
    const V3_9: SourceSteps = SourceSteps {
        open: "T5t5T4NEDt4*T2N*t2Nn*T2NT1N[D]t1T2t2Nn*t2",
        first_chunk: "!FT2t2T2t2NNnnT2t2SsT2",
        next_chunk: "LT2t2T2t2NNnnT2t2SsT2t2l",
        close: "ndnt2dnn",
        marks: "",
    };
    Some(match version {
        // It is opened by C alone.
        Version::V2_7 => return None,
        Version::V3_6 => V3_6,
        Version::V3_7 => SourceSteps {
            open: "T5t5T4NEDt4Bb*T2NBbBb*t2BBbb*T2NBBbbT1N[D]t1T2t2BbBBbbBb*t2",
            first_chunk: "BBM!FT2mt2T2bt2BNNBbnnbMT2T2t2Sst2mT2b",
            next_chunk: "BLBMT2mt2T2bt2BNNBbnnbMT2T2t2Sst2mT2t2lb",
            close: "BBBBbbbBBBbbBT1Bbt1bbbndnt2dnn",
            ..V3_6
        },
        Version::V3_8 => {
            SourceSteps { open: "T5t5T4NEDt4Bb*T2N*t2Bb*T2NBbT1N[D]t1T2t2Bb*t2", close: "BBBbbBbbndnt2dnn", ..V3_9 }
        }
        Version::V3_9 => V3_9,
        Version::V3_10 => SourceSteps { open: "LT5t5lT4NEDt4*T2N*t2Nn*T2NT1N[D]t1T2t2Nn*t2", ..V3_9 },
        Version::V3_11 => SourceSteps {
            open: "LlT4NEDt4*T2N*t2Nn*T2NT1Nt1T2t2Nn*t2",
            first_chunk: "T2t2T2t2NNnnT2Nnt2SsT2",
            next_chunk: "LT2t2T2t2NNnnT2Nnt2SsT2t2l",
            close: "nnt2dnn",
            marks: "Ll",
        },
        Version::V3_12 => SourceSteps {
            open: "LlT4NEDt4*T2ND*t2Nn*T2NDT1N||t1T2Nt2Nn*t2",
            first_chunk: "|T2t2T2t2NNnn|T2|!N!nt2SsT2",
            next_chunk: "L|T2t2T2t2NNnn|T2|t2SsT2t2l",
            close: "dnnnt2dndn",
            marks: "Ll",
        },
        // The file's name is first taken for a number.
        Version::V3_13 | Version::V3_14_0 | Version::V3_14_5 => SourceSteps {
            open: "LlT4NEDt4*T2N*t2Nn*T2NT1N||t1T2Nt2Nn*t2",
            first_chunk: "|T2t2T2t2NNnn|T2|t2SsT2",
            next_chunk: "L|T2t2T2t2NNnn|T2|t2SsT2t2l",
            close: "nnnt2dnn",
            marks: "",
        },
    })
}
