//! What differs in single statements while they run: `with`, `for`, generators that end.

use crate::memory::rules::Version;

/// The choices of one version.
#[derive(Clone, Debug)]
pub struct Statements {
    pub context_managers: ContextManagers,
    pub generator_end: GeneratorEnd,
    pub iteration_position: IterationPosition,
    pub type_parameters: TypeParameters,
    pub listed_names: ListedNames,
    pub attribute_position: AttributePosition,
    pub jumps_on: JumpsOn,
    pub blank_first_line: BlankFirstLine,
    pub throw_parts: ThrowParts,
    pub async_steps: AsyncSteps,
    pub instruction_lines: InstructionLines,
    pub field_lines: FieldLines,
    pub decorator_position: DecoratorPosition,
    pub with_position: WithPosition,
    pub assert_position: AssertPosition,
    pub truth_position: TruthPosition,
    pub element_position: ElementPosition,
}

/// In which line an instruction stands (Python/compile.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstructionLines {
    /// Up to 3.7: in the furthest that an expression of its statement has begun in so far. (Those within an f-string are
    /// parsed apart, and have no lines of their own.)
    Furthest,
    /// 3.8 and 3.9: in that of its expression, else in that in which the last statement has begun.
    OfExpression,
    /// From 3.10: in that of the node it is for.
    OfNode,
}

/// In which lines the fields of f-strings stand (`fstring_fix_node_location` in Python/ast.c looks for them in the first
/// of several literals only).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldLines {
    /// Up to 3.8: those of later literals where the first one begins.
    OfFirstPart,
    /// From 3.9: in their own.
    Own,
}

/// Where a traceback shows the call of a decorator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecoratorPosition {
    /// 3.8 to 3.10: the statement, which begins with `def` or `class`.
    Statement,
    /// Up to 3.7, where statements begin with it, and from 3.11: the decorator.
    Decorator,
}

/// Where a traceback shows the calls that `with` makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithPosition {
    /// Up to 3.12: the whole statement.
    Statement,
    /// From 3.13: the context manager.
    Manager,
}

/// Where a traceback shows a failed assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssertPosition {
    /// Up to 3.9, and 3.12: the statement.
    Statement,
    /// 3.10 and 3.11: the last comparison in its test, if there is one.
    Comparison,
    /// From 3.13: the test.
    Test,
}

/// Where a traceback shows that a test could not be asked for its truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TruthPosition {
    /// Up to 3.11: the statement or expression that it decides, or its last comparison so far.
    Whole,
    /// From 3.12: what is asked.
    Operand,
}

/// Where a traceback shows that an element cannot be put into the result of a comprehension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementPosition {
    /// Up to 3.11: the whole comprehension.
    Comprehension,
    /// From 3.12: the element.
    Element,
}

/// Whether a jump that leads on (from a handler's end, from the first half of `a if b else c`) but goes backwards in the
/// finished code, where handlers stand last, looks at the eval breaker. (A collection may be due.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JumpsOn {
    /// Up to 3.12: as every jump backwards (`JUMP`).
    Polled,
    /// From 3.13: only loops look (`JUMP_NO_INTERRUPT`).
    Unpolled,
}

/// What the prompt makes of a first line of spaces or with a comment alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankFirstLine {
    /// Up to 3.6: another line is awaited.
    Skipped,
    /// From 3.7: a statement that does nothing.
    Statement,
}

/// What `with` looks up first, and what it says of an object that is no context manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextManagers {
    /// 2.7: `__exit__` first; `AttributeError: __exit__`.
    ExitFirst,
    /// Up to 3.8: `__enter__` first, but `__aexit__` before `__aenter__`; AttributeError.
    AsyncExitFirst,
    /// 3.9 and 3.10: both enter first; `AttributeError: __enter__`.
    EnterFirst,
    /// From 3.11: `TypeError: 'int' object does not support the context manager protocol`.
    Protocol,
}

/// How a generator's frame ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorEnd {
    /// Up to 3.11: `gen_send_ex` cuts it off from its caller before it is left, so a frame object that survives has no
    /// `f_back`; and it turns StopIteration into RuntimeError after that.
    Detached,
    /// From 3.12: as other frames; a handler in its own code turns StopIteration into RuntimeError.
    Linked,
}

/// What a tuple as the bound of a type parameter is called where something is refused in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParameters {
    /// 3.12: a bound, as all others.
    Bounds,
    /// From 3.13: a constraint.
    BoundsAndConstraints,
}

/// Where a traceback shows that a `for` loop or comprehension failed to iterate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IterationPosition {
    /// Up to 3.12: the whole loop or comprehension.
    Whole,
    /// From 3.13: what is iterated.
    Iterable,
}

/// What becomes of a list display with variables in it that is only iterated over or searched, as in `for x in [a, b]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedNames {
    /// Up to 3.7: it stays a list.
    List,
    /// From 3.8 (bpo-32925): it becomes a tuple.
    Tuple,
}

/// Where a traceback shows that an attribute failed whose name stands on a later line than its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributePosition {
    /// Up to 3.9: where the expression begins.
    Expression,
    /// 3.10: the name (bpo-39316), but `del` shows the expression.
    NameUnlessDeleted,
    /// From 3.11: the name.
    Name,
}

/// `generator.throw(class, value, traceback)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThrowParts {
    /// Up to 3.11.
    Taken,
    /// From 3.12: a DeprecationWarning.
    Deprecated,
}

/// Two who await one asynchronous generator at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsyncSteps {
    /// Up to 3.7: both go on.
    Unguarded,
    /// 3.8 to 3.12: `RuntimeError: anext(): asynchronous generator is already running` where something is sent.
    SendsGuarded,
    /// From 3.13: also where something is thrown; and a step that was refused or has ended cannot be used again.
    Guarded,
}

impl Statements {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        Self {
            context_managers: match version {
                V::V2_7 => ContextManagers::ExitFirst,
                V::V3_6 | V::V3_7 | V::V3_8 => ContextManagers::AsyncExitFirst,
                V::V3_9 | V::V3_10 => ContextManagers::EnterFirst,
                _ => ContextManagers::Protocol,
            },
            blank_first_line: if version >= V::V3_7 { BlankFirstLine::Statement } else { BlankFirstLine::Skipped },
            generator_end: if version >= V::V3_12 { GeneratorEnd::Linked } else { GeneratorEnd::Detached },
            type_parameters: if version >= V::V3_13 {
                TypeParameters::BoundsAndConstraints
            } else {
                TypeParameters::Bounds
            },
            iteration_position: if version >= V::V3_13 {
                IterationPosition::Iterable
            } else {
                IterationPosition::Whole
            },
            attribute_position: match version {
                _ if version >= V::V3_11 => AttributePosition::Name,
                V::V3_10 => AttributePosition::NameUnlessDeleted,
                _ => AttributePosition::Expression,
            },
            instruction_lines: match version {
                V::V2_7 | V::V3_6 | V::V3_7 => InstructionLines::Furthest,
                V::V3_8 | V::V3_9 => InstructionLines::OfExpression,
                _ => InstructionLines::OfNode,
            },
            field_lines: if version >= V::V3_9 { FieldLines::Own } else { FieldLines::OfFirstPart },
            decorator_position: match version {
                V::V3_8 | V::V3_9 | V::V3_10 => DecoratorPosition::Statement,
                _ => DecoratorPosition::Decorator,
            },
            with_position: if version >= V::V3_13 { WithPosition::Manager } else { WithPosition::Statement },
            assert_position: match version {
                V::V3_10 | V::V3_11 => AssertPosition::Comparison,
                _ if version >= V::V3_13 => AssertPosition::Test,
                _ => AssertPosition::Statement,
            },
            truth_position: if version >= V::V3_12 { TruthPosition::Operand } else { TruthPosition::Whole },
            element_position: if version >= V::V3_12 {
                ElementPosition::Element
            } else {
                ElementPosition::Comprehension
            },
            jumps_on: if version >= V::V3_13 { JumpsOn::Unpolled } else { JumpsOn::Polled },
            throw_parts: if version >= V::V3_12 { ThrowParts::Deprecated } else { ThrowParts::Taken },
            async_steps: match version {
                _ if version >= V::V3_13 => AsyncSteps::Guarded,
                _ if version >= V::V3_8 => AsyncSteps::SendsGuarded,
                _ => AsyncSteps::Unguarded,
            },
            listed_names: if version >= V::V3_8 { ListedNames::Tuple } else { ListedNames::List },
        }
    }
}
