//! Operand-stack effects, and the greatest depth (`calculate_stackdepth`).

use super::{BlockId, Graph, Node};
use crate::python::code::{Instr, Op};
use crate::python::compile::unit::Pre;

/// `(popped, pushed)` by an instruction when it does not jump.
#[must_use]
pub(crate) fn effect(instr: &Instr) -> (u32, u32) {
    let (arg, flag) = (instr.arg, u32::from(instr.flag));
    match instr.op {
        Op::Nop
        | Op::Resume
        | Op::ResumeCounted
        | Op::DeleteFast
        | Op::DeleteName
        | Op::DeleteGlobal
        | Op::DeleteDeref
        | Op::MakeCell
        | Op::CopyFreeVars
        | Op::JumpForward
        | Op::JumpBackward
        | Op::JumpBackwardCounted
        | Op::JumpBackwardNoInterrupt
        | Op::ReturnConst
        | Op::SetupAnnotations
        | Op::PrintNewline => (0, 0),
        Op::PushNull
        | Op::LoadConst
        | Op::LoadFast
        | Op::LoadFastBorrow
        | Op::LoadFastCheck
        | Op::LoadFastAndClear
        | Op::LoadName
        | Op::LoadDeref
        | Op::LoadLocals
        | Op::LoadClosure
        | Op::LoadBuildClass
        | Op::LoadAssertionError
        | Op::ReturnGenerator => (0, 1),
        Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => (0, 2),
        Op::LoadGlobal => (0, 1 + flag),
        Op::PopTop
        | Op::StoreFast
        | Op::StoreName
        | Op::StoreGlobal
        | Op::StoreDeref
        | Op::DeleteAttr
        | Op::PopJumpIfTrue
        | Op::PopJumpIfFalse
        | Op::PopJumpIfNone
        | Op::PopJumpIfNotNone
        | Op::JumpIfTrueOrPop
        | Op::JumpIfFalseOrPop
        | Op::ReturnValue
        | Op::PopExcept
        | Op::ImportStar
        | Op::PrintExpr
        | Op::PrintItem
        | Op::PrintNewlineTo => (1, 0),
        Op::Copy => (arg, arg + 1),
        Op::Swap => (arg, arg),
        Op::StoreFastLoadFast
        | Op::LoadFromDictOrDeref
        | Op::LoadFromDictOrGlobals
        | Op::UnaryNegative
        | Op::UnaryPositive
        | Op::UnaryInvert
        | Op::UnaryNot
        | Op::UnaryConvert
        | Op::ListToTuple
        | Op::ConvertValue
        | Op::FormatSimple
        | Op::GetIter
        | Op::GetYieldFromIter
        | Op::GetAwaitable
        | Op::GetAiter
        | Op::AsyncGenWrap
        | Op::MakeFunction
        | Op::YieldValue
        | Op::StopIterationError
        | Op::TypeVar
        | Op::ParamSpec
        | Op::TypeVarTuple
        | Op::SubscriptGeneric
        | Op::TypeAlias => (1, 1),
        Op::StoreFastStoreFast | Op::StoreAttr | Op::DeleteSubscr => (2, 0),
        Op::LoadAttr => (1, 1 + flag),
        Op::LoadSuperAttr => (3, 1 + (flag & 1)),
        Op::BinarySubscr
        | Op::BinaryOp
        | Op::CompareOp
        | Op::IsOp
        | Op::ContainsOp
        | Op::FormatWithSpec
        | Op::EndSend
        | Op::PrepReraiseStar
        | Op::ImportName
        | Op::TypeVarWithBound
        | Op::TypeVarWithConstraints
        | Op::SetTypeParamDefault
        | Op::SetFunctionTypeParams
        | Op::PrintItemTo => (2, 1),
        Op::SetFunctionAttribute => (arg.max(1) + 1, 1),
        Op::EndAsyncFor => (2, 0),
        Op::StoreSubscr | Op::DeleteSlice | Op::ExecStmt => (3, 0),
        Op::BinarySlice | Op::MatchClass => (3, 1),
        Op::StoreSlice => (4, 0),
        Op::PackStar => (arg + 1, 1),
        Op::BuildSlice | Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => (arg, 1),
        Op::BuildMap => (2 * arg, 1),
        Op::BuildMapWithRoom => (0, 1),
        Op::BuildConstKeyMap => (arg + 1, 1),
        Op::ListAppend | Op::ListExtend | Op::SetAdd | Op::SetUpdate | Op::DictUpdate => (arg + 1, arg),
        Op::DictMerge => (arg + 4, arg + 3),
        Op::MapAdd => (arg + 2, arg),
        Op::UnpackSequence => (1, arg),
        Op::UnpackEx => (1, (arg & 0xff) + (arg >> 8) + 1),
        Op::ForIter | Op::GetAnext | Op::ImportFrom | Op::GetLen | Op::MatchMapping | Op::MatchSequence => (1, 2),
        Op::Call => (arg + 2, 1),
        Op::CallKw => (arg + 3, 1),
        Op::CallFunctionEx => (3 + flag, 1),
        Op::Send | Op::CheckExcMatch | Op::CheckEgMatch => (2, 2),
        Op::MatchKeys => (2, 3),
        Op::CleanupThrow => (3, 2),
        Op::PushExcInfo => (1, 2),
        Op::Reraise => (1 + flag, flag),
        Op::RaiseVarargs => (arg, 0),
        Op::BeforeWith | Op::BeforeAsyncWith => (1, 2),
        Op::WithExceptStart => (4, 5),
        // Made once everything is measured: see `super::fuse`.
        Op::CompareFastConstJump
        | Op::CompareFastFastJump
        | Op::BinaryFastConst
        | Op::BinaryFastFast
        | Op::BinaryTopFast
        | Op::BinaryTopConst
        | Op::SubscrFastFast
        | Op::LoadAttrFast
        | Op::LoadMethodFast
        | Op::StoreAttrFast
        | Op::StoreAttrFastFast
        | Op::ReturnFast
        | Op::JumpFastNone
        | Op::ForIterStore => (0, 0),
    }
}

/// How the depth differs when the instruction jumps instead.
#[must_use]
pub(crate) fn jump_effect(instr: &Instr) -> i64 {
    let (popped, pushed) = effect(instr);
    let straight = i64::from(pushed) - i64::from(popped);
    match instr.op {
        Op::ForIter => -1,
        Op::JumpIfTrueOrPop | Op::JumpIfFalseOrPop => 0,
        _ => straight,
    }
}

impl Node {
    pub(super) fn instr(&self) -> Instr {
        let op = match self.op {
            Pre::Real(op) => op,
            Pre::StoreFastMaybeNull => Op::StoreFast,
            _ => Op::Nop,
        };
        Instr::flagged(op, self.flag, self.arg)
    }
}

impl Graph {
    /// Notes each block's depth at its start; gives the greatest depth (at least 1, as CPython has it).
    pub(super) fn measure(&mut self) -> u32 {
        let next = self.next_of();
        let mut most = 0;
        let mut todo = vec![self.order[0]];
        self.blocks[self.order[0]].depth = Some(0);
        while let Some(id) = todo.pop() {
            let mut depth = i64::from(self.blocks[id].depth.unwrap_or(0));
            let nodes = std::mem::take(&mut self.blocks[id].nodes);
            for node in &nodes {
                let instr = node.instr();
                if let Some(target) = node.target {
                    let there = match node.op {
                        Pre::SetupFinally => depth + 1,
                        Pre::SetupCleanup => depth + 2,
                        // The value that was entered goes; the index and the exception come.
                        Pre::SetupWith => depth + 1,
                        Pre::Jump | Pre::JumpNoInterrupt => depth,
                        _ => depth + jump_effect(&instr),
                    };
                    most = most.max(there);
                    self.reach(target, there, &mut todo);
                }
                let (popped, pushed) = effect(&instr);
                depth += i64::from(pushed) - i64::from(popped);
                most = most.max(depth);
            }
            let block = &mut self.blocks[id];
            block.nodes = nodes;
            if block.falls_through()
                && let Some(after) = next[id]
            {
                self.reach(after, depth, &mut todo);
            }
        }
        u32::try_from(most).unwrap_or(0).max(1)
    }

    fn reach(&mut self, target: BlockId, depth: i64, todo: &mut Vec<BlockId>) {
        let depth = u32::try_from(depth).unwrap_or(0);
        let block = &mut self.blocks[target];
        if block.depth.is_none() {
            block.depth = Some(depth);
            todo.push(target);
        }
    }
}
