//! The iterators of `itertools`, each a record.

pub mod combinatoric;
pub mod endless;
pub mod filters;
pub mod grouping;
pub mod linking;
pub mod pickling;
pub mod tee;

use crate::memory::Ref;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, TypeDef};
use crate::python::vm::{Res, Step, Vm};

/// All of their types.
pub const TYPES: &[&TypeDef] = &[
    &endless::COUNT,
    &endless::CYCLE,
    &endless::REPEAT,
    &linking::CHAIN,
    &linking::ISLICE,
    &linking::ZIP_LONGEST,
    &linking::STARMAP,
    &linking::ACCUMULATE,
    &filters::TAKEWHILE,
    &filters::DROPWHILE,
    &filters::FILTERFALSE,
    &filters::COMPRESS,
    &combinatoric::PRODUCT,
    &combinatoric::PERMUTATIONS,
    &combinatoric::COMBINATIONS,
    &combinatoric::COMBINATIONS_WITH_REPLACEMENT,
    &grouping::GROUPBY,
    &grouping::GROUPER,
    &grouping::PAIRWISE,
    &grouping::BATCHED,
    &tee::TEE,
    &tee::TEE_DATA,
];

/// Their steps, by type.
pub const STEPS: &[(Ref, Step)] = &[
    (types::COUNTER, endless::step_count),
    (types::CYCLE, endless::step_cycle),
    (types::REPEAT, endless::step_repeat),
    (types::CHAIN, linking::step_chain),
    (types::ISLICE, linking::step_islice),
    (types::ZIP_LONGEST, linking::step_zip_longest),
    (types::STARMAP, linking::step_starmap),
    (types::ACCUMULATE, linking::step_accumulate),
    (types::TAKEWHILE, filters::step_takewhile),
    (types::DROPWHILE, filters::step_dropwhile),
    (types::FILTERFALSE, filters::step_filterfalse),
    (types::COMPRESS, filters::step_compress),
    (types::PRODUCT, combinatoric::step_product),
    (types::PERMUTATIONS, combinatoric::step_permutations),
    (types::COMBINATIONS, combinatoric::step_combinations),
    (types::COMBINATIONS_WITH_REPLACEMENT, combinatoric::step_combinations_with_replacement),
    (types::GROUPBY, grouping::step_groupby),
    (types::GROUPER, grouping::step_grouper),
    (types::PAIRWISE, grouping::step_pairwise),
    (types::BATCHED, grouping::step_batched),
    (types::TEE, tee::step_tee),
];

/// A type with `__new__`, `__iter__`, `__next__` and more.
macro_rules! iterator_type {
    ($constant:ident, $id:ident, $new:expr, $next:ident, [$($more:expr),*]) => {
        pub const $constant: $crate::python::vm::native::TypeDef = $crate::python::vm::native::TypeDef {
            id: $crate::python::vm::known::types::$id,
            methods: &[
                $new,
                $crate::python::vm::native::Native::slot("__iter__", 0, $crate::python::builtins::iterators::itself),
                $crate::python::vm::native::Native::slot("__next__", 0, $next),
                $($more),*
            ],
            attributes: &[],
        };
    };
}
use iterator_type;

/// Positional arguments behind the class, exactly `wanted`; no keywords.
fn exactly(vm: &mut Vm, args: Args, name: &str, wanted: usize) -> Res<()> {
    super::seq::no_keywords(vm, args, name)?;
    let given = args.count - 1;
    if given != wanted {
        let plural = if wanted == 1 { "" } else { "s" };
        return Err(vm.type_error(format!("{name} expected {wanted} argument{plural}, got {given}")));
    }
    Ok(())
}

/// `predicate(item)` as a truth; `None` as predicate asks the item itself.
fn holds(vm: &mut Vm, predicate: Ref, item: Ref) -> Res<bool> {
    if predicate == known::NONE || predicate == types::BOOL {
        return vm.truth(item);
    }
    let answer = vm.call(predicate, &[item])?;
    let truth = vm.truth(answer);
    vm.decref(answer);
    truth
}

/// A keyword's value, borrowed.
fn keyword(vm: &Vm, args: Args, name: &str) -> Option<Ref> {
    super::partial::keywords_of(vm, args).into_iter().find(|(n, _)| vm.as_str(*n) == Some(name)).map(|(_, v)| v)
}
