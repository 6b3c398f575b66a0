//! `unicodedata`: names, categories and normal forms of characters, by crates that have Unicode's tables.

use finl_unicode::categories::CharacterCategories;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::memory::Ref;
use crate::python::builtins::support::argument_kind;
use crate::python::text::unicode;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "unicodedata",
    functions: &[
        Native::function("name", Arity::Range(1, 2), name),
        Native::function("lookup", Arity::One, lookup),
        Native::function("category", Arity::One, category),
        Native::function("combining", Arity::One, combining),
        Native::function("decimal", Arity::Range(1, 2), decimal),
        Native::function("digit", Arity::Range(1, 2), digit),
        Native::function("numeric", Arity::Range(1, 2), numeric),
        Native::function("normalize", Arity::Range(2, 2), normalize),
        Native::function("is_normalized", Arity::Range(2, 2), is_normalized),
    ],
    fill: Some(fill),
};

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    super::set_str(vm, dict, "unidata_version", "15.1.0");
    Ok(())
}

/// The first argument, one character.
fn character(vm: &mut Vm, args: Args, function: &str, place: &str) -> Res<char> {
    let given = args.at(vm, 0);
    let Some(text) = vm.as_str(given) else {
        let kind = argument_kind(vm, given);
        return Err(vm.type_error(format!("{function}() {place} must be a unicode character, not {kind}")));
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(vm.type_error(format!("{function}() {place} must be a unicode character, not str"))),
    }
}

/// What a function gives for a character without such a property: its second argument, if there is one.
fn or_default(vm: &mut Vm, args: Args, value: Option<Ref>, refusal: &str) -> Res {
    match (value, args.at(vm, 1)) {
        (Some(value), _) => Ok(value),
        (None, Ref::NULL) => Err(vm.value_error(refusal)),
        (None, default) => Ok(vm.incref(default)),
    }
}

fn name(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "name", "argument 1")?;
    let name = unicode_names2::name(c).map(|name| vm.string(name.to_string()));
    or_default(vm, args, name, "no such name")
}

fn lookup(vm: &mut Vm, args: Args) -> Res {
    let name = super::text_arg(vm, args.at(vm, 0), "lookup()")?;
    match unicode_names2::character(&name) {
        Some(c) => Ok(vm.string(c.to_string())),
        None => {
            let message = vm.string(format!("undefined character name '{name}'"));
            let raised = vm.key_error(message);
            vm.decref(message);
            Err(raised)
        }
    }
}

fn category(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "category", "argument")?;
    Ok(vm.string(format!("{:?}", c.get_minor_category())))
}

fn combining(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "combining", "argument")?;
    Ok(vm.int(i64::from(canonical_combining_class(c))))
}

fn decimal(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "decimal", "argument 1")?;
    let value = unicode::decimal_value(c).map(|value| vm.int(i64::from(value)));
    or_default(vm, args, value, "not a decimal")
}

/// The digit that a character is, or is a form of: `²`.
fn digit_value(c: char) -> Option<u32> {
    unicode::decimal_value(c).or_else(|| {
        let mut plain = std::iter::once(c).nfkd();
        let digit = plain.next().and_then(unicode::decimal_value)?;
        (unicode::is_digit(c) && plain.next().is_none()).then_some(digit)
    })
}

fn digit(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "digit", "argument 1")?;
    let value = digit_value(c).map(|value| vm.int(i64::from(value)));
    or_default(vm, args, value, "not a digit")
}

fn numeric(vm: &mut Vm, args: Args) -> Res {
    let c = character(vm, args, "numeric", "argument 1")?;
    let value = digit_value(c).map(f64::from).or_else(|| fraction(c)).map(|value| vm.float(value));
    or_default(vm, args, value, "not a numeric character")
}

/// `½` stands for 1⁄2.
fn fraction(c: char) -> Option<f64> {
    let plain: String = std::iter::once(c).nfkd().collect();
    let (top, bottom) = plain.split_once('\u{2044}')?;
    Some(top.parse::<f64>().ok()? / bottom.parse::<f64>().ok()?)
}

/// The text of the second argument in the form that the first one names.
fn normal_form(vm: &mut Vm, args: Args, function: &str) -> Res<(String, String)> {
    let (form, text) = (args.at(vm, 0), args.at(vm, 1));
    let form = super::text_arg(vm, form, &format!("{function}() argument 1"))?;
    let text = super::text_arg(vm, text, &format!("{function}() argument 2"))?;
    let made = match form.as_str() {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    Ok((text, made))
}

fn normalize(vm: &mut Vm, args: Args) -> Res {
    let (text, made) = normal_form(vm, args, "normalize")?;
    Ok(if text == made { vm.incref(args.at(vm, 1)) } else { vm.string(made) })
}

fn is_normalized(vm: &mut Vm, args: Args) -> Res {
    let (text, made) = normal_form(vm, args, "is_normalized")?;
    Ok(vm.bool(text == made))
}
