//! The `with` statement.

use super::known::{names, types};
use super::{Res, Vm};
use crate::memory::Ref;
use crate::python::ast::Pace;
use crate::python::dialect::statements::ContextManagers;

impl Vm {
    pub(super) fn before_with(&mut self) -> Res<()> {
        let exit_first = self.dialect.statements.context_managers == ContextManagers::ExitFirst;
        let entered = self.enter_manager([names::ENTER, names::EXIT], exit_first, Pace::Plain)?;
        self.put(entered);
        Ok(())
    }

    /// Looks both methods of the manager on the stack up, and enters it: the exit takes the manager's place, what the
    /// entering gave is the result.
    pub(super) fn enter_manager(&mut self, [enter, exit]: [Ref; 2], exit_first: bool, pace: Pace) -> Res {
        let manager = self.peek(1);
        if exit_first {
            let exit = self.manager_method(manager, exit, "", pace)?;
            return match self.manager_method(manager, enter, "", pace) {
                Ok(enter) => self.enter_with(enter, Ok(exit)),
                Err(raised) => {
                    self.decref(exit);
                    Err(raised)
                }
            };
        }
        let missed = if pace == Pace::Async { " (missed __aexit__ method)" } else { " (missed __exit__ method)" };
        let enter = self.manager_method(manager, enter, "", pace)?;
        let exit = self.manager_method(manager, exit, missed, pace);
        self.enter_with(enter, exit)
    }

    /// Calls `enter` when there is an `exit` to it, too, which takes the place of the manager on the stack before: gives
    /// what the entering gave. Steals both.
    fn enter_with(&mut self, enter: Ref, exit: Res) -> Res {
        let entered = exit.and_then(|exit| {
            self.replace(1, exit);
            self.call(enter, &[])
        });
        self.decref(enter);
        entered
    }

    fn manager_method(&mut self, manager: Ref, name: Ref, missed: &str, pace: Pace) -> Res {
        if self.is_classic_instance(manager) {
            return crate::python::builtins::classic::method(self, manager, name);
        }
        let class = self.type_of(manager);
        if let Some(method) = self.lookup(class, name) {
            return self.descriptor_get(method, manager, class);
        }
        if self.dialect.statements.context_managers != ContextManagers::Protocol {
            self.incref(name);
            return Err(self.raise_with(types::ATTRIBUTE_ERROR, name));
        }
        let protocol = if pace == Pace::Async { "asynchronous context manager" } else { "context manager" };
        let shown = self.type_name(manager);
        Err(self.type_error(format!("'{shown}' object does not support the {protocol} protocol{missed}")))
    }
}
