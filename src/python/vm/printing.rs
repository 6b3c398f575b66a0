//! What the prompt prints, and 2.7's `print` statement.

use super::known::{self, names, types};
use super::output::Reader;
use super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::builtins::str::encode_text;
use crate::python::builtins::support::is_unicode_2;
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

    /// 2.7's `print`, one piece at a time (`PRINT_ITEM` and its kin in Python/ceval.c).
    pub(super) fn print_statement(&mut self, ins: Instr) -> Res<()> {
        match ins.op {
            Op::PrintItem => {
                let value = self.stack[self.top - 1];
                let file = self.rebound_stdout()?;
                self.print_item(file, value)?;
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            Op::PrintNewline => {
                let file = self.rebound_stdout()?;
                self.print_newline(file)
            }
            Op::PrintItemTo => {
                let (file, value) = (self.stack[self.top - 2], self.stack[self.top - 1]);
                let file = self.destination(file)?;
                self.print_item(file, value)?;
                self.top -= 1;
                self.decref(value);
                Ok(())
            }
            _ => {
                let given = self.stack[self.top - 1];
                if ins.flag == 0 {
                    let file = self.destination(given)?;
                    self.print_newline(file)?;
                }
                self.top -= 1;
                self.decref(given);
                Ok(())
            }
        }
    }

    /// Where `print >>file` writes: to the interpreter's own stdout (`None`) or to an object.
    fn destination(&mut self, file: Ref) -> Res<Option<Ref>> {
        if file == known::NONE {
            return self.rebound_stdout();
        }
        let Some(sys) = self.sys_namespace() else { return Ok(Some(file)) };
        let own = self.intern("__stdout__");
        Ok(if self.dict_get_str(sys, own) == Some(file) { None } else { Some(file) })
    }

    fn print_item(&mut self, file: Option<Ref>, value: Ref) -> Res<()> {
        // Between two items stands a space, which waits for the second.
        if self.softspace(file, false)? {
            self.print_text(file, " ")?;
        }
        match file {
            None => {
                let text = self.str_to_print(value)?;
                let taken = self.check_printable(text, self.output.reader);
                let shown = self.text(text);
                self.decref(text);
                taken?;
                self.write_stdout(&shown);
            }
            Some(file) => {
                let text =
                    if self.is_exact(file, types::TEXT_IO) { self.str_to_print(value) } else { self.str_of(value) };
                self.write_to(file, text?)?;
            }
        }
        // Text that ends a line or a column is followed by no space.
        let ended =
            self.as_str(value).and_then(|text| text.chars().last()).is_some_and(|c| c != ' ' && c.is_whitespace());
        self.softspace(file, !ended).map(|_| ())
    }

    /// 2.7 writes `unicode` in the encoding of a terminal; to what has none it must be ASCII.
    pub(crate) fn check_printable(&mut self, text: Ref, reader: Reader) -> Res<()> {
        if reader == Reader::Terminal || !is_unicode_2(self, text) || self.as_str(text).is_none_or(str::is_ascii) {
            return Ok(());
        }
        encode_text(self, text, "ascii", "strict").map(drop)
    }

    /// The end of a run begins a new line where a `print` left one open (`Py_FlushLine` in Python/pythonrun.c).
    pub fn finish_line(&mut self) {
        if !self.dialect.python2 {
            return;
        }
        let pending = self.take_raised();
        if let Ok(file) = self.rebound_stdout()
            && let Ok(true) = self.softspace(file, false)
        {
            let _ = self.print_text(file, "\n");
        }
        self.clear_raised();
        self.set_raised(pending);
    }

    fn print_newline(&mut self, file: Option<Ref>) -> Res<()> {
        self.print_text(file, "\n")?;
        self.softspace(file, false).map(|_| ())
    }

    /// Whether a space waits for the next item of a file; from now on, `waits` (`PyFile_SoftSpace` in
    /// Objects/fileobject.c): an attribute, in which objects that have none are no files worth the trouble.
    fn softspace(&mut self, file: Option<Ref>, waits: bool) -> Res<bool> {
        let Some(file) = file else { return Ok(std::mem::replace(&mut self.softspace, waits)) };
        if self.is_exact(file, types::TEXT_IO) {
            let before = self.space_waits(file);
            self.let_space_wait(file, waits);
            return Ok(before);
        }
        self.incref(file);
        let name = self.intern("softspace");
        let before = match self.getattr_opt(file, name) {
            Ok(Some(flag)) => {
                let set = self.as_int(flag).is_some_and(|flag| flag != 0);
                self.decref(flag);
                set
            }
            Ok(None) => false,
            Err(_) => {
                self.clear_raised();
                false
            }
        };
        let flag = self.int(i64::from(waits));
        if self.setattr(file, name, flag).is_err() {
            self.clear_raised();
        }
        self.decref(flag);
        self.decref(file);
        Ok(before)
    }

    /// `file.softspace`
    pub(crate) fn space_waits(&mut self, file: Ref) -> bool {
        if self.destination(file).is_ok_and(|to| to.is_none()) {
            self.softspace
        } else {
            self.soft_files.contains(&file)
        }
    }

    pub(crate) fn let_space_wait(&mut self, file: Ref, waits: bool) {
        if self.destination(file).is_ok_and(|to| to.is_none()) {
            self.softspace = waits;
            return;
        }
        self.soft_files.retain(|other| *other != file);
        if waits {
            self.soft_files.push(file);
        }
    }

    fn print_text(&mut self, file: Option<Ref>, text: &str) -> Res<()> {
        match file {
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
