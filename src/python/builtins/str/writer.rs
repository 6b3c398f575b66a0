//! Collects the output of a formatting operation. Text that consists of one str object only stays that object, as
//! CPython's `_PyUnicodeWriter` keeps it.

use crate::memory::Ref;
use crate::python::builtins::support::unicode_2;
use crate::python::dialect::builtins::Strings;
use crate::python::vm::Vm;
use crate::python::vm::known::{EMPTY_STR, types};

#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// The whole output so far, when it is one str object (owned).
    sole: Ref,
    /// 2.7: a unicode object went in, so unicode comes out.
    pub(super) unicode: bool,
    /// 2.7: what goes in becomes what the template is (`str.format`).
    pub(super) fixed: bool,
}

/// Whether more output may follow a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Last,
    Inner,
}

impl Writer {
    /// For a template; what comes out is of its kind.
    pub(super) fn of(vm: &Vm, template: Ref) -> Self {
        Self { unicode: vm.isinstance_of(template, types::UNICODE_2), ..Self::default() }
    }

    pub(super) fn push(&mut self, vm: &mut Vm, text: &str) {
        if !text.is_empty() {
            self.unshare(vm);
            self.text.push_str(text);
        }
    }

    /// Writes a str object, which is stolen.
    pub(super) fn push_object(&mut self, vm: &mut Vm, object: Ref, place: Place) {
        let hands_on = vm.dialect.builtins.strings == Strings::StrAndBytes;
        if hands_on
            && place == Place::Last
            && self.text.is_empty()
            && self.sole.is_null()
            && vm.is_exact(object, types::STR)
        {
            self.sole = object;
            return;
        }
        self.unshare(vm);
        self.text.push_str(vm.as_str(object).unwrap_or_default());
        self.unicode |= !self.fixed && vm.is_exact(object, types::UNICODE_2);
        vm.decref(object);
    }

    fn unshare(&mut self, vm: &mut Vm) {
        if let Some(sole) = std::mem::take(&mut self.sole).some() {
            self.text.push_str(vm.as_str(sole).unwrap_or_default());
            vm.decref(sole);
        }
    }

    /// The str object of all that was written.
    pub(super) fn finish(self, vm: &mut Vm) -> Ref {
        if let Some(sole) = self.sole.some() {
            return sole;
        }
        if self.unicode {
            return unicode_2(vm, self.text);
        }
        if self.text.is_empty() { vm.incref(EMPTY_STR) } else { vm.string(self.text) }
    }

    /// The text of all that was written; for templates that are not str objects.
    pub(super) fn into_text(mut self, vm: &mut Vm) -> String {
        self.unshare(vm);
        self.text
    }

    /// After an error: releases what is held.
    pub(super) fn abandon(self, vm: &mut Vm) {
        vm.xdecref(self.sole);
    }
}
