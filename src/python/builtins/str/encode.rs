//! Between text and bytes: `str.encode`, `bytes.decode`, `str(b, encoding)`, with the Unicode errors as objects.

use crate::memory::{Body, Ref};
use crate::python::builtins::exceptions;
use crate::python::builtins::support::{argument_kind, given};
use crate::python::text::strmethods::codec::{self, Encoding};
use crate::python::text::{ErrKind, TextError, TextResult};
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Raised, Res, Vm};

/// The name of an encoding or error handler, an argument that must be a str.
fn name(vm: &mut Vm, x: Option<Ref>, otherwise: &str, function: &str, place: &str) -> Res<String> {
    let Some(x) = x else { return Ok(otherwise.to_owned()) };
    match vm.as_str(x) {
        Some(name) => Ok(name.to_owned()),
        None => {
            let class = argument_kind(vm, x);
            Err(vm.type_error(format!("{function}() argument '{place}' must be str, not {class}")))
        }
    }
}

pub(super) fn encode(vm: &mut Vm, args: Args) -> Res {
    let (encoding, errors) = (args.at(vm, 1).some(), args.at(vm, 2).some());
    let default = vm.dialect.builtins.default_encoding;
    let encoding = name(vm, encoding, default, "encode", "encoding")?;
    let errors = name(vm, errors, "strict", "encode", "errors")?;
    let x = args.at(vm, 0);
    if vm.dialect.builtins.strings == crate::python::dialect::builtins::Strings::StrAndUnicode {
        return super::python2::encode(vm, x, &encoding, &errors);
    }
    let encoded = encode_text(vm, x, &encoding, &errors)?;
    Ok(vm.bytes(&encoded))
}

/// 2.7's `str.decode` and `unicode.decode`.
pub(super) fn decode(vm: &mut Vm, args: Args) -> Res {
    let (encoding, errors) = (args.at(vm, 1).some(), args.at(vm, 2).some());
    let default = vm.dialect.builtins.default_encoding;
    let encoding = name(vm, encoding, default, "decode", "encoding")?;
    let errors = name(vm, errors, "strict", "decode", "errors")?;
    super::python2::decode(vm, args.at(vm, 0), &encoding, &errors)
}

/// An encoding or error handler that is named in a call of 2.7's `unicode`.
pub(super) fn given_name(vm: &mut Vm, x: Option<Ref>) -> Res<Option<String>> {
    match x {
        None => Ok(None),
        Some(x) => match vm.as_str(x) {
            Some(name) => Ok(Some(name.to_owned())),
            None => {
                let class = argument_kind(vm, x);
                Err(vm.type_error(format!("unicode() argument 2 must be string, not {class}")))
            }
        },
    }
}

/// The bytes of a str.
///
/// # Errors
/// UnicodeEncodeError, LookupError.
pub fn encode_text(vm: &mut Vm, x: Ref, encoding: &str, errors: &str) -> Res<Vec<u8>> {
    let text = vm.text(x);
    let encoded = Encoding::named(encoding).and_then(|encoding| codec::encode(&text, encoding, errors));
    coded(vm, x, encoded)
}

/// The text of bytes; `x` is the bytes-like object, for the error.
///
/// # Errors
/// UnicodeDecodeError, LookupError.
pub fn decode_bytes(vm: &mut Vm, x: Ref, bytes: &[u8], encoding: &str, errors: &str) -> Res<String> {
    let decoded = Encoding::named(encoding).and_then(|encoding| codec::decode(bytes, encoding, errors));
    coded(vm, x, decoded)
}

fn coded<T>(vm: &mut Vm, x: Ref, result: TextResult<T>) -> Res<T> {
    result.map_err(|error| raise_coding(vm, x, error))
}

/// A Unicode error with its five arguments; other errors as they are.
fn raise_coding(vm: &mut Vm, x: Ref, error: TextError) -> Raised {
    let Some(fault) = error.codec.clone() else { return vm.raise_text(error) };
    let (encoding, reason) = (vm.str(&fault.encoding), vm.str(&fault.reason));
    let (start, end) = (vm.usize(fault.start), vm.usize(fault.end));
    let (class, object) = match vm.body(x) {
        Body::Str(_) if error.kind == ErrKind::UnicodeDecode => (types::UNICODE_DECODE_ERROR, vm.incref(x)),
        Body::Str(_) => (types::UNICODE_ENCODE_ERROR, vm.incref(x)),
        Body::ByteArray(bytes) => {
            let copy = (**bytes).clone();
            (types::UNICODE_DECODE_ERROR, vm.bytes(&copy))
        }
        _ => (types::UNICODE_DECODE_ERROR, vm.incref(x)),
    };
    let details = [encoding, object, start, end, reason];
    let exception = vm.new_exception(class, &details);
    for (index, detail) in details.into_iter().enumerate() {
        vm.incref(detail);
        exceptions::set_field(vm, exception, index, detail);
    }
    vm.raise_owned(exception)
}

/// `str(object, encoding, errors)`: a str object.
pub(super) fn decode_object(vm: &mut Vm, object: Ref, encoding: Option<Ref>, errors: Option<Ref>) -> Res {
    let default = vm.dialect.builtins.default_encoding;
    let encoding = name(vm, encoding, default, "str", "encoding")?;
    let errors = name(vm, errors, "strict", "str", "errors")?;
    if vm.as_str(object).is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(bytes) = vm.as_bytes(object).map(<[u8]>::to_vec) else {
        let class = vm.type_name(object);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {class} found")));
    };
    let text = decode_bytes(vm, object, &bytes, &encoding, &errors)?;
    Ok(vm.string(text))
}

/// `bytes.decode(encoding, errors)`
pub(in crate::python::builtins) fn decode_method(vm: &mut Vm, args: Args) -> Res {
    let (encoding, errors) = (given(vm, args, 1), given(vm, args, 2));
    let encoding = name(vm, encoding, "utf-8", "decode", "encoding")?;
    let errors = name(vm, errors, "strict", "decode", "errors")?;
    let x = args.at(vm, 0);
    let bytes = vm.as_bytes(x).unwrap_or_default().to_vec();
    let text = decode_bytes(vm, x, &bytes, &encoding, &errors)?;
    Ok(vm.string(text))
}
