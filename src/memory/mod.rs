//! Objects, reference counts, generations, the collector, weak references, finalization order and the
//! journal of memory events. Knows nothing of Python syntax, lessons, terminals or files.

pub mod rules;
