//! The table of all choices: where each stands, and how one version's is put into another's.

use std::fmt::Debug;

use super::{Choice, Subject};

fn name_of<T>(_: &T) -> &'static str {
    std::any::type_name::<T>()
}

fn shown(choice: &impl Debug) -> String {
    format!("{choice:?}")
}

macro_rules! choices {
    ($($subject:ident { $($($step:ident).+,)+ })+) => {
        &[$($(Choice {
            subject: Subject::$subject,
            path: stringify!($($step).+),
            kind: |choices| name_of(&choices.$($step).+),
            shown: |choices| shown(&choices.$($step).+),
            copy: |to, from| Clone::clone_from(&mut to.$($step).+, &from.$($step).+),
        },)+)+]
    };
}

/// Every choice, by subject: what a program can tell from memory first.
pub const ALL: &[Choice] = choices! {
    Memory {
        rules.collector,
        rules.trigger,
        rules.thresholds,
        rules.finalizers,
        rules.resurrection,
        rules.slotless_instances,
        rules.instance_dict,
        rules.call_arguments,
        rules.bound_calls,
        rules.locals_release,
        rules.comparison_release,
        rules.immortals,
        rules.frame_objects,
        rules.zombie_frames,
        rules.generator_traverse,
        rules.weakref_clearing,
        rules.callback_tuple,
        rules.function_clear,
        rules.freeze,
        rules.found,
        rules.dict_tracking,
        rules.tuple_tracking,
        rules.trashcan,
        rules.exceptions_in_trashcan,
        rules.free_lists,
        rules.dict,
        rules.set,
    }
    Language {
        dialect.comprehensions,
        dialect.annotations,
        dialect.displays,
        dialect.slicing,
        dialect.short_circuit,
        dialect.first_const,
        dialect.class_namespace,
        dialect.folding,
        dialect.messages,
        dialect.grammar_is_known,
        dialect.errors_have_ends,
        dialect.grammar,
        dialect.yield_refused_in_comprehensions,
        dialect.star_import_in_functions,
        dialect.class_looks_in_cells,
        dialect.stop_iteration_becomes_runtime_error,
        dialect.const_key_maps,
        dialect.deletes_slices,
        dialect.max_blocks,
        dialect.repeats_while_test,
        dialect.generators_return_values,
        dialect.import_level,
        dialect.loads_methods_bound,
        dialect.imported_names_are_not_methods,
        dialect.single_mapping_passes,
        dialect.super_attributes,
        dialect.forgets_exception_names,
        dialect.cleans_docstrings,
        dialect.single_element_loops_are_assignments,
        dialect.dict_comprehension_key_first,
        dialect.folds_percent_formats,
        dialect.folds_constant_slices,
        dialect.folds_sets,
        dialect.plain_strings_are_bytes,
        dialect.static_swaps,
        dialect.drops_unused_consts,
        dialect.notes_absence_of_cells,
        dialect.reserves_async,
        dialect.match_statement,
        dialect.type_statement,
        dialect.except_star,
        dialect.null_bytes_are_syntax,
        dialect.qualnames_are_consts,
        dialect.merges_equal_code,
        dialect.modules_start_at_first_statement,
        dialect.always_returns_none,
        dialect.borrows_locals,
        dialect.future_annotations,
        dialect.late_global_is_error,
        dialect.python2,
    }
    Running {
        behaviour.exception_chaining,
        behaviour.error_fields,
        behaviour.property_message,
        behaviour.no_dict_message,
        behaviour.frames,
        behaviour.classes,
        behaviour.unsupported_operand,
        behaviour.init_call,
        behaviour.keyword_calls,
        behaviour.cached_dicts,
        behaviour.unpack_message,
        behaviour.unbound,
        behaviour.docstrings,
        behaviour.abstract_class,
        behaviour.reports,
        behaviour.generator_close,
        behaviour.print_allocations,
        behaviour.vectorcall_types,
    }
    Builtins {
        dialect.builtins.text,
        dialect.builtins.integers,
        dialect.builtins.strings,
        dialect.builtins.float_sum,
        dialect.builtins.rounding,
        dialect.builtins.exception_repr,
        dialect.builtins.none_hash,
        dialect.builtins.nan_hash,
        dialect.builtins.hasattr,
        dialect.builtins.error_keywords,
        dialect.builtins.os_errors,
        dialect.builtins.str_iterators,
        dialect.builtins.extreme_arguments,
        dialect.builtins.apart_when_interned,
        dialect.builtins.default_encoding,
    }
    Containers {
        dialect.containers.list_growth,
        dialect.containers.list_reserve,
        dialect.containers.index_wording,
        dialect.containers.list_index_wording,
        dialect.containers.slice_hash,
        dialect.containers.tuple_hash,
        dialect.containers.run_counting,
        dialect.containers.run_merging,
        dialect.containers.zip_strict,
        dialect.containers.dict_methods,
        dialect.containers.weak_names,
        dialect.containers.tuple_repr,
        dialect.containers.tuple_filling,
        dialect.containers.dict_watch,
        dialect.containers.dict_pairs,
        dialect.containers.set_results,
        dialect.containers.empty_frozenset,
        dialect.containers.set_repr,
        dialect.containers.ordered_repr,
    }
    Messages {
        dialect.builtins.words.int_argument,
        dialect.builtins.words.float_argument,
        dialect.builtins.words.isinstance_second,
        dialect.builtins.words.issubclass_second,
        dialect.builtins.words.empty_iterable,
        dialect.builtins.words.iter_callable,
        dialect.builtins.words.three_argument_pow,
        dialect.builtins.words.join_item,
        dialect.builtins.words.group_condition,
        dialect.builtins.words.int_parameter,
        dialect.builtins.words.callables,
        dialect.builtins.words.unhashable,
        dialect.builtins.words.unpacking,
        dialect.builtins.words.not_a_container,
        dialect.builtins.words.mro_conflict,
        dialect.builtins.words.concatenation,
        dialect.builtins.words.string_index,
        dialect.builtins.words.search_argument,
        dialect.builtins.words.attribute_name,
        dialect.builtins.words.unexpected_keyword,
        dialect.builtins.words.no_keywords,
        dialect.builtins.words.too_few,
    }
    Modules {
        dialect.modules.release,
        dialect.modules.gc,
        dialect.modules.sys,
        dialect.modules.itertools,
        dialect.modules.sizes,
    }
    Names {
        dialect.version,
        behaviour.version,
        rules.version,
    }
};
