//! 3.14: places of the operand stack, and arguments of calls, that borrow from a local of the caller (`_PyStackRef`
//! without a count). The machine counts them like all others, so that every count adds up; what a program reads is
//! lower by their number. Nothing here costs the loop anything: the code tells which places borrow.

use super::{Activation, Entry, Vm};
use crate::memory::Ref;
use crate::memory::rules::CallArguments;
use crate::python::code::CodeFlags;
use crate::python::compile::borrowed_at;

impl Vm {
    /// How many places now hold `object` without a count in CPython.
    #[must_use]
    pub fn borrowed(&self, object: Ref) -> u32 {
        if self.heap.rules.call_arguments != CallArguments::Borrowed {
            return 0;
        }
        let callees = self.frames.iter().skip(1).map(Some).chain([None]);
        self.frames.iter().zip(callees).map(|(frame, callee)| self.borrowed_in(frame, callee, object)).sum()
    }

    /// On the stack of `frame`. What its instruction took for a call without a detour through C stands in the
    /// parameters of `callee`: borrowed as long as it stands there.
    fn borrowed_in(&self, frame: &Activation, callee: Option<&Activation>, object: Ref) -> u32 {
        let spec = self.units[frame.unit as usize].spec;
        let Some(at) = (frame.pc as usize).checked_sub(1) else { return 0 };
        let passed_on = callee.filter(|c| matches!(c.entry, Entry::Call | Entry::Init(_)));
        let (mut resting, mut passed) = (0, 0);
        for place in borrowed_at(spec, at) {
            if self.stack[frame.base + place.local as usize] == object {
                match passed_on {
                    Some(_) if place.taken => passed += 1,
                    _ => resting += 1,
                }
            }
        }
        resting + passed_on.map_or(0, |callee| passed.min(self.parameters_holding(callee, object)))
    }

    fn parameters_holding(&self, frame: &Activation, object: Ref) -> u32 {
        let spec = self.units[frame.unit as usize].spec;
        if spec.flags.has(CodeFlags::GENERATOR) {
            return 0;
        }
        let parameters = (spec.argcount + spec.kwonlyargcount) as usize;
        self.stack[frame.base..frame.base + parameters].iter().filter(|&&value| value == object).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use crate::memory::Version;
    use crate::python::vm::Vm;

    fn printed(version: Version, program: &str) -> String {
        let mut vm = Vm::new(version);
        vm.run_program(program, "t.py");
        vm.output.stdout.clone()
    }

    /// As the recorded 3.14.2 prints them: an argument that stands in the caller's local has no count of its own.
    #[test]
    fn arguments_and_operands_borrow_from_locals() {
        let program = "\
import sys
class A:
    def me(self): return sys.getrefcount(self)
def f(x): return sys.getrefcount(x)
def g(x): return f(x)
def local():
    n = A()
    return sys.getrefcount(n), f(n), g(n), n.me(), [n, sys.getrefcount(n)][1]
def kept(x):
    y = x
    return sys.getrefcount(y)
print(local(), f(A()), kept(A()))
";
        assert_eq!(printed(Version::V3_14_0, program), "(1, 1, 1, 1, 1) 1 2\n");
        assert_eq!(printed(Version::V3_13, program), "(2, 3, 4, 3, 3) 2 3\n");
    }
}
