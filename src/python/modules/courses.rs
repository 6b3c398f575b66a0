//! The courses of imports in CPython, read off real interpreters (`courses/*.txt`): a line for each module with its name
//! and its steps. A number is so many allocations of containers (or deallocations), with `~` such as C code makes without
//! a look at the eval breaker; a name is a module that is imported at this place (unless it was before), `+piece` the
//! making of something that the module's source defines, `-piece` its end, `=piece` both. What the pieces are is told in
//! [`super::replaced`].

use crate::python::dialect::courses::{ImportCourses, Start};

/// A module's steps.
#[must_use]
pub fn find(courses: Option<ImportCourses>, module: &str) -> Option<(&'static str, &'static str)> {
    let lines = courses?.table.lines();
    lines.filter(|line| line.starts_with(module)).find_map(|line| {
        let (name, steps) = line.split_once(':')?;
        (name == module).then_some((name, steps))
    })
}

#[must_use]
pub fn is_known(courses: Option<ImportCourses>, module: &str) -> bool {
    find(courses, module).is_some()
}

/// How things stand when a program begins.
#[must_use]
pub fn start(courses: Option<ImportCourses>) -> Start {
    courses.map_or_else(Start::default, |courses| courses.start)
}

/// Modules that stand in `sys.modules` already when a prompt appears.
pub fn imported_by_prompt(courses: Option<ImportCourses>) -> impl Iterator<Item = &'static str> {
    courses.map_or("", |courses| courses.imported_by_prompt).split_ascii_whitespace()
}
