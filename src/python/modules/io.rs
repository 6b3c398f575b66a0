//! Streams.

use crate::memory::Ref;
use crate::python::vm::Vm;

/// `sys.stdin`, `sys.stdout`, `sys.stderr`.
pub(super) fn fill_sys(_vm: &mut Vm, _dict: Ref) {}
