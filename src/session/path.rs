//! Paths such as `a.other`, `objs[3]`, `d["k"]`: looked up in the learner's namespace without running anything.

use crate::memory::{Body, Ref};
use crate::python::vm::Vm;
use crate::python::vm::known::types;

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Attribute(String),
    Index(i64),
    Key(String),
}

/// The object that a path leads to; borrowed. `None` also for what is not a path.
#[must_use]
pub fn look_up(vm: &Vm, path: &str) -> Option<Ref> {
    let (name, steps) = parse(path)?;
    let globals = vm.globals_of_main();
    let mut at = entry(vm, globals, &name)?;
    for step in steps {
        at = follow(vm, at, &step)?;
    }
    Some(at)
}

/// Whether `del` takes a path: names, attributes, items of lists and dicts.
#[must_use]
pub fn can_be_deleted(vm: &Vm, path: &str) -> bool {
    let Some((name, steps)) = parse(path) else { return false };
    let Some((last, before)) = steps.split_last() else { return entry(vm, vm.globals_of_main(), &name).is_some() };
    let start = entry(vm, vm.globals_of_main(), &name);
    let Some(owner) = start.and_then(|start| before.iter().try_fold(start, |at, step| follow(vm, at, step))) else {
        return false;
    };
    let takes = match last {
        Step::Attribute(_) => !matches!(vm.body(owner), Body::BoundMethod { .. }),
        Step::Index(_) | Step::Key(_) => matches!(vm.body(owner), Body::Dict(_) | Body::List(_) | Body::SmallList(..)),
    };
    takes && follow(vm, owner, last).is_some()
}

fn follow(vm: &Vm, at: Ref, step: &Step) -> Option<Ref> {
    match step {
        Step::Attribute(name) => attribute(vm, at, name),
        Step::Index(index) => match vm.body(at) {
            Body::Dict(table) => table.entries().find(|(k, _)| vm.as_int(*k) == Some(*index)).map(|(_, v)| v),
            _ => {
                let items = vm.items(at)?;
                let index = if *index < 0 { *index + items.len() as i64 } else { *index };
                items.get(usize::try_from(index).ok()?).copied()
            }
        },
        Step::Key(key) => entry(vm, at, key),
    }
}

fn entry(vm: &Vm, dict: Ref, key: &str) -> Option<Ref> {
    match vm.body(dict) {
        Body::Dict(table) => table.entries().find(|(k, _)| vm.as_str(*k) == Some(key)).map(|(_, v)| v),
        _ => None,
    }
}

/// An attribute in the object's own namespace or, for classes, in the class's.
fn attribute(vm: &Vm, at: Ref, name: &str) -> Option<Ref> {
    if name == "__dict__" {
        return vm.existing_dict(at);
    }
    if let Body::BoundMethod { function, receiver, .. } = *vm.body(at) {
        return match name {
            "__self__" => Some(receiver),
            "__func__" => Some(function),
            _ => None,
        };
    }
    if vm.is_exact(at, types::MODULE) {
        return entry(vm, vm.existing_dict(at)?, name);
    }
    for (edge, value) in super::picture::attributes(vm, at) {
        if let super::picture::Edge::Attribute(key) = edge
            && vm.as_str(key) == Some(name)
        {
            return Some(value);
        }
    }
    // Functions and other builtins keep what a program sets on them in a dict of their own.
    if let Some(value) = vm.existing_dict(at).and_then(|dict| entry(vm, dict, name)) {
        return Some(value);
    }
    let class = if vm.is_type(at) { at } else { vm.type_of(at) };
    let mro = vm.type_body(class)?.mro;
    vm.items(mro)?.iter().filter(|c| vm.is_heap_type(**c)).find_map(|c| entry(vm, vm.type_body(*c)?.dict, name))
}

fn parse(path: &str) -> Option<(String, Vec<Step>)> {
    let path = path.trim();
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let name = path[..end].trim().to_owned();
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let mut steps = Vec::new();
    let mut rest = &path[end..];
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            steps.push(Step::Attribute(after[..end].trim().to_owned()));
            rest = &after[end..];
        } else {
            let after = rest.strip_prefix('[')?;
            let end = after.find(']')?;
            let inside = after[..end].trim();
            let quoted = inside.strip_prefix(['"', '\'']).and_then(|s| s.strip_suffix(['"', '\'']));
            steps.push(match quoted {
                Some(text) => Step::Key(text.to_owned()),
                None => Step::Index(inside.parse().ok()?),
            });
            rest = &after[end + 1..];
        }
    }
    Some((name, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart() {
        let (name, steps) = parse("a.other[3][\"k\"]").unwrap();
        assert_eq!(name, "a");
        assert_eq!(steps, [Step::Attribute("other".into()), Step::Index(3), Step::Key("k".into())]);
        assert!(parse("f()").is_none());
        assert!(parse("").is_none());
    }
}
