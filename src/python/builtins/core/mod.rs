//! The types that the machine itself is made of: object, type, functions, methods, descriptors, generators, frames,
//! modules, cells.

mod async_steps;
mod callables;
mod coroutine;
mod descriptors;
mod frame_locals;
mod frames;
mod function_new;
mod generator;
mod module;
pub(super) mod object;
mod property;
mod supers;
mod type_;

use crate::python::vm::native::{Arity, Native, TypeDef};

pub const TYPES: &[&TypeDef] = &[
    &object::TYPE,
    &type_::TYPE,
    &callables::FUNCTION,
    &callables::METHOD,
    &callables::NATIVE_FUNCTION,
    &callables::METHOD_WRAPPER,
    &callables::METHOD_DESCRIPTOR,
    &callables::WRAPPER_DESCRIPTOR,
    &callables::CLASSMETHOD_DESCRIPTOR,
    &callables::CODE,
    &callables::CELL,
    &property::TYPE,
    &descriptors::STATICMETHOD,
    &descriptors::CLASSMETHOD,
    &descriptors::GETSET,
    &descriptors::MEMBER,
    &generator::TYPE,
    &coroutine::COROUTINE,
    &coroutine::WRAPPER,
    &coroutine::ASYNC_GENERATOR,
    &async_steps::STEP,
    &async_steps::THROW,
    &coroutine::WRAPPED,
    &frames::FRAME,
    &frame_locals::TYPE,
    &frames::TRACEBACK,
    &module::MODULE,
    &module::NAMESPACE,
    &supers::SUPER,
];

pub const FUNCTIONS: &[Native] = &[Native::function("__build_class__", Arity::Raw, super::super::vm::Vm::build_class)];
