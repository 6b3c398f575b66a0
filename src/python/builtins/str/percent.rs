//! The `%` operator of str and bytes: arguments fetched, converted, put into the template.

use super::writer::{Place, Writer};
use crate::memory::{Body, Ref};
use crate::python::builtins::support::text;
use crate::python::builtins::{float, int_new};
use crate::python::text::Integer;
use crate::python::text::percent::{
    Amount, Arguments, Class, Conversion, Piece, Pieces, Value, not_all_converted, not_enough_arguments, star_wants_int,
};
use crate::python::vm::known::{names, types};
use crate::python::vm::{Raised, Res, Vm};

/// What the template is, which decides what `%s` takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Bytes, read as Latin-1: `%s` and `%b` take bytes-like objects.
    Bytes,
}

/// Hands out the operand's values one by one.
struct Operand {
    /// The right operand, or the value of the last `%(key)`: what a single value comes from.
    single: Ref,
    /// Owned values fetched by key, released at the end.
    fetched: Vec<Ref>,
    tuple: bool,
    next: usize,
    mapping: bool,
}

impl Operand {
    fn new(vm: &Vm, operand: Ref, kind: Kind) -> Self {
        let tuple = vm.isinstance_of(operand, types::TUPLE);
        let bytes = kind == Kind::Bytes && matches!(vm.body(operand), Body::Bytes(_) | Body::ByteArray(_));
        let textual = bytes || vm.as_str(operand).is_some();
        let mapping = !tuple && !textual && vm.lookup_special(operand, names::GETITEM).is_some();
        Self { single: operand, fetched: Vec::new(), tuple, next: 0, mapping }
    }

    /// Borrowed.
    fn next(&mut self, vm: &mut Vm) -> Res {
        let found = if self.tuple {
            vm.items(self.single).and_then(|items| items.get(self.next).copied())
        } else {
            (self.next == 0).then_some(self.single)
        };
        self.next += 1;
        found.ok_or_else(|| vm.raise_text(not_enough_arguments()))
    }

    fn select(&mut self, vm: &mut Vm, mapping: Ref, key: Ref) -> Res<()> {
        let value = vm.getitem(mapping, key);
        vm.decref(key);
        let value = value?;
        self.fetched.push(value);
        self.single = value;
        self.tuple = false;
        self.next = 0;
        Ok(())
    }

    fn left_over(&self, vm: &Vm) -> bool {
        !self.mapping && if self.tuple { self.next < vm.tuple_len(self.single) } else { self.next == 0 }
    }
}

/// `template % operand` of text: a str object.
pub(super) fn format(vm: &mut Vm, template: Ref, operand: Ref) -> Res {
    let mut writer = Writer::of(vm, template);
    let template_text = vm.text(template);
    if !template_text.contains('%') && vm.is_exact(template, types::STR) {
        // Nothing to fill in: the template itself comes back.
        let operand = Operand::new(vm, operand, Kind::Text);
        if operand.left_over(vm) {
            return Err(vm.raise_text(not_all_converted()));
        }
        return Ok(vm.incref(template));
    }
    match fill(vm, &template_text, operand, Kind::Text, &mut writer) {
        Ok(()) => Ok(writer.finish(vm)),
        Err(raised) => {
            writer.abandon(vm);
            Err(raised)
        }
    }
}

/// `template % operand` of bytes read as Latin-1; gives Latin-1 text.
pub(crate) fn format_bytes(vm: &mut Vm, template: &str, operand: Ref) -> Res<String> {
    let mut writer = Writer::default();
    match fill(vm, template, operand, Kind::Bytes, &mut writer) {
        Ok(()) => Ok(writer.into_text(vm)),
        Err(raised) => {
            writer.abandon(vm);
            Err(raised)
        }
    }
}

fn fill(vm: &mut Vm, template: &str, right: Ref, kind: Kind, writer: &mut Writer) -> Res<()> {
    let mut operand = Operand::new(vm, right, kind);
    let arguments = if operand.mapping { Arguments::Mapping } else { Arguments::Positional };
    let mut pieces = Pieces::new(template, arguments);
    let mut result = Ok(());
    while let Some(piece) = pieces.next() {
        let place = if pieces.is_empty() { Place::Last } else { Place::Inner };
        result = match piece {
            Ok(Piece::Literal(literal)) => {
                writer.push(vm, literal);
                Ok(())
            }
            Ok(Piece::Conversion(conversion)) => {
                convert(vm, conversion, right, &mut operand, kind).map(|shown| writer.push_object(vm, shown, place))
            }
            Err(error) => Err(vm.raise_text(error)),
        };
        if result.is_err() {
            break;
        }
    }
    if result.is_ok() && operand.left_over(vm) {
        result = Err(match kind {
            Kind::Text => vm.raise_text(not_all_converted()),
            Kind::Bytes => vm.type_error("not all arguments converted during bytes formatting"),
        });
    }
    for value in operand.fetched {
        vm.decref(value);
    }
    result
}

/// One conversion as a str object.
fn convert(vm: &mut Vm, mut conversion: Conversion<'_>, right: Ref, operand: &mut Operand, kind: Kind) -> Res {
    if let Some(key) = conversion.key {
        let key = match kind {
            Kind::Text => vm.str(key),
            Kind::Bytes => vm.bytes(&key.chars().map(|c| c as u8).collect::<Vec<u8>>()),
        };
        operand.select(vm, right, key)?;
    }
    if conversion.width == Amount::Argument {
        let width = star(vm, operand)?;
        let resolved = conversion.resolve_width(&width);
        text(vm, resolved)?;
    }
    if conversion.precision == Amount::Argument {
        let precision = star(vm, operand)?;
        let resolved = conversion.resolve_precision(&precision);
        text(vm, resolved)?;
    }
    let class = conversion.class(vm.dialect.builtins.text.percent);
    let class = match (text(vm, class)?, kind, conversion.code) {
        (Class::Unsupported, Kind::Bytes, 'b') => Class::Str,
        (class, ..) => class,
    };
    let value = if class == Class::Percent { Ref::NULL } else { operand.next(vm)? };
    match class {
        Class::Str | Class::Repr | Class::Ascii => {
            let shown = match (class, kind) {
                (Class::Str, Kind::Text) if vm.isinstance_of(value, types::UNICODE_2) => vm.incref(value),
                (Class::Str, Kind::Text) => vm.str_of(value)?,
                (Class::Str, Kind::Bytes) => bytes_as_text(vm, value)?,
                (Class::Repr, Kind::Text) => vm.repr(value)?,
                _ => super::ascii_of(vm, value)?,
            };
            if conversion.width == Amount::Unspecified && conversion.precision == Amount::Unspecified {
                return Ok(shown);
            }
            let shown_text = vm.text(shown);
            vm.decref(shown);
            if conversion.code == 'b' {
                conversion.code = 's';
            }
            finish(vm, &conversion, Value::Text(&shown_text), value)
        }
        Class::Decimal | Class::Radix => {
            let number = integer_value(vm, value, class)?;
            finish(vm, &conversion, number.as_ref().map_or(Value::Other, Value::Int), value)
        }
        Class::Float => {
            let number = float::to_f64(vm, value, float::Wanted::Argument)?;
            finish(vm, &conversion, Value::Float(number), value)
        }
        Class::Char => character(vm, &conversion, value, kind),
        Class::Percent | Class::Unsupported => finish(vm, &conversion, Value::Other, value),
    }
}

fn finish(vm: &mut Vm, conversion: &Conversion<'_>, shown: Value<'_>, value: Ref) -> Res {
    let name = if value.is_null() { String::new() } else { vm.type_name(value) };
    let (dialect, limit) = (vm.dialect.builtins.text.percent, vm.dialect.builtins.text.int_text.limit);
    let shown = conversion.format(shown, &name, dialect, limit);
    let shown = text(vm, shown)?;
    Ok(vm.string(shown))
}

fn star(vm: &mut Vm, operand: &mut Operand) -> Res<Integer> {
    let value = operand.next(vm)?;
    vm.as_integer(value).ok_or_else(|| vm.raise_text(star_wants_int()))
}

/// The number that `%d` or `%x` shows; `None` when the value is of a wrong type.
fn integer_value(vm: &mut Vm, value: Ref, class: Class) -> Res<Option<Integer>> {
    if let Some(number) = vm.as_integer(value) {
        return Ok(Some(number));
    }
    let is_number = [names::INT, names::INDEX, names::FLOAT].iter().any(|n| vm.lookup_special(value, *n).is_some());
    if !is_number || vm.as_str(value).is_some() {
        return Ok(None);
    }
    let made = if class == Class::Radix {
        crate::python::builtins::support::index_integer(vm, value).map(|n| vm.integer(n))
    } else {
        int_new::of_object(vm, value)
    };
    match made {
        Ok(made) => {
            let number = vm.as_integer(made);
            vm.decref(made);
            Ok(number)
        }
        Err(Raised) if vm.catch(types::TYPE_ERROR) => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn character(vm: &mut Vm, conversion: &Conversion<'_>, value: Ref, kind: Kind) -> Res {
    if kind == Kind::Bytes {
        let byte = match vm.as_bytes(value) {
            Some([byte]) => Some(*byte),
            Some(_) => None,
            None => vm.as_int(value).and_then(|n| u8::try_from(n).ok()),
        };
        let Some(byte) = byte else {
            return Err(if vm.as_integer(value).is_some() {
                vm.overflow_error("%c arg not in range(256)")
            } else {
                vm.type_error("%c requires an integer in range(256) or a single byte")
            });
        };
        return finish(vm, conversion, Value::Text(char::from(byte).encode_utf8(&mut [0; 4])), value);
    }
    if let Some(letter) = vm.as_str(value).map(str::to_owned) {
        return finish(vm, conversion, Value::Text(&letter), value);
    }
    let number = vm.as_integer(value);
    finish(vm, conversion, number.as_ref().map_or(Value::Other, Value::Int), value)
}

/// What `%s` and `%b` of a bytes template take: a bytes-like object, or one with `__bytes__`.
fn bytes_as_text(vm: &mut Vm, value: Ref) -> Res {
    if let Some(bytes) = vm.as_bytes(value) {
        let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
        return Ok(vm.string(latin));
    }
    if let Some(made) = vm.call_special(value, names::BYTES, &[]) {
        let made = made?;
        let latin = vm.as_bytes(made).map(|bytes| bytes.iter().map(|b| char::from(*b)).collect::<String>());
        vm.decref(made);
        if let Some(latin) = latin {
            return Ok(vm.string(latin));
        }
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'")))
}
