//! What CPython's library defines in Python and then replaces by its twin in C, or makes twice: classes that nobody can
//! reach any more but the collector. Here they have the same parts; what their methods would do, nobody can call.

/// Module, and its pieces: each stands below a line `# == name`.
const MODULES: &[(&str, &str)] = &[
    ("ast", include_str!("replaced/ast.py")),
    ("collections", include_str!("replaced/collections.py")),
    ("enum", include_str!("replaced/enum.py")),
    ("functools", include_str!("replaced/functools.py")),
    ("operator", include_str!("replaced/operator.py")),
    ("pickle", include_str!("replaced/pickle.py")),
    ("re", include_str!("replaced/re.py")),
    ("signal", include_str!("replaced/signal.py")),
    ("types", include_str!("replaced/types.py")),
    ("uuid", include_str!("replaced/uuid.py")),
];

/// The source that defines a piece.
#[must_use]
pub fn source(module: &str, piece: &str) -> Option<&'static str> {
    let (_, pieces) = MODULES.iter().find(|(name, _)| *name == module)?;
    pieces.split("# == ").skip(1).find_map(|text| {
        let (name, source) = text.split_once('\n')?;
        (name == piece).then_some(source)
    })
}

#[cfg(test)]
mod tests {
    use super::source;
    use crate::memory::Version;
    use crate::python::dialect::courses::ImportCourses;

    /// Every piece that a course names is there, and what begins comes to its end.
    #[test]
    fn courses_name_pieces_that_are_there() {
        for version in Version::ALL {
            let Some(courses) = ImportCourses::of(version) else { continue };
            for line in courses.table.lines() {
                let (module, steps) = line.split_once(':').expect("a name and steps");
                let of = |sign: char| {
                    let named = move |step: &&'static str| step.starts_with(sign) && step.parse::<i64>().is_err();
                    steps.split_ascii_whitespace().filter(named).map(|step| &step[1..])
                };
                for piece in of('=').chain(of('+')) {
                    assert!(source(module, piece).is_some(), "{version}: {module} has no {piece}");
                }
                let (mut begun, mut ended): (Vec<_>, Vec<_>) = (of('+').collect(), of('-').collect());
                begun.sort_unstable();
                ended.sort_unstable();
                assert_eq!(begun, ended, "{version}: {module}");
            }
        }
    }
}
