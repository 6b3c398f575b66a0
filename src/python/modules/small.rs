//! Small native parts of library modules that are written in Python: `_abc`, `_files`, `_type_names`, `_bits`.

use crate::memory::Body;
use crate::python::modules::io::os_error;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

/// For `abc`: what a class registered with an abstract base class is to patterns.
pub const ABC: ModuleDef = ModuleDef {
    name: "_abc",
    functions: &[Native::function("_inherit_pattern", Arity::Range(2, 2), |vm, args| {
        let (class, registered) = (args.at(vm, 0), args.at(vm, 1));
        if let Some(pattern) = vm.type_body(class).map(|t| t.pattern) {
            vm.give_pattern(registered, pattern);
        }
        vm.done()
    })],
    fill: None,
};

/// The file system for `os` and `os.path`.
pub const FILES: ModuleDef = ModuleDef {
    name: "_files",
    functions: &[
        Native::function("home", Arity::Zero, |vm, _| Ok(vm.str("/home/learner"))),
        Native::function("absolute", Arity::One, absolute),
        Native::function("exists", Arity::One, exists),
        Native::function("isdir", Arity::One, isdir),
        Native::function("size", Arity::One, size),
        Native::function("listdir", Arity::One, listdir),
        Native::function("mkdir", Arity::One, mkdir),
        Native::function("rmdir", Arity::One, rmdir),
        Native::function("remove", Arity::One, remove),
    ],
    fill: None,
};

/// The path as given and as it stands in the file system.
fn path(vm: &mut Vm, args: Args) -> Res<(String, String)> {
    let given = args.at(vm, 0);
    let given = super::text_arg(vm, given, "path")?;
    let full = vm.files.absolute(&given);
    Ok((given, full))
}

fn absolute(vm: &mut Vm, args: Args) -> Res {
    let (_, full) = path(vm, args)?;
    Ok(vm.string(full))
}

fn exists(vm: &mut Vm, args: Args) -> Res {
    let (_, full) = path(vm, args)?;
    let found = vm.files.exists(&full);
    Ok(vm.bool(found))
}

fn isdir(vm: &mut Vm, args: Args) -> Res {
    let (_, full) = path(vm, args)?;
    let found = vm.files.is_directory(&full);
    Ok(vm.bool(found))
}

fn missing(vm: &mut Vm, given: &str) -> crate::python::vm::Raised {
    os_error(vm, types::FILE_NOT_FOUND_ERROR, 2, "No such file or directory", given)
}

fn size(vm: &mut Vm, args: Args) -> Res {
    let (given, full) = path(vm, args)?;
    match vm.files.read(&full).map(<[u8]>::len) {
        Some(size) => Ok(vm.int(size as i64)),
        None if vm.files.is_directory(&full) => Ok(vm.int(4096)),
        None => Err(missing(vm, &given)),
    }
}

fn listdir(vm: &mut Vm, args: Args) -> Res {
    let (given, full) = path(vm, args)?;
    if !vm.files.is_directory(&full) {
        return Err(if vm.files.exists(&full) {
            os_error(vm, types::NOT_A_DIRECTORY_ERROR, 20, "Not a directory", &given)
        } else {
            missing(vm, &given)
        });
    }
    let names = vm.files.list(&full);
    let names = names.iter().map(|n| vm.str(n)).collect();
    Ok(vm.list(names))
}

fn mkdir(vm: &mut Vm, args: Args) -> Res {
    let (given, full) = path(vm, args)?;
    if vm.files.exists(&full) {
        return Err(os_error(vm, types::FILE_EXISTS_ERROR, 17, "File exists", &given));
    }
    if !vm.files.is_directory(&vm.files.parent(&full)) {
        return Err(missing(vm, &given));
    }
    vm.files.make_directory(&full);
    vm.done()
}

fn rmdir(vm: &mut Vm, args: Args) -> Res {
    let (given, full) = path(vm, args)?;
    if !vm.files.is_directory(&full) {
        return Err(missing(vm, &given));
    }
    if !vm.files.list(&full).is_empty() {
        return Err(os_error(vm, types::OS_ERROR, 39, "Directory not empty", &given));
    }
    vm.files.remove_directory(&full);
    vm.done()
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (given, full) = path(vm, args)?;
    if vm.files.is_directory(&full) {
        return Err(os_error(vm, types::IS_A_DIRECTORY_ERROR, 21, "Is a directory", &given));
    }
    if !vm.files.remove(&full) {
        return Err(missing(vm, &given));
    }
    vm.done()
}

/// How the real module's types are named in messages, where ours are classes written in Python.
pub const TYPE_NAMES: ModuleDef =
    ModuleDef { name: "_type_names", functions: &[Native::function("qualify", Arity::One, qualify)], fill: None };

/// `qualify(class)`: messages name it with its module, as they do types made in C. Gives the class.
fn qualify(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let module = vm.getattr(class, names::MODULE)?;
    let full = format!("{}.{}", vm.text(module), vm.class_name(class));
    vm.decref(module);
    if let Body::Type(t) = vm.heap.body_mut(class) {
        t.name = full.into();
    }
    Ok(vm.incref(class))
}

/// Floats as the bits of their IEEE 754 forms, for `struct`.
pub const BITS: ModuleDef = ModuleDef {
    name: "_bits",
    functions: &[
        Native::function("from_float", Arity::Range(2, 2), from_float),
        Native::function("to_float", Arity::Range(2, 2), to_float),
    ],
    fill: None,
};

/// `from_float(x, size)`: the bits of x in 2, 4 or 8 bytes; -1 where it is too large for them.
fn from_float(vm: &mut Vm, args: Args) -> Res {
    let (value, size) = (args.at(vm, 0), args.at(vm, 1));
    let (value, size) = (vm.as_f64(value).unwrap_or(f64::NAN), vm.index(size)?);
    let bits = match size {
        2 => half_bits(value).map(i64::from),
        4 => {
            let short = value as f32;
            (short.is_finite() || !value.is_finite()).then(|| i64::from(short.to_bits()))
        }
        _ => return Ok(vm.big_int(value.to_bits().into())),
    };
    Ok(vm.int(bits.unwrap_or(-1)))
}

/// `to_float(bits, size)`.
fn to_float(vm: &mut Vm, args: Args) -> Res {
    let (bits, size) = (args.at(vm, 0), args.at(vm, 1));
    let size = vm.index(size)?;
    let bits = vm.as_big(bits).and_then(|b| u64::try_from(b).ok()).unwrap_or(0);
    let value = match size {
        2 => half_value(bits as u16),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    };
    Ok(vm.float(value))
}

/// A half-precision number: 1 sign, 5 exponent, 10 fraction bits; nothing where the value is too large.
fn half_bits(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let size = value.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // The unit of the last place: 2^-24 below the normal numbers, else 2^(exponent - 10).
    let exponent = if size < 2f64.powi(-14) { -14 } else { size.log2().floor() as i32 };
    let units = (size / 2f64.powi(exponent - 10)).round_ties_even() as u32;
    let bits = if size < 2f64.powi(-14) { units } else { ((exponent + 15) as u32) * 1024 + units - 1024 };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

fn half_value(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}
