//! Source compiled for a program that runs: `compile`, `exec`, syntax errors.

use super::frames::Activation;
use super::known::{self, types};
use super::{Raised, Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::compile::{ErrorKind, Mode, SyntaxError};
use crate::python::dialect::ErrorColumns;

impl Vm {
    /// 2.7's `exec code in globals, locals`.
    pub(super) fn exec_statement(&mut self, code: Ref, globals: Ref, locals: Ref) -> Res<()> {
        let own_globals = self.globals();
        let own_locals = self.locals();
        let globals = if globals == known::NONE { own_globals } else { globals };
        let locals = if locals != known::NONE {
            locals
        } else if globals == own_globals {
            own_locals
        } else {
            globals
        };
        let result = match self.as_str(code).map(str::to_owned) {
            Some(source) => match self.compile(&source, "<string>", Mode::Exec, self.features_of_caller()) {
                Ok(spec) => self.run_text(spec, globals, locals),
                Err(error) => Err(self.raise_syntax_error(&error)),
            },
            None if matches!(self.body(code), Body::Code(_)) => self.run_code_of_function(code, globals, locals),
            None => Err(self.type_error("exec: arg 1 must be a string, file, or code object")),
        };
        result.map(|none| self.decref(none))
    }

    /// Compiles a file's text to a code object; tracebacks can show its lines. A SyntaxError is raised as Python's.
    pub fn compile_to_object(&mut self, source: &str, filename: &str, mode: Mode) -> Res {
        self.sources.insert(filename.into(), source.into());
        match self.compile(source, filename, mode, 0) {
            Ok(spec) => Ok(self.code_object(spec)),
            Err(error) => Err(self.raise_syntax_error(&error)),
        }
    }

    /// The future features (`CodeFlags`) of the code that runs: text that it compiles inherits them
    /// (`PyEval_MergeCompilerFlags`).
    pub fn features_of_caller(&self) -> u32 {
        let flags = |frame: &Activation| self.units[frame.unit as usize].spec.flags.0;
        self.frames.last().map_or(0, flags) & self.dialect.future_flags()
    }

    /// Compiles text that is in no file and inherits these future features (`CodeFlags`).
    pub fn compile_text(&mut self, source: &str, filename: &str, mode: Mode, features: u32) -> Res {
        match self.compile(source, filename, mode, features) {
            Ok(spec) => Ok(self.code_of_text(spec)),
            Err(error) => {
                self.parser_fails();
                Err(self.raise_syntax_error(&error))
            }
        }
    }

    pub fn raise_syntax_error(&mut self, error: &SyntaxError) -> Raised {
        let class = match error.kind {
            ErrorKind::Syntax => types::SYNTAX_ERROR,
            ErrorKind::Indentation => types::INDENTATION_ERROR,
            ErrorKind::Tab => types::TAB_ERROR,
            ErrorKind::TooDeep => return self.raise(types::RECURSION_ERROR, error.msg.clone()),
            ErrorKind::Value => return self.value_error(error.msg.clone()),
        };
        let message = self.str(&error.msg);
        let filename = self.str(&error.filename);
        let line = self.int(i64::from(error.line));
        let placed = error.col > 0 || self.dialect.error_columns != ErrorColumns::OfParserOnly;
        let column = if placed { self.int(i64::from(error.col)) } else { self.none() };
        let text = match &error.text_line {
            Some(text) if error.cut => self.str(text),
            Some(text) => self.string(format!("{text}\n")),
            None => self.none(),
        };
        let end_line = self.int(i64::from(error.end_line));
        let end_column = self.int(if error.at_end { -1 } else { i64::from(error.end_col) });
        let details = if self.dialect.errors_have_ends {
            self.tuple_from(&[filename, line, column, text, end_line, end_column])
        } else {
            self.tuple_from(&[filename, line, column, text])
        };
        let fields = [message, filename, line, column, end_line, end_column, text];
        self.incref(message);
        let exception = self.new_exception(class, &[message, details]);
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.extra = fields.as_slice().into();
        }
        self.raise_owned(exception)
    }
}
