//! A disassembler in the manner of `dis`, for tests and for showing what the machine runs.

use std::fmt::Write;

use crate::python::code::{BinaryOp, CodeSpec, CompareOp, Const, Instr, Op};

impl CodeSpec {
    /// The code as text: one line for each instruction, the exception table, then the inner code objects.
    #[must_use]
    pub fn dis(&self) -> String {
        let mut out = String::new();
        self.dis_into(&mut out);
        out
    }

    fn dis_into(&self, out: &mut String) {
        let _ = writeln!(out, "== {} stack={} locals={}", self.qualname, self.stack_size, self.locals.len());
        let mut line = 0;
        for (i, (instr, at)) in self.code.iter().zip(&self.positions).enumerate() {
            let shown = if at.line == line { String::new() } else { at.line.to_string() };
            line = at.line;
            let _ = writeln!(out, "{shown:>5} {i:>4} {}", self.show(*instr));
        }
        for e in &self.exception_table {
            let lasti = if e.lasti { " lasti" } else { "" };
            let _ = writeln!(out, "  {} to {} -> {} [{}]{lasti}", e.start, e.end, e.target, e.depth);
        }
        for value in &self.consts {
            if let Const::Code(code) = value {
                code.dis_into(out);
            }
        }
    }

    /// Each instruction's name and place, for comparisons with CPython's positions.
    #[must_use]
    pub fn places(&self) -> String {
        let mut out = format!("== {}\n", self.qualname);
        for (instr, at) in self.code.iter().zip(&self.positions) {
            let _ = writeln!(out, "{} {} {} {} {}", instr.op.name(), at.line, at.end_line, at.col, at.end_col);
        }
        for value in &self.consts {
            if let Const::Code(code) = value {
                out.push_str(&code.places());
            }
        }
        out
    }

    /// One instruction as text.
    #[must_use]
    pub fn show(&self, instr: Instr) -> String {
        let Instr { op, flag, arg, .. } = instr;
        let i = arg as usize;
        let name = |i: usize| self.names.get(i).map_or("?", |n| n).to_owned();
        let local = |i: u32| self.locals.get(i as usize).map_or("?", |l| &l.name).to_owned();
        let detail = match op {
            Op::LoadConst | Op::ReturnConst => self.consts.get(i).map_or("?".into(), show_const),
            Op::LoadName
            | Op::StoreName
            | Op::DeleteName
            | Op::LoadGlobal
            | Op::StoreGlobal
            | Op::DeleteGlobal
            | Op::LoadAttr
            | Op::StoreAttr
            | Op::DeleteAttr
            | Op::LoadSuperAttr
            | Op::ImportName
            | Op::ImportFrom
            | Op::LoadFromDictOrGlobals => format!("{}{}", name(i), if flag > 0 { " +" } else { "" }),
            Op::LoadFast
            | Op::LoadFastCheck
            | Op::LoadFastBorrow
            | Op::LoadFastAndClear
            | Op::StoreFast
            | Op::DeleteFast
            | Op::LoadDeref
            | Op::StoreDeref
            | Op::DeleteDeref
            | Op::MakeCell
            | Op::LoadClosure
            | Op::LoadFromDictOrDeref => local(arg),
            Op::LoadFastLoadFast
            | Op::LoadFastBorrowLoadFastBorrow
            | Op::StoreFastLoadFast
            | Op::StoreFastStoreFast => {
                let (a, b) = instr.pair();
                format!("{}, {}", local(a), local(b))
            }
            Op::BinaryOp => BinaryOp::from_flag(flag).text().to_owned(),
            Op::CompareOp => format!("{}{}", CompareOp::from_flag(flag).text(), if arg == 1 { " bool" } else { "" }),
            _ if flag > 0 => format!("{arg} ({flag})"),
            _ => arg.to_string(),
        };
        format!("{:<26} {detail}", op.name())
    }
}

fn show_const(value: &Const) -> String {
    match value {
        Const::Code(code) => format!("<code {}>", code.qualname),
        Const::Str(s) => format!("{s:?}"),
        Const::Tuple(items) => format!("({})", items.iter().map(show_const).collect::<Vec<_>>().join(", ")),
        Const::Int(i) => i.to_string(),
        other => format!("{other:?}"),
    }
}
