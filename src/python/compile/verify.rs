//! A check of finished code by abstract interpretation: the stack never underflows, joins agree, the greatest depth
//! is the one that the code object promises. Tests only.

use super::flow::{effect, jump_effect};
use crate::python::code::{CodeSpec, Const, Op};

/// What is wrong with the code (or with code inside it), if anything.
pub(super) fn problem(code: &CodeSpec) -> Option<String> {
    for value in &code.consts {
        if let Const::Code(inner) = value
            && let Some(problem) = problem(inner)
        {
            return Some(problem);
        }
    }
    let name = &code.qualname;
    let mut depths: Vec<Option<i64>> = vec![None; code.code.len()];
    let mut todo = vec![(0usize, 0i64)];
    let mut most = 0;
    while let Some((i, depth)) = todo.pop() {
        let Some(slot) = depths.get_mut(i) else { return Some(format!("{name}: runs off the end")) };
        match *slot {
            Some(known) if known == depth => continue,
            Some(known) => return Some(format!("{name}: {i} reached with {known} and {depth}")),
            None => *slot = Some(depth),
        }
        let instr = &code.code[i];
        let index = u32::try_from(i).ok()?;
        if let Some(handler) = code.handler(index) {
            let there = i64::from(handler.depth) + i64::from(handler.lasti) + 1;
            if depth < i64::from(handler.depth) {
                return Some(format!("{name}: {i} is shallower ({depth}) than its handler ({})", handler.depth));
            }
            most = most.max(there);
            todo.push((handler.target as usize, there));
        }
        let (popped, pushed) = effect(instr);
        if depth < i64::from(popped) {
            return Some(format!("{name}: {i} {} pops {popped} of {depth}", instr.op.name()));
        }
        let after = depth - i64::from(popped) + i64::from(pushed);
        most = most.max(after);
        let target = instr.arg as usize;
        match instr.op {
            Op::ReturnValue | Op::ReturnConst | Op::RaiseVarargs | Op::Reraise => {}
            Op::JumpForward | Op::JumpBackward | Op::JumpBackwardCounted | Op::JumpBackwardNoInterrupt => {
                todo.push((target, depth));
            }
            Op::PopJumpIfTrue
            | Op::PopJumpIfFalse
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::JumpIfTrueOrPop
            | Op::JumpIfFalseOrPop
            | Op::ForIter
            | Op::Send => {
                todo.push((target, depth + jump_effect(instr)));
                todo.push((i + 1, after));
            }
            _ => todo.push((i + 1, after)),
        }
    }
    let unreached = depths.iter().position(Option::is_none);
    if let Some(i) = unreached {
        return Some(format!("{name}: {i} {} is never reached", code.code[i].op.name()));
    }
    let promised = i64::from(code.stack_size);
    (promised != most.max(1)).then(|| format!("{name}: promises {promised}, needs {most}"))
}
