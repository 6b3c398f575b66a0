//! The module `itertools`; its iterators are in `builtins/itertools`.

use crate::memory::Ref;
use crate::python::builtins::itertools::tee;
use crate::python::dialect::modules::Itertools;
use crate::python::vm::known::types;
use crate::python::vm::native::{Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "itertools",
    functions: &[Native::function("tee", Arity::Range(1, 2), tee::tee)],
    fill: Some(fill),
};

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    for (name, class) in [
        ("count", types::COUNTER),
        ("cycle", types::CYCLE),
        ("repeat", types::REPEAT),
        ("chain", types::CHAIN),
        ("islice", types::ISLICE),
        ("takewhile", types::TAKEWHILE),
        ("dropwhile", types::DROPWHILE),
        ("filterfalse", types::FILTERFALSE),
        ("starmap", types::STARMAP),
        ("accumulate", types::ACCUMULATE),
        ("product", types::PRODUCT),
        ("permutations", types::PERMUTATIONS),
        ("combinations", types::COMBINATIONS),
        ("combinations_with_replacement", types::COMBINATIONS_WITH_REPLACEMENT),
        ("groupby", types::GROUPBY),
        ("zip_longest", types::ZIP_LONGEST),
        ("pairwise", types::PAIRWISE),
        ("batched", types::BATCHED),
        ("compress", types::COMPRESS),
    ] {
        vm.dict_set_str(dict, name, class);
    }
    match vm.dialect.modules.itertools {
        Itertools::V2 => {
            for (name, class) in [
                ("ifilterfalse", types::FILTERFALSE),
                ("izip_longest", types::ZIP_LONGEST),
                ("izip", types::ZIP),
                ("imap", types::MAP),
                ("ifilter", types::FILTER),
            ] {
                vm.dict_set_str(dict, name, class);
            }
            super::remove(vm, dict, &["filterfalse", "zip_longest", "accumulate", "pairwise", "batched"]);
        }
        Itertools::V3_6 => super::remove(vm, dict, &["pairwise", "batched"]),
        Itertools::WithPairwise => super::remove(vm, dict, &["batched"]),
        Itertools::WithBatched => {}
    }
    Ok(())
}
