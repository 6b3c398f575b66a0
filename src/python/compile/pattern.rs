//! `match`: patterns leave nothing on the stack when they match and jump away when not (`compiler_pattern`).

use super::codegen::{Codegen, Done, Use};
use super::fault::Fault;
use super::unit::{Label, NOWHERE, Pre};
use crate::python::ast::*;
use crate::python::code::{CompareOp, Const, Op, Position};

/// The state of one case: captured names wait on the stack until the whole pattern has matched.
#[derive(Default)]
struct Case {
    stores: Vec<Name>,
    /// Whether a name capture or wildcard may stand here without a later alternative becoming unreachable.
    allow_irrefutable: bool,
    /// `fail_pop[n]` pops n values and goes on to the next case.
    fail_pop: Vec<Label>,
    /// How many values stand above the captured names.
    on_top: usize,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(&p.kind, PatternKind::As { pattern: None, name: None })
}

fn is_star_wildcard(p: &Pattern) -> bool {
    matches!(&p.kind, PatternKind::Star(None))
}

impl<'a> Codegen<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase], _at: Position) -> Done {
        let end = self.label();
        self.expr(subject)?;
        let Some((last, _)) = cases.split_last() else { return Ok(()) };
        let has_default = is_wildcard(&last.pattern) && cases.len() > 1;
        let tested = cases.len() - usize::from(has_default);
        for (i, case) in cases.iter().take(tested).enumerate() {
            let at = case.pattern.at;
            if i + 1 < tested {
                self.emit(Op::Copy, 1, at);
            }
            let mut state = Case { allow_irrefutable: case.guard.is_some() || i + 1 == cases.len(), ..Case::default() };
            self.pattern(&case.pattern, &mut state)?;
            // Success: the names are on the stack in the order they were captured.
            for name in state.stores.clone() {
                self.name(&name, Use::Store, at)?;
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_label(&mut state, 0);
                self.test(guard, fail, false, case.pattern.at)?;
            }
            if i + 1 < tested {
                self.emit(Op::PopTop, 0, at);
            }
            self.body(&case.body)?;
            self.jump(Pre::Jump, end, NOWHERE);
            self.place_fail_pops(&mut state, at);
        }
        if has_default {
            let at = last.pattern.at;
            if cases.len() == 1 {
                self.emit(Op::PopTop, 0, at);
            } else {
                self.emit(Op::Nop, 0, at);
            }
            if let Some(guard) = &last.guard {
                self.test(guard, end, false, at)?;
            }
            self.body(&last.body)?;
        }
        self.place(end);
        Ok(())
    }

    fn fail_label(&mut self, state: &mut Case, n: usize) -> Label {
        while state.fail_pop.len() <= n {
            let label = self.label();
            state.fail_pop.push(label);
        }
        state.fail_pop[n]
    }

    /// Jumps to the failure that pops everything this pattern has on the stack.
    fn jump_to_fail_pop(&mut self, state: &mut Case, op: Pre, at: Position) {
        let pops = state.on_top + state.stores.len();
        let label = self.fail_label(state, pops);
        self.jump(op, label, at);
    }

    fn fail_if_false(&mut self, state: &mut Case, at: Position) {
        self.jump_to_fail_pop(state, Pre::Real(Op::PopJumpIfFalse), at);
    }

    fn place_fail_pops(&mut self, state: &mut Case, at: Position) {
        while state.fail_pop.len() > 1 {
            if let Some(label) = state.fail_pop.pop() {
                self.place(label);
                self.emit(Op::PopTop, 0, at);
            }
        }
        if let Some(label) = state.fail_pop.pop() {
            self.place(label);
        }
    }

    fn pattern(&mut self, p: &'a Pattern, state: &mut Case) -> Done {
        self.deeper(p.at)?;
        let at = p.at;
        match &p.kind {
            PatternKind::Value(value) => {
                if matches!(value.kind, ExprKind::JoinedStr(..)) {
                    let message = "patterns may only match literals and attribute lookups";
                    return Err(Fault::syntax(message.to_owned(), at));
                }
                self.expr(value)?;
                self.flagged(Op::CompareOp, CompareOp::Eq as u8, 0, at);
                self.fail_if_false(state, at);
            }
            PatternKind::Singleton(value) => {
                self.load_const(value.clone(), at);
                self.comparison(Comparison::Is, at);
                self.fail_if_false(state, at);
            }
            PatternKind::Sequence(patterns) => self.sequence(patterns, state, at)?,
            PatternKind::Mapping { keys, patterns, rest } => self.mapping(keys, patterns, rest.as_ref(), state, at)?,
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class(cls, patterns, kwd_attrs, kwd_patterns, state, at)?;
            }
            PatternKind::Star(name) => self.capture(name.as_ref(), state, at)?,
            PatternKind::As { pattern: None, name } => {
                if !state.allow_irrefutable {
                    let msg = match name {
                        Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
                        None => "wildcard makes remaining patterns unreachable".to_owned(),
                    };
                    return Err(Fault::syntax(msg, at));
                }
                self.capture(name.as_ref(), state, at)?;
            }
            PatternKind::As { pattern: Some(inner), name } => {
                // The name gets the whole subject, which must survive the inner pattern.
                state.on_top += 1;
                self.emit(Op::Copy, 1, at);
                self.pattern(inner, state)?;
                state.on_top -= 1;
                self.capture(name.as_ref(), state, at)?;
            }
            PatternKind::Or(alternatives) => self.alternatives(alternatives, state, at)?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn capture(&mut self, name: Option<&Name>, state: &mut Case, at: Position) -> Done {
        let Some(name) = name else {
            self.emit(Op::PopTop, 0, at);
            return Ok(());
        };
        if &**name == "__debug__" {
            return Err(Fault::syntax("cannot assign to __debug__", at));
        }
        if state.stores.contains(name) {
            return Err(Fault::syntax(format!("multiple assignments to name '{name}' in pattern"), at));
        }
        // Below everything that is still in work.
        self.rotate(state.on_top + state.stores.len() + 1, at);
        state.stores.push(name.clone());
        Ok(())
    }

    /// Brings the top below the next n - 1 values.
    fn rotate(&mut self, n: usize, at: Position) {
        for i in (2..=n).rev() {
            self.emit(Op::Swap, count(i), at);
        }
    }

    /// A pattern inside another one: irrefutable ones are welcome there.
    fn sub_pattern(&mut self, p: &'a Pattern, state: &mut Case) -> Done {
        let before = std::mem::replace(&mut state.allow_irrefutable, true);
        let done = self.pattern(p, state);
        state.allow_irrefutable = before;
        done
    }

    fn sequence(&mut self, patterns: &'a [Pattern], state: &mut Case, at: Position) -> Done {
        let mut star = None;
        let mut only_wildcard = true;
        let mut star_wildcard = false;
        for (i, p) in patterns.iter().enumerate() {
            if matches!(p.kind, PatternKind::Star(_)) {
                if star.is_some() {
                    return Err(Fault::syntax("multiple starred names in sequence pattern", at));
                }
                star_wildcard = is_star_wildcard(p);
                only_wildcard &= star_wildcard;
                star = Some(i);
                continue;
            }
            only_wildcard &= is_wildcard(p);
        }
        state.on_top += 1;
        self.emit(Op::MatchSequence, 0, at);
        self.fail_if_false(state, at);
        let size = patterns.len();
        match star {
            None => {
                self.emit(Op::GetLen, 0, at);
                self.load_const(Const::Int(i64::from(count(size))), at);
                self.flagged(Op::CompareOp, CompareOp::Eq as u8, 0, at);
                self.fail_if_false(state, at);
            }
            Some(_) if size > 1 => {
                self.emit(Op::GetLen, 0, at);
                self.load_const(Const::Int(i64::from(count(size - 1))), at);
                self.flagged(Op::CompareOp, CompareOp::Ge as u8, 0, at);
                self.fail_if_false(state, at);
            }
            Some(_) => {}
        }
        state.on_top -= 1;
        if only_wildcard {
            self.emit(Op::PopTop, 0, at);
            return Ok(());
        }
        match star {
            Some(star) if star_wildcard => self.subscripts(patterns, star, state, at),
            _ => self.unpack_pattern(patterns, star, state, at),
        }
    }

    fn unpack_pattern(&mut self, patterns: &'a [Pattern], star: Option<usize>, state: &mut Case, at: Position) -> Done {
        match star {
            Some(i) => {
                let after = patterns.len() - i - 1;
                self.emit(Op::UnpackEx, count(i + (after << 8)), at);
            }
            None => self.emit(Op::UnpackSequence, count(patterns.len()), at),
        }
        state.on_top += patterns.len();
        for p in patterns {
            state.on_top -= 1;
            self.sub_pattern(p, state)?;
        }
        Ok(())
    }

    /// `[a, *_, b]`: only the wanted items are looked at.
    fn subscripts(&mut self, patterns: &'a [Pattern], star: usize, state: &mut Case, at: Position) -> Done {
        state.on_top += 1;
        let size = patterns.len();
        for (i, p) in patterns.iter().enumerate() {
            if is_wildcard(p) || i == star {
                continue;
            }
            self.emit(Op::Copy, 1, at);
            if i < star {
                self.load_const(Const::Int(i64::from(count(i))), at);
            } else {
                self.emit(Op::GetLen, 0, at);
                self.load_const(Const::Int(i64::from(count(size - i))), at);
                self.flagged(Op::BinaryOp, crate::python::code::BinaryOp::Subtract as u8, 0, at);
            }
            self.emit(Op::BinarySubscr, 0, at);
            self.sub_pattern(p, state)?;
        }
        state.on_top -= 1;
        self.emit(Op::PopTop, 0, at);
        Ok(())
    }

    fn mapping(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&Name>,
        state: &mut Case,
        at: Position,
    ) -> Done {
        let size = keys.len();
        state.on_top += 1;
        self.emit(Op::MatchMapping, 0, at);
        self.fail_if_false(state, at);
        if size == 0 && rest.is_none() {
            state.on_top -= 1;
            self.emit(Op::PopTop, 0, at);
            return Ok(());
        }
        if size > 0 {
            self.emit(Op::GetLen, 0, at);
            self.load_const(Const::Int(i64::from(count(size))), at);
            self.flagged(Op::CompareOp, CompareOp::Ge as u8, 0, at);
            self.fail_if_false(state, at);
        }
        let mut seen = rustc_hash::FxHashSet::default();
        for key in keys {
            if let Some(k) = key.constant().and_then(|key| as_number(key).key())
                && !seen.insert(k)
            {
                let shown = super::unparse::unparse(key);
                return Err(Fault::syntax(format!("mapping pattern checks duplicate key ({shown})"), at));
            }
            self.expr(key)?;
        }
        self.emit(Op::BuildTuple, count(size), at);
        self.emit(Op::MatchKeys, 0, at);
        state.on_top += 2;
        self.emit(Op::Copy, 1, at);
        self.load_const(Const::None, at);
        self.comparison(Comparison::IsNot, at);
        self.fail_if_false(state, at);
        // Subject, keys, values: unpack the values and match each.
        self.emit(Op::UnpackSequence, count(size), at);
        state.on_top += size;
        state.on_top -= 1;
        for p in patterns {
            state.on_top -= 1;
            self.sub_pattern(p, state)?;
        }
        state.on_top -= 2;
        match rest {
            Some(rest) => {
                self.emit(Op::BuildMap, 0, at);
                self.emit(Op::Swap, 3, at);
                self.emit(Op::DictUpdate, 2, at);
                self.emit(Op::UnpackSequence, count(size), at);
                for n in (1..=size).rev() {
                    self.emit(Op::Copy, count(1 + n), at);
                    self.emit(Op::Swap, 2, at);
                    self.emit(Op::DeleteSubscr, 0, at);
                }
                self.capture(Some(rest), state, at)
            }
            None => {
                self.emit(Op::PopTop, 0, at);
                self.emit(Op::PopTop, 0, at);
                Ok(())
            }
        }
    }

    fn class(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        kwd_attrs: &'a [(Name, Position)],
        kwd_patterns: &'a [Pattern],
        state: &mut Case,
        at: Position,
    ) -> Done {
        for (i, (name, place)) in kwd_attrs.iter().enumerate() {
            if kwd_attrs.iter().take(i).any(|(n, _)| n == name) {
                let msg = format!("attribute name repeated in class pattern: {name}");
                let value = kwd_patterns.get(i).map_or(*place, |p| p.at);
                return Err(Fault::syntax(msg, value));
            }
        }
        self.expr(cls)?;
        let names = kwd_attrs.iter().map(|(n, _)| Const::Str(n.clone())).collect();
        self.load_const(Const::Tuple(names), at);
        self.emit(Op::MatchClass, count(patterns.len()), at);
        self.emit(Op::Copy, 1, at);
        self.load_const(Const::None, at);
        self.comparison(Comparison::IsNot, at);
        state.on_top += 1;
        self.fail_if_false(state, at);
        let total = patterns.len() + kwd_patterns.len();
        self.emit(Op::UnpackSequence, count(total), at);
        state.on_top += total;
        state.on_top -= 1;
        for p in patterns.iter().chain(kwd_patterns) {
            state.on_top -= 1;
            if is_wildcard(p) {
                self.emit(Op::PopTop, 0, at);
                continue;
            }
            self.sub_pattern(p, state)?;
        }
        Ok(())
    }

    fn alternatives(&mut self, alternatives: &'a [Pattern], state: &mut Case, at: Position) -> Done {
        let end = self.label();
        let outer_fail = std::mem::take(&mut state.fail_pop);
        let outer_stores = std::mem::take(&mut state.stores);
        let outer_on_top = state.on_top;
        let outer_allow = state.allow_irrefutable;
        let mut control: Option<Vec<Name>> = None;
        for (i, alternative) in alternatives.iter().enumerate() {
            let place = alternative.at;
            let last = i + 1 == alternatives.len();
            state.stores = Vec::new();
            state.allow_irrefutable = last && outer_allow;
            state.fail_pop = Vec::new();
            state.on_top = 0;
            self.emit(Op::Copy, 1, place);
            self.pattern(alternative, state)?;
            let stores = std::mem::take(&mut state.stores);
            match &control {
                None => control = Some(stores.clone()),
                Some(first) => self.align_names(first, stores.clone(), at, place)?,
            }
            state.stores = stores;
            self.jump(Pre::Jump, end, place);
            self.place_fail_pops(state, place);
        }
        state.stores = outer_stores;
        state.fail_pop = outer_fail;
        state.on_top = outer_on_top;
        state.allow_irrefutable = outer_allow;
        // No alternative matched: drop the subject and fail.
        self.emit(Op::PopTop, 0, at);
        self.jump_to_fail_pop(state, Pre::Jump, at);
        self.place(end);
        let control = control.unwrap_or_default();
        let n = control.len();
        // The captured names come to lie below what is in work; the copied subject is dropped.
        let rotations = n + 1 + state.on_top + state.stores.len();
        for name in control {
            self.rotate(rotations, at);
            if state.stores.contains(&name) {
                return Err(Fault::syntax(format!("multiple assignments to name '{name}' in pattern"), at));
            }
            state.stores.push(name);
        }
        self.emit(Op::PopTop, 0, at);
        Ok(())
    }

    /// Brings the names of an alternative into the order of the first one's.
    fn align_names(&mut self, control: &[Name], mut stores: Vec<Name>, at: Position, place: Position) -> Done {
        let differ = || Fault::syntax("alternative patterns bind different names", at);
        if control.len() != stores.len() {
            return Err(differ());
        }
        for i in (0..control.len()).rev() {
            let Some(found) = stores.iter().position(|n| Some(n) == control.get(i)) else {
                return Err(differ());
            };
            if found != i {
                if found > i {
                    return Err(differ());
                }
                // Rotate the names between so that the wanted one comes to its place.
                let rotations = found + 1;
                let rotated: Vec<Name> = stores.drain(..rotations).collect();
                for (offset, name) in rotated.into_iter().enumerate() {
                    stores.insert(i - rotations + 1 + offset, name);
                }
                for _ in 0..rotations {
                    self.rotate(i + 1, place);
                }
            }
        }
        Ok(())
    }
}

/// A number that equals an integer is the same key: `0`, `False`, `0.0` and `0j`.
fn as_number(key: &Const) -> Const {
    match key {
        Const::True => Const::Int(1),
        Const::False => Const::Int(0),
        Const::Complex(real, imaginary) if *imaginary == 0.0 => as_number(&Const::Float(*real)),
        Const::Float(value) if *value == value.trunc() && value.abs() < 9e15 => Const::Int(*value as i64),
        other => other.clone(),
    }
}
