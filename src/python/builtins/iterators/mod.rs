//! Iterators. Each has a step function that gives the next item or tells that there is none; the machine calls it
//! through [`step`] without making a StopIteration, as CPython's `tp_iternext` does.

pub mod adapters;
pub mod lists;
pub mod pickling;
pub mod sequence;

use crate::memory::Ref;
use crate::python::vm::known::types;
use crate::python::vm::{Res, Step, Vm};

/// The builtin iterators' steps, by type: the machine calls them in place of `__next__` where no program overrides it.
pub const STEPS: &[(Ref, Step)] = &[
    (types::LIST_ITERATOR, sequence::step_items),
    (types::TUPLE_ITERATOR, sequence::step_items),
    (types::RANGE_ITERATOR, super::range::step),
    (types::LONG_RANGE_ITERATOR, super::range::step),
    (types::LIST_REVERSE_ITERATOR, sequence::step_list_reverse),
    (types::STR_ITERATOR, sequence::step_str),
    (types::STR_ASCII_ITERATOR, sequence::step_str),
    (types::BYTES_ITERATOR, sequence::step_bytes),
    (types::BYTEARRAY_ITERATOR, sequence::step_bytes),
    (types::SEQUENCE_ITERATOR, sequence::step_getitem),
    (types::CALLABLE_ITERATOR, sequence::step_callable),
    (types::REVERSED, sequence::step_reversed),
    (types::SET_ITERATOR, super::set::iterator::step),
    (types::DICT_KEY_ITERATOR, super::dict::iterators::step),
    (types::DICT_VALUE_ITERATOR, super::dict::iterators::step),
    (types::DICT_ITEM_ITERATOR, super::dict::iterators::step),
    (types::DICT_REVERSE_KEY_ITERATOR, super::dict::iterators::step_reverse),
    (types::DICT_REVERSE_VALUE_ITERATOR, super::dict::iterators::step_reverse),
    (types::DICT_REVERSE_ITEM_ITERATOR, super::dict::iterators::step_reverse),
    (types::ENUMERATE, adapters::step_enumerate),
    (types::ZIP, adapters::step_zip),
    (types::MAP, adapters::step_map),
    (types::FILTER, adapters::step_filter),
    (types::DEQUE_ITERATOR, super::deque::step),
    (types::DEQUE_REVERSE_ITERATOR, super::deque::step),
    (types::ORDERED_DICT_ITERATOR, super::ordered_dict::step),
];

/// Defines the native `__next__` of a step function.
macro_rules! next_native {
    ($(#[$doc:meta])* $name:ident = $step:path) => {
        $(#[$doc])*
        pub(crate) fn $name(
            vm: &mut $crate::python::vm::Vm,
            args: $crate::python::vm::native::Args,
        ) -> $crate::python::vm::Res {
            let iterator = args.at(vm, 0);
            match $step(vm, iterator)? {
                Some(item) => Ok(item),
                None => Err(vm.stop_iteration($crate::python::vm::known::NONE)),
            }
        }
    };
}
pub(crate) use next_native;

/// `__iter__` of iterators: the iterator itself.
pub(crate) fn itself(vm: &mut Vm, args: crate::python::vm::native::Args) -> Res {
    let iterator = args.at(vm, 0);
    Ok(vm.incref(iterator))
}
