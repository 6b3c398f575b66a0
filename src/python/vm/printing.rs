//! What the prompt prints, and 2.7's `print` statement.

use super::known::{self, names};
use super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::code::{Instr, Op};

impl Vm {
    /// What the prompt does with the value of an expression.
    pub(super) fn display(&mut self, value: Ref) -> Res<()> {
        if let Some(hook) = self.program_hook(names::DISPLAYHOOK) {
            let result = self.call(hook, &[value]);
            self.decref(hook);
            return result.map(|none| self.decref(none));
        }
        if value == known::NONE {
            return Ok(());
        }
        let builtins = self.builtins;
        self.dict_set_str_ref(builtins, names::UNDERSCORE, known::NONE);
        let text = self.repr_text(value)?;
        self.write_stdout(&text);
        self.write_stdout("\n");
        self.dict_set_str_ref(builtins, names::UNDERSCORE, value);
        Ok(())
    }

    /// A hook of the sys module that a program replaced; owned.
    pub(super) fn program_hook(&mut self, name: Ref) -> Option<Ref> {
        let sys = self.intern("sys");
        let module = self.dict_get_str(self.modules, sys)?;
        let dict = self.existing_dict(module)?;
        let hook = self.dict_get_str(dict, name)?;
        if matches!(self.body(hook), Body::Native { .. }) {
            return None;
        }
        Some(self.incref(hook))
    }

    pub(super) fn print_statement(&mut self, ins: Instr) -> Res<()> {
        match ins.op {
            Op::PrintItem => {
                let value = self.stack[self.top - 1];
                let text = self.str_text(value)?;
                if std::mem::take(&mut self.softspace) {
                    self.write_stdout(" ");
                }
                self.softspace = !text.ends_with('\n');
                self.write_stdout(&text);
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            Op::PrintNewline => {
                self.softspace = false;
                self.write_stdout("\n");
                Ok(())
            }
            Op::PrintItemTo => {
                let (file, value) = (self.stack[self.top - 2], self.stack[self.top - 1]);
                let mut text = self.str_of(value)?;
                if ins.flag == 1 {
                    let spaced = format!(" {}", self.as_str(text).unwrap_or_default());
                    self.decref(text);
                    text = self.str(&spaced);
                }
                let result = self.call_method(file, names::WRITE, &[text]);
                self.decref(text);
                let result = result?;
                self.decref(result);
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            _ => {
                let file = self.stack[self.top - 1];
                if ins.flag == 0 {
                    let newline = self.str("\n");
                    let result = self.call_method(file, names::WRITE, &[newline]);
                    self.decref(newline);
                    let result = result?;
                    self.decref(result);
                }
                self.top -= 1;
                self.decref(file);
                Ok(())
            }
        }
    }
}
