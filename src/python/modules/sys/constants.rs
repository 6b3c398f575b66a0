//! The values that `sys` holds.

use crate::memory::Ref;
use crate::python::builtins::structseq;
use crate::python::dialect::modules::SysModule;
use crate::python::modules::{set_int, set_owned, set_str};
use crate::python::vm::known::{self, types};
use crate::python::vm::{Raised, Vm};

pub(super) fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    let release = vm.dialect.modules.release;
    let kind = vm.dialect.modules.sys;
    let (major, minor, micro) = release;
    set_str(vm, dict, "version", &version_text(vm));
    // Only an interactive interpreter has prompts.
    if vm.prompted > 0 {
        set_str(vm, dict, "ps1", super::FIRST_PROMPT);
        set_str(vm, dict, "ps2", super::NEXT_PROMPT);
    }
    let final_ = vm.str("final");
    let numbers = [vm.int(major), vm.int(minor), vm.int(micro), final_, vm.int(0)];
    let info = structseq::make(vm, types::VERSION_INFO, &numbers);
    set_owned(vm, dict, "version_info", info);
    set_int(vm, dict, "hexversion", (major << 24) | (minor << 16) | (micro << 8) | 0xf0);
    set_int(vm, dict, "api_version", 1013);
    set_int(vm, dict, "maxsize", i64::MAX);
    set_int(vm, dict, "maxunicode", 0x0010_ffff);
    for (name, text) in [
        ("platform", if kind == SysModule::V2 { "linux2" } else { "linux" }),
        ("byteorder", "little"),
        ("executable", "/usr/bin/python3"),
        ("prefix", "/usr"),
        ("exec_prefix", "/usr"),
        ("base_prefix", "/usr"),
        ("copyright", "Copyright (c) 2001 Python Software Foundation."),
        ("float_repr_style", "short"),
        ("platlibdir", "lib"),
        ("abiflags", ""),
    ] {
        set_str(vm, dict, name, text);
    }
    numbers_about_numbers(vm, dict);
    implementation(vm, dict, release);
    lists(vm, dict);
    for hook in ["excepthook", "displayhook", "unraisablehook"] {
        let name = vm.intern(hook);
        if let Some(function) = vm.dict_get_str(dict, name) {
            vm.dict_set_str(dict, &format!("__{hook}__"), function);
        }
    }
    crate::python::modules::io::fill_sys(vm, dict);
    versions(vm, dict, kind);
    Ok(())
}

fn version_text(vm: &Vm) -> String {
    let (major, minor, micro) = vm.dialect.modules.release;
    match vm.dialect.modules.sys {
        SysModule::V3 { joined_version: true, .. } => format!("{major}.{minor}.{micro} (main, gcscope) [GCC 12.2.0]"),
        _ => format!("{major}.{minor}.{micro} (default, gcscope) \n[GCC 12.2.0]"),
    }
}

fn numbers_about_numbers(vm: &mut Vm, dict: Ref) {
    let float = [
        vm.float(f64::MAX),
        vm.int(1024),
        vm.int(308),
        vm.float(f64::MIN_POSITIVE),
        vm.int(-1021),
        vm.int(-307),
        vm.int(15),
        vm.int(53),
        vm.float(f64::EPSILON),
        vm.int(2),
        vm.int(1),
    ];
    let float = structseq::make(vm, types::FLOAT_INFO, &float);
    set_owned(vm, dict, "float_info", float);
    let int = [vm.int(30), vm.int(4), vm.int(4300), vm.int(640)];
    let int = structseq::make(vm, types::INT_INFO, &int);
    set_owned(vm, dict, "int_info", int);
    let algorithm = vm.str("siphash13");
    let hash = [
        vm.int(64),
        vm.int((1 << 61) - 1),
        vm.int(314_159),
        vm.int(0),
        vm.int(1_000_003),
        algorithm,
        vm.int(64),
        vm.int(128),
        vm.int(0),
    ];
    let hash = structseq::make(vm, types::HASH_INFO, &hash);
    set_owned(vm, dict, "hash_info", hash);
    let mut flags: Vec<Ref> = (0..13).map(|_| vm.int(0)).collect();
    flags.push(vm.bool(false));
    flags.extend([vm.int(0), vm.int(0)]);
    flags.push(vm.bool(false));
    flags.push(vm.int(4300));
    let flags = structseq::make(vm, types::SYS_FLAGS, &flags);
    set_owned(vm, dict, "flags", flags);
}

/// `sys.implementation`.
fn implementation(vm: &mut Vm, dict: Ref, (major, minor, _): (i64, i64, i64)) {
    let namespace = vm.record(types::NAMESPACE, &[], &[]);
    if let Some(inside) = vm.instance_dict(namespace) {
        set_str(vm, inside, "name", "cpython");
        set_str(vm, inside, "cache_tag", &format!("cpython-{major}{minor}"));
        let key = vm.intern("version_info");
        if let Some(info) = vm.dict_get_str(dict, key) {
            vm.dict_set_str_ref(inside, key, info);
        }
        let key = vm.intern("hexversion");
        if let Some(number) = vm.dict_get_str(dict, key) {
            vm.dict_set_str_ref(inside, key, number);
        }
    }
    set_owned(vm, dict, "implementation", namespace);
}

fn lists(vm: &mut Vm, dict: Ref) {
    let arguments = if vm.arguments.is_empty() { vec![String::new()] } else { vm.arguments.clone() };
    let arguments = arguments.iter().map(|a| vm.str(a)).collect();
    let argv = vm.list(arguments);
    set_owned(vm, dict, "argv", argv);
    let here = vm.str("");
    let path = vm.list(vec![here]);
    set_owned(vm, dict, "path", path);
    for name in ["meta_path", "path_hooks", "warnoptions"] {
        let list = vm.list(Vec::new());
        set_owned(vm, dict, name, list);
    }
    let cache = vm.dict();
    set_owned(vm, dict, "path_importer_cache", cache);
    let modules = vm.modules;
    vm.dict_set_str(dict, "modules", modules);
    let names: Vec<Ref> = super::super::NATIVE.iter().map(|m| vm.str(m.name)).collect();
    let builtin_names = vm.tuple(&names);
    set_owned(vm, dict, "builtin_module_names", builtin_names);
    vm.dict_set_str(dict, "dont_write_bytecode", known::TRUE);
    vm.dict_set_str(dict, "pycache_prefix", known::NONE);
}

/// What some versions have and others lack.
fn versions(vm: &mut Vm, dict: Ref, kind: SysModule) {
    let mut missing = Vec::new();
    match kind {
        SysModule::V2 => {
            set_int(vm, dict, "maxint", i64::MAX);
            missing.extend([
                "intern",
                "exception",
                "getswitchinterval",
                "setswitchinterval",
                "unraisablehook",
                "__unraisablehook__",
                "is_finalizing",
                "getallocatedblocks",
                "get_int_max_str_digits",
                "audit",
                "_is_gil_enabled",
                "_is_interned",
                "implementation",
                "int_info",
                "hash_info",
                "base_prefix",
                "abiflags",
            ]);
        }
        SysModule::V3 { exception, gil, check_interval, .. } => {
            missing.push("exc_clear");
            if !check_interval {
                missing.extend(["getcheckinterval", "setcheckinterval"]);
            }
            if !exception {
                missing.push("exception");
            }
            if !gil {
                missing.extend(["_is_gil_enabled", "_is_interned"]);
            }
        }
    }
    crate::python::modules::remove(vm, dict, &missing);
}
