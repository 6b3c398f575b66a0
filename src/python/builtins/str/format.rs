//! `str.format` and `str.format_map`: the fields of a template looked up, converted, formatted.

use super::writer::{Place, Writer};
use crate::memory::Ref;
use crate::python::builtins::support::{keyword, text, with_arguments_tuple};
use crate::python::dialect::builtins::Packing;
use crate::python::text::template::{
    Accessor, Field, FieldName, First, Nesting, Numbering, Pieces, missing_position, positional_in_format_map,
    recursion_exceeded, unknown_conversion,
};
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// Where fields get their values.
#[derive(Clone, Copy)]
enum Source {
    /// The arguments of `format`; the template is the receiver.
    Call(Args),
    /// The argument of `format_map`.
    Mapping(Ref),
}

pub(super) fn format(vm: &mut Vm, args: Args) -> Res {
    with_arguments_tuple(vm, args, 1, Packing::Tuple, |vm| run(vm, args.at(vm, 0), Source::Call(args)))
}

pub(super) fn format_map(vm: &mut Vm, args: Args) -> Res {
    run(vm, args.at(vm, 0), Source::Mapping(args.at(vm, 1)))
}

fn run(vm: &mut Vm, template: Ref, source: Source) -> Res {
    let mut writer = Writer::of(vm, template);
    writer.fixed = true;
    let template_text = vm.text(template);
    if !template_text.contains(['{', '}']) && !writer.unicode {
        // Nothing to fill in: the template comes back as itself, even one of a subclass.
        return Ok(vm.incref(template));
    }
    let mut numbering = Numbering::default();
    match render(vm, &template_text, source, &mut numbering, 2, &mut writer) {
        Ok(()) => Ok(writer.finish(vm)),
        Err(raised) => {
            writer.abandon(vm);
            Err(raised)
        }
    }
}

/// Writes a template. `depth` is how many templates may still be nested, this one included.
fn render(
    vm: &mut Vm,
    template: &str,
    source: Source,
    numbering: &mut Numbering,
    depth: u32,
    writer: &mut Writer,
) -> Res<()> {
    if depth == 0 {
        return Err(vm.raise_text(recursion_exceeded()));
    }
    let dialect = vm.dialect.builtins.text.template;
    let mut pieces = Pieces::new(template, dialect);
    while let Some(piece) = pieces.next() {
        let piece = text(vm, piece)?;
        writer.push(vm, piece.literal);
        if let Some(field) = piece.field {
            let place = if pieces.is_empty() { Place::Last } else { Place::Inner };
            let shown = render_field(vm, &field, source, numbering, depth)?;
            writer.push_object(vm, shown, place);
        }
    }
    Ok(())
}

/// The str object of one field.
fn render_field(vm: &mut Vm, field: &Field<'_>, source: Source, numbering: &mut Numbering, depth: u32) -> Res {
    let name = FieldName::parse(field.name, numbering);
    let name = text(vm, name)?;
    let mut value = first_value(vm, &name.first, source)?;
    for accessor in name.accessors {
        let next = match accessor {
            Ok(accessor) => access(vm, value, &accessor),
            Err(error) => Err(vm.raise_text(error)),
        };
        vm.decref(value);
        value = next?;
    }
    if let Some(letter) = field.conversion {
        let converted = convert(vm, value, letter);
        vm.decref(value);
        value = converted?;
    }
    let shown = render_value(vm, value, field, source, numbering, depth);
    vm.decref(value);
    shown
}

fn render_value(
    vm: &mut Vm,
    value: Ref,
    field: &Field<'_>,
    source: Source,
    numbering: &mut Numbering,
    depth: u32,
) -> Res {
    if field.nesting == Nesting::Flat {
        return vm.format(value, field.spec);
    }
    let mut inner = Writer::default();
    if let Err(raised) = render(vm, field.spec, source, numbering, depth - 1, &mut inner) {
        inner.abandon(vm);
        return Err(raised);
    }
    let spec = inner.into_text(vm);
    vm.format(value, &spec)
}

fn first_value(vm: &mut Vm, first: &First<'_>, source: Source) -> Res {
    match (first, source) {
        (First::Position(position), Source::Call(args)) => {
            // The receiver is argument 0.
            if *position + 1 < args.positional(vm) {
                let value = args.at(vm, *position + 1);
                return Ok(vm.incref(value));
            }
            let choice = vm.dialect.builtins.text.missing_position;
            Err(vm.raise_text(missing_position(*position, choice)))
        }
        (First::Position(_), Source::Mapping(_)) => Err(vm.raise_text(positional_in_format_map())),
        (First::Keyword(name), Source::Call(args)) => match keyword(vm, args, name) {
            Some(value) => Ok(vm.incref(value)),
            None => Err(missing_key(vm, name)),
        },
        (First::Keyword(name), Source::Mapping(mapping)) => {
            let key = vm.str(name);
            let value = vm.getitem(mapping, key);
            vm.decref(key);
            value
        }
    }
}

fn missing_key(vm: &mut Vm, name: &str) -> Raised {
    let key = vm.str(name);
    let raised = vm.key_error(key);
    vm.decref(key);
    raised
}

fn access(vm: &mut Vm, value: Ref, accessor: &Accessor<'_>) -> Res {
    let key = match accessor {
        Accessor::Attribute(name) => return vm.getattr_text(value, name),
        Accessor::Index(index) => vm.int(i64::try_from(*index).unwrap_or(i64::MAX)),
        Accessor::Key(key) => vm.str(key),
    };
    let found = vm.getitem(value, key);
    vm.decref(key);
    found
}

fn convert(vm: &mut Vm, value: Ref, letter: char) -> Res {
    match letter {
        'r' => vm.repr(value),
        's' => vm.str_of(value),
        'a' => super::ascii_of(vm, value),
        _ => Err(vm.raise_text(unknown_conversion(letter))),
    }
}
