//! What the prompt prints, and 2.7's `print` statement.

use super::known::{self, names, types};
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
        self.show(value)
    }

    /// Prints a value and keeps it as `_`: `sys.displayhook`.
    pub fn show(&mut self, value: Ref) -> Res<()> {
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

    /// 2.7's `print`, one piece at a time. Between two items stands a space, which waits for the second
    /// (`PyFile_SoftSpace`).
    pub(super) fn print_statement(&mut self, ins: Instr) -> Res<()> {
        match ins.op {
            Op::PrintItem => {
                let value = self.stack[self.top - 1];
                self.print_item(value)?;
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            Op::PrintNewline => {
                self.softspace = false;
                self.print_text("\n")
            }
            Op::PrintItemTo => {
                let (file, value) = (self.stack[self.top - 2], self.stack[self.top - 1]);
                if file == known::NONE {
                    self.print_item(value)?;
                } else {
                    let mut text = self.text_for(file, value)?;
                    if ins.flag == 1 {
                        let spaced = format!(" {}", self.as_str(text).unwrap_or_default());
                        self.decref(text);
                        text = self.str(&spaced);
                    }
                    self.write_to(file, text)?;
                }
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            _ => {
                let file = self.stack[self.top - 1];
                if file == known::NONE {
                    self.softspace = false;
                    self.print_text("\n")?;
                } else if ins.flag == 0 {
                    let newline = self.str("\n");
                    self.write_to(file, newline)?;
                }
                self.top -= 1;
                self.decref(file);
                Ok(())
            }
        }
    }

    fn print_item(&mut self, value: Ref) -> Res<()> {
        let text = match self.rebound_stdout()? {
            None => self.str_to_print(value)?,
            Some(file) => self.text_for(file, value)?,
        };
        let shown = self.text(text);
        self.decref(text);
        if std::mem::take(&mut self.softspace) {
            self.print_text(" ")?;
        }
        // Text that ends a line or a column is followed by no space.
        let ended =
            self.as_str(value).and_then(|text| text.chars().last()).is_some_and(|c| c != ' ' && c.is_whitespace());
        self.softspace = !ended;
        self.print_text(&shown)
    }

    /// The text of an object for a file, which containers write themselves where it is a real one.
    fn text_for(&mut self, file: Ref, value: Ref) -> Res {
        if self.is_exact(file, types::TEXT_IO) { self.str_to_print(value) } else { self.str_of(value) }
    }

    fn print_text(&mut self, text: &str) -> Res<()> {
        match self.rebound_stdout()? {
            None => {
                self.write_stdout(text);
                Ok(())
            }
            Some(file) => {
                let text = self.str(text);
                self.write_to(file, text)
            }
        }
    }

    /// What a program has put in the place of `sys.stdout`; borrowed.
    fn rebound_stdout(&mut self) -> Res<Option<Ref>> {
        let Some(sys) = self.sys_namespace() else { return Ok(None) };
        let original = self.intern("__stdout__");
        match self.dict_get_str(sys, names::STDOUT) {
            None | Some(known::NONE) => Err(self.runtime_error("lost sys.stdout")),
            found if found == self.dict_get_str(sys, original) => Ok(None),
            found => Ok(found),
        }
    }

    /// `file.write(text)`; the text is stolen.
    fn write_to(&mut self, file: Ref, text: Ref) -> Res<()> {
        self.incref(file);
        let result = self.call_method(file, names::WRITE, &[text]);
        self.decref(text);
        self.decref(file);
        result.map(|none| self.decref(none))
    }
}
