//! The `with` statement.

use super::known::names;
use super::{Res, Vm};
use crate::memory::Ref;

impl Vm {
    pub(super) fn before_with(&mut self) -> Res<()> {
        let manager = self.peek(1);
        let enter = self.with_method(manager, names::ENTER)?;
        let exit = self.with_method(manager, names::EXIT);
        let entered = self.enter_with(enter, exit)?;
        self.put(entered);
        Ok(())
    }

    /// Calls `enter` when there is an `exit` to it, too, which takes the place of the manager on the stack before: gives
    /// what the entering gave. Steals both.
    pub(super) fn enter_with(&mut self, enter: Ref, exit: Res) -> Res {
        let entered = exit.and_then(|exit| {
            self.replace(1, exit);
            self.call(enter, &[])
        });
        self.decref(enter);
        entered
    }

    fn with_method(&mut self, manager: Ref, name: Ref) -> Res {
        if self.is_classic_instance(manager) {
            return crate::python::builtins::classic::method(self, manager, name);
        }
        let class = self.type_of(manager);
        match self.lookup(class, name) {
            Some(method) => self.descriptor_get(method, manager, class),
            None => {
                let missed = if name == names::EXIT { " (missed __exit__ method)" } else { "" };
                let message = format!(
                    "'{}' object does not support the context manager protocol{missed}",
                    self.type_name(manager)
                );
                Err(self.type_error(message))
            }
        }
    }
}
