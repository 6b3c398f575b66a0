//! Fused instructions: sequences that programs run most are done in one step by the evaluation loop, where nothing can
//! tell the difference. The code keeps its length: a fused instruction stands in the place of the first of its
//! sequence and has its operands, the others stay where they are. So jumps into the middle, tracebacks and a machine
//! that runs the plain code instead all see the same indexes; and a fused instruction that meets operands it was not
//! made for does what its first instruction does.

use crate::python::code::{Instr, Op};

/// The code with its frequent sequences fused.
pub(super) fn fuse(code: &[Instr]) -> Vec<Instr> {
    (0..code.len())
        .map(|at| {
            let mut instr = code[at];
            if let Some(op) = fused(&code[at..]) {
                instr.op = op;
            }
            instr
        })
        .collect()
}

fn fused(code: &[Instr]) -> Option<Op> {
    let op = |at: usize| code.get(at).map(|instr| instr.op);
    let jumps = |at| matches!(op(at), Some(Op::PopJumpIfTrue | Op::PopJumpIfFalse));
    Some(match (op(0)?, op(1)?) {
        (Op::LoadFast, Op::LoadConst) if op(2) == Some(Op::CompareOp) && jumps(3) => Op::CompareFastConstJump,
        (Op::LoadFast, Op::LoadConst) if op(2) == Some(Op::BinaryOp) => Op::BinaryFastConst,
        (Op::LoadFastLoadFast, Op::CompareOp) if jumps(2) => Op::CompareFastFastJump,
        (Op::LoadFastLoadFast, Op::BinaryOp) => Op::BinaryFastFast,
        (Op::LoadFastLoadFast, Op::BinarySubscr) => Op::SubscrFastFast,
        (Op::LoadFastLoadFast, Op::StoreAttr) => Op::StoreAttrFastFast,
        (Op::LoadFast, Op::StoreAttr) => Op::StoreAttrFast,
        (Op::LoadFast, Op::LoadAttr) if code[1].flag & 1 == 0 => Op::LoadAttrFast,
        (Op::LoadFast, Op::LoadAttr) => Op::LoadMethodFast,
        (Op::LoadFast, Op::BinaryOp) => Op::BinaryTopFast,
        (Op::LoadConst, Op::BinaryOp) => Op::BinaryTopConst,
        (Op::LoadFast, Op::ReturnValue) => Op::ReturnFast,
        (Op::LoadFast, Op::PopJumpIfNone | Op::PopJumpIfNotNone) => Op::JumpFastNone,
        (Op::ForIter, Op::StoreFast) => Op::ForIterStore,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_instruction_of_a_sequence_changes() {
        let code = [
            Instr::new(Op::LoadFast, 1),
            Instr::new(Op::LoadConst, 2),
            Instr::flagged(Op::BinaryOp, 3, 0),
            Instr::new(Op::ReturnValue, 0),
        ];
        let fused = fuse(&code);
        assert_eq!(fused[0], Instr { op: Op::BinaryFastConst, ..code[0] });
        assert_eq!(fused[1].op, Op::BinaryTopConst, "for those who jump there");
        assert_eq!(fused[2..], code[2..]);
    }
}
