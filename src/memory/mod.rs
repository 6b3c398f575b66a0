//! Objects, reference counts, generations, the collector, weak references, finalization order and the
//! journal of memory events. Knows nothing of Python syntax, lessons, terminals or files.
//!
//! | file | story |
//! | --- | --- |
//! | [`object`] | what an object is: class, body, references |
//! | [`heap`] | where objects live: columns of counts, collector words, flags, cells |
//! | [`alloc`] | how a container is born: counted, tracked, taken from a free list |
//! | [`visit`] | which references an object holds, in CPython's order |
//! | [`death`] | what happens when the last reference goes |
//! | [`weak`] | weak references and their callbacks |
//! | [`collector`] | generations and the search for cycles |
//! | [`journal`] | what happened, as past-tense facts |
//! | [`check`](mod@check) | the proof that every count is accounted for |
//! | [`rules`] | what differs between versions |

pub mod alloc;
pub mod beside;
pub mod check;
pub mod collector;
pub mod column;
pub mod death;
pub mod dict;
#[cfg(test)]
mod differential;
pub mod free_lists;
pub mod heap;
pub mod host;
pub mod journal;
pub mod object;
pub mod places;
pub mod result_cache;
pub mod rules;
pub mod set;
mod shared_names;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod testing;
pub mod visit;
pub mod weak;

pub use collector::list::KeptPlace;
pub use dict::Dict;
pub use heap::{Heap, flag};
pub use host::{CollectionInfo, Finalizer, Host, Phase};
pub use object::{Body, Object, Ref};
pub use rules::{Rules, Version};
pub use set::Set;
