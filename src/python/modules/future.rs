//! `__future__`: the features of the language that a program may ask for. Only their names matter here.

use crate::memory::Ref;
use crate::python::vm::native::ModuleDef;
use crate::python::vm::{Raised, Vm};

pub const MODULE: ModuleDef = ModuleDef { name: "__future__", functions: &[], fill: Some(fill) };

/// Name, release where it became optional, release where it became mandatory, compiler flag.
const FEATURES: [(&str, [i64; 3], [i64; 3], i64); 10] = [
    ("nested_scopes", [2, 1, 0], [2, 2, 0], 0x10),
    ("generators", [2, 2, 0], [2, 3, 0], 0),
    ("division", [2, 2, 0], [3, 0, 0], 0x2_0000),
    ("absolute_import", [2, 5, 0], [3, 0, 0], 0x4_0000),
    ("with_statement", [2, 5, 0], [2, 6, 0], 0x8_0000),
    ("print_function", [2, 6, 0], [3, 0, 0], 0x10_0000),
    ("unicode_literals", [2, 6, 0], [3, 0, 0], 0x20_0000),
    ("barry_as_FLUFL", [3, 1, 0], [4, 0, 0], 0x40_0000),
    ("generator_stop", [3, 5, 0], [3, 7, 0], 0x80_0000),
    ("annotations", [3, 7, 0], [0, 0, 0], 0x100_0000),
];

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    let mut names = Vec::new();
    for (name, optional, mandatory, flag) in FEATURES {
        let parts = [super::int_tuple(vm, &optional), super::int_tuple(vm, &mandatory), vm.int(flag)];
        let feature = vm.tuple(&parts);
        super::set_owned(vm, dict, name, feature);
        names.push(vm.str(name));
    }
    let names = vm.list(names);
    super::set_owned(vm, dict, "all_feature_names", names);
    Ok(())
}
