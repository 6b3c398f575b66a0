//! `import` and `from … import`.

use super::codegen::{Codegen, Done, Use};
use crate::python::ast::*;
use crate::python::code::{Const, Op, Position};

impl<'a> Codegen<'a> {
    pub(super) fn import(&mut self, names: &'a [Alias], at: Position) -> Done {
        for alias in names {
            self.load_const(Const::Int(self.dialect.import_level), at);
            self.load_const(Const::None, at);
            self.name_op(Op::ImportName, 0, &alias.name, at);
            match &alias.asname {
                Some(asname) => self.import_as(&alias.name, asname, at)?,
                None => {
                    let head: Name = alias.name.split('.').next().unwrap_or_default().into();
                    self.name(&head, Use::Store, at)?;
                }
            }
        }
        Ok(())
    }

    fn import_as(&mut self, name: &Name, asname: &Name, at: Position) -> Done {
        let parts: Vec<&str> = name.split('.').skip(1).collect();
        for (i, part) in parts.iter().enumerate() {
            self.name_op(Op::ImportFrom, 0, &(*part).into(), at);
            if i + 1 < parts.len() {
                self.emit(Op::Swap, 2, at);
                self.emit(Op::PopTop, 0, at);
            }
        }
        self.name(asname, Use::Store, at)?;
        if !parts.is_empty() {
            self.emit(Op::PopTop, 0, at);
        }
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        module: Option<&'a Name>,
        names: &'a [Alias],
        level: u32,
        at: Position,
    ) -> Done {
        let level = if level == 0 { self.dialect.import_level } else { i64::from(level) };
        self.load_const(Const::Int(level), at);
        let list = names.iter().map(|a| self.name_const(&a.name)).collect();
        self.load_const(Const::Tuple(list), at);
        let module = module.cloned().unwrap_or_else(|| "".into());
        self.name_op(Op::ImportName, 0, &module, at);
        for alias in names {
            if &*alias.name == "*" {
                self.emit(Op::ImportStar, 0, at);
                return Ok(());
            }
            self.name_op(Op::ImportFrom, 0, &alias.name, at);
            self.name(alias.asname.as_ref().unwrap_or(&alias.name), Use::Store, at)?;
        }
        self.emit(Op::PopTop, 0, at);
        Ok(())
    }
}
