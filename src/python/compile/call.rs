//! Calls: plain, of methods, with keywords, with `*` and `**`, and `super().name`.

use super::codegen::{Codegen, Done, STACK_USE_GUIDELINE, Use};
use super::displays::Display;
use super::fault::Fault;
use super::scope::{BlockKind, Def, Scope};
use crate::python::ast::*;
use crate::python::code::{Const, Op, Position};

impl<'a> Codegen<'a> {
    pub(super) fn call(&mut self, e: &Expr, func: &'a Expr, args: &'a [Expr], keywords: &'a [Keyword]) -> Done {
        validate_keywords(keywords)?;
        if self.method_call(e.at, func, args, keywords)? {
            return Ok(());
        }
        self.check_caller(func);
        self.expr(func)?;
        self.emit(Op::PushNull, 0, func.at);
        self.call_helper(e.at, 0, args, keywords)
    }

    /// `owner.name(…)` without making a bound method.
    fn method_call(
        &mut self,
        at: Position,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result<bool, Fault> {
        let ExprKind::Attribute { value, attr } = &func.kind else { return Ok(false) };
        if self.dialect.loads_methods_bound || self.is_imported(value) {
            return Ok(false);
        }
        if self.dialect.binds_methods_called_with_keywords && !keywords.is_empty() {
            return Ok(false);
        }
        if args.len() + keywords.len() + usize::from(!keywords.is_empty()) >= STACK_USE_GUIDELINE {
            return Ok(false);
        }
        let unpacks =
            args.iter().any(|a| matches!(a.kind, ExprKind::Starred(_))) || keywords.iter().any(|k| k.arg.is_none());
        if unpacks {
            return Ok(false);
        }
        let place = self.start_at_attr(func.at, func.at, attr);
        if let Some(two_arguments) = self.super_call(value)? {
            self.load_super_arguments(value, two_arguments)?;
            let mangled = self.mangled(attr);
            self.name_op(Op::LoadSuperAttr, 1 | u8::from(two_arguments) << 1, &mangled, place);
        } else {
            self.expr(value)?;
            self.attr_op(Op::LoadAttr, 1, attr, place);
        }
        self.exprs(args)?;
        let place = self.start_at_attr(at, func.at, attr);
        let n = u32::try_from(args.len() + keywords.len()).unwrap_or(u32::MAX);
        if keywords.is_empty() {
            self.emit(Op::Call, n, place);
        } else {
            self.keyword_values(keywords)?;
            self.keyword_names(keywords, place);
            self.emit(Op::CallKw, n, place);
        }
        Ok(true)
    }

    fn keyword_values(&mut self, keywords: &'a [Keyword]) -> Done {
        keywords.iter().try_for_each(|k| self.expr(&k.value))
    }

    /// Keyword names are mangled as attributes are.
    fn keyword_names(&mut self, keywords: &[Keyword], at: Position) {
        let names: Vec<Const> =
            keywords.iter().filter_map(|k| k.arg.as_ref()).map(|name| self.name_const(name)).collect();
        self.load_const(Const::Tuple(names), at);
    }

    /// Modules' functions are not methods: names bound by an import at the top are loaded plainly.
    fn is_imported(&self, value: &Expr) -> bool {
        let ExprKind::Name(name) = &value.kind else { return false };
        self.table.blocks.first().is_some_and(|top| top.def(name).has(Def::IMPORT))
            && self.dialect.imported_names_are_not_methods
    }

    /// The callable and NULL are on the stack, and `pushed` arguments.
    pub(super) fn call_helper(&mut self, at: Position, pushed: u32, args: &'a [Expr], keywords: &'a [Keyword]) -> Done {
        let unpacks =
            args.iter().any(|a| matches!(a.kind, ExprKind::Starred(_))) || keywords.iter().any(|k| k.arg.is_none());
        if !unpacks && args.len() + keywords.len() * 2 <= STACK_USE_GUIDELINE {
            self.exprs(args)?;
            let n = pushed + u32::try_from(args.len() + keywords.len()).unwrap_or(u32::MAX);
            if keywords.is_empty() {
                self.emit(Op::Call, n, at);
            } else {
                self.keyword_values(keywords)?;
                self.keyword_names(keywords, at);
                self.emit(Op::CallKw, n, at);
            }
            return Ok(());
        }
        match args {
            [Expr { kind: ExprKind::Starred(inner), .. }] if pushed == 0 => self.expr(inner)?,
            [before @ .., Expr { kind: ExprKind::Starred(inner), .. }] if self.dialect.python2 => {
                self.exprs(before)?;
                self.expr(inner)?;
                self.emit(Op::PackStar, pushed + u32::try_from(before.len()).unwrap_or(u32::MAX), at);
            }
            _ => self.display(args, pushed, Display::Arguments, at)?,
        }
        if !keywords.is_empty() {
            self.keyword_dict(keywords, at)?;
        }
        self.flagged(Op::CallFunctionEx, u8::from(!keywords.is_empty()), 0, at);
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], at: Position) -> Done {
        let mut have_dict = false;
        let mut seen = 0;
        for (i, keyword) in keywords.iter().enumerate() {
            if keyword.arg.is_some() {
                seen += 1;
                continue;
            }
            if seen > 0 {
                self.sub_keywords(&keywords[i - seen..i], at)?;
                if have_dict {
                    self.emit(Op::DictMerge, 1, at);
                }
                have_dict = true;
                seen = 0;
            }
            if !have_dict {
                if keywords.len() == 1 && self.dialect.single_mapping_passes {
                    return self.expr(&keyword.value);
                }
                self.emit(Op::BuildMap, 0, at);
                have_dict = true;
            }
            self.expr(&keyword.value)?;
            self.emit(Op::DictMerge, 1, at);
        }
        if seen > 0 {
            self.sub_keywords(&keywords[keywords.len() - seen..], at)?;
            if have_dict {
                self.emit(Op::DictMerge, 1, at);
            }
        }
        Ok(())
    }

    fn sub_keywords(&mut self, keywords: &'a [Keyword], at: Position) -> Done {
        let n = u32::try_from(keywords.len()).unwrap_or(u32::MAX);
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        if keywords.len() > 1 && !big && self.dialect.const_key_maps {
            self.keyword_values(keywords)?;
            self.keyword_names(keywords, at);
            self.emit(Op::BuildConstKeyMap, n, at);
            return Ok(());
        }
        if big {
            self.emit(Op::BuildMap, 0, super::unit::NOWHERE);
        }
        for keyword in keywords {
            if let Some(name) = &keyword.arg {
                let name = self.name_const(name);
                self.load_const(name, at);
            }
            self.expr(&keyword.value)?;
            if big {
                self.emit(Op::MapAdd, 1, super::unit::NOWHERE);
            }
        }
        if !big {
            self.emit(Op::BuildMap, n, at);
        }
        Ok(())
    }

    // ---- super

    /// `super().name` or `super(C, self).name` where the attribute can be looked up directly.
    /// Says whether `super` has two arguments.
    fn super_call(&mut self, value: &Expr) -> Result<Option<bool>, Fault> {
        let ExprKind::Call { func, args, keywords } = &value.kind else { return Ok(None) };
        if !matches!(&func.kind, ExprKind::Name(n) if &**n == "super") || !self.dialect.super_attributes {
            return Ok(None);
        }
        // `super` must be the global one (CPython asks this block and the module).
        let unit = self.unit();
        let function = unit.block_kind == BlockKind::Function;
        let here = unit.scopes.get("super").copied();
        let top = self.table.blocks.first().is_some_and(|b| b.index.contains_key("super"));
        if here != Some(Scope::GlobalImplicit) || top {
            return Ok(None);
        }
        if !keywords.is_empty() {
            return Ok(None);
        }
        let plain = |e: &Expr| !matches!(e.kind, ExprKind::Starred(_));
        match args.as_slice() {
            [class, object] if plain(class) && plain(object) => Ok(Some(true)),
            [] => {
                let unit = self.unit();
                // Zero arguments need a first argument that is still there, and `__class__`.
                let enough = function && unit.argcount > 0 && unit.in_inlined_comprehension == 0;
                let comprehension = unit.kind == super::unit::UnitKind::Comprehension;
                let class = unit.scopes.get("__class__") == Some(&Scope::Free);
                Ok((enough && class && !comprehension).then_some(false))
            }
            _ => Ok(None),
        }
    }

    fn load_super_arguments(&mut self, value: &'a Expr, two_arguments: bool) -> Done {
        let ExprKind::Call { func, args, .. } = &value.kind else { return Ok(()) };
        self.name_op(Op::LoadGlobal, 0, &"super".into(), func.at);
        if two_arguments {
            return self.exprs(args);
        }
        let class = self.deref_number(&"__class__".into());
        self.emit(Op::LoadDeref, class, value.at);
        let first = self.unit().varnames.names.first().cloned();
        match first {
            Some(first) => self.name_unmangled(&first, value.at),
            None => Ok(()),
        }
    }

    fn name_unmangled(&mut self, name: &Name, at: Position) -> Done {
        self.name(name, Use::Load, at)
    }

    /// Compiles `super().name` (not called); says whether it did.
    pub(super) fn super_attribute(&mut self, e: &'a Expr) -> Result<bool, Fault> {
        let ExprKind::Attribute { value, attr } = &e.kind else { return Ok(false) };
        let Some(two_arguments) = self.super_call(value)? else { return Ok(false) };
        self.load_super_arguments(value, two_arguments)?;
        let place = self.start_at_attr(e.at, e.at, attr);
        let mangled = self.mangled(attr);
        self.name_op(Op::LoadSuperAttr, u8::from(two_arguments) << 1, &mangled, place);
        Ok(true)
    }
}

fn validate_keywords(keywords: &[Keyword]) -> Done {
    for (i, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        if &**name == "__debug__" {
            return Err(Fault::syntax("cannot assign to __debug__", keyword.at));
        }
        let again = keywords[i + 1..].iter().find(|k| k.arg.as_ref() == Some(name));
        if let Some(again) = again {
            return Err(Fault::syntax(format!("keyword argument repeated: {name}"), again.at));
        }
    }
    Ok(())
}
