//! Small native parts of library modules that are written in Python: `_files`, `_tracemalloc_size`.

use crate::memory::Ref;
use crate::python::modules::io::os_error;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

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

/// The sizes of all objects alive, for `tracemalloc`.
pub const SIZES: ModuleDef = ModuleDef {
    name: "_tracemalloc_size",
    functions: &[
        Native::function("total", Arity::Zero, |vm, _| {
            let alive: Vec<Ref> = vm.heap.live().collect();
            let total: usize = alive.into_iter().map(|id| super::sys::size_of(vm, id)).sum();
            Ok(vm.int(total as i64))
        }),
        Native::function("count", Arity::Zero, |vm, _| {
            let count = vm.heap.live().count();
            Ok(vm.int(count as i64))
        }),
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
