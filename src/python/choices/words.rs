//! The words of choices, read from the comments in the sources that declare them, so that they are written once.

/// The files that declare choices, with the path by which [`super::Choices`] reaches their table.
const SOURCES: &[(&str, &str, &str)] = &[
    ("rules", "Rules", include_str!("../../memory/rules.rs")),
    ("dialect", "Dialect", include_str!("../dialect.rs")),
    ("behaviour", "Behaviour", include_str!("../behaviour.rs")),
    ("dialect.builtins", "Builtins", include_str!("../dialect/builtins.rs")),
    ("dialect.builtins.words", "Words", include_str!("../dialect/builtins.rs")),
    ("dialect.containers", "Containers", include_str!("../dialect/containers.rs")),
    ("dialect.wording", "Wording", include_str!("../dialect/wording.rs")),
    ("dialect.statements", "Statements", include_str!("../dialect/statements.rs")),
    ("dialect.modules", "Modules", include_str!("../dialect/modules.rs")),
];

/// What the choice at `path`, of type `kind`, is about: its field's comment, or its type's.
pub(super) fn of_choice(path: &str, kind: &str) -> String {
    let (table, field) = path.rsplit_once('.').unwrap_or(("", path));
    if field == "version" {
        return "Which names a version has, and other small things that follow from its number.".to_owned();
    }
    let declared = SOURCES.iter().find(|(reached, ..)| *reached == table);
    let of_field = declared.and_then(|(_, name, source)| {
        comment_before(body_of(source, "struct", name)?, |line| line.trim_start().starts_with(&format!("pub {field}:")))
    });
    of_field.or_else(|| of_type(kind)).unwrap_or_else(|| format!("{}.", spaced(field)))
}

/// What a way means: the comment of an enum's variant, else its name or value in words.
pub(super) fn of_way(kind: &str, shown: &str) -> String {
    let variant = shown.split(['(', ' ', '{']).next().unwrap_or(shown);
    let comment = SOURCES.iter().find_map(|(.., source)| {
        let body = body_of(source, "enum", last(kind))?;
        comment_before(body, |line| line.trim().split([',', '(', ' ']).next() == Some(variant))
    });
    match (comment, shown) {
        // "Up to 3.13." alone does not say what was done then.
        (Some(comment), _) if says_only_when(&comment) => {
            let when = comment.trim_end_matches('.').replacen("Up to", "up to", 1).replacen("From", "from", 1);
            format!("{} ({when}).", spaced(variant))
        }
        (Some(comment), _) => comment,
        (None, "true") => "Yes.".to_owned(),
        (None, "false") => "No.".to_owned(),
        (None, _) if is_number(shown) => format!("`{shown}`."),
        // Named by the version that has it.
        (None, _) if variant.trim_start_matches(['V', 'P', 'y']).starts_with(char::is_numeric) => {
            "As this version has them.".to_owned()
        }
        (None, _) if shown.chars().all(char::is_alphanumeric) && shown.chars().any(char::is_uppercase) => {
            format!("{}.", spaced(shown))
        }
        (None, _) => match shown.split_once(" { ") {
            Some((_, fields)) => fields_in_words(fields.trim_end_matches([' ', '}'])),
            None => shown.to_owned(),
        },
    }
}

/// Of fields that are true or false, those that are true.
fn fields_in_words(fields: &str) -> String {
    let said: Vec<String> = fields
        .split(", ")
        .filter(|field| !field.ends_with(": false"))
        .map(|field| field.trim_end_matches(": true").replace('_', " "))
        .collect();
    if said.is_empty() { "Nothing of its own.".to_owned() } else { format!("{}.", said.join(", ")) }
}

/// In decimal or, as flags are shown, hexadecimal digits.
fn is_number(shown: &str) -> bool {
    let digits = shown.trim_start_matches('-').trim_start_matches("0x");
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}

fn says_only_when(comment: &str) -> bool {
    (comment.starts_with("Up to ") || comment.starts_with("From ")) && comment.split(' ').count() <= 3
}

fn of_type(kind: &str) -> Option<String> {
    let line = |line: &str| {
        let mut words = line.split_whitespace().skip_while(|w| *w == "pub");
        matches!(words.next(), Some("enum" | "struct")) && words.next() == Some(last(kind))
    };
    SOURCES.iter().find_map(|(.., source)| comment_before(source, line))
}

fn last(kind: &str) -> &str {
    kind.trim_start_matches('&').rsplit("::").next().unwrap_or(kind)
}

/// The text between the braces of a declaration.
fn body_of<'a>(source: &'a str, what: &str, name: &str) -> Option<&'a str> {
    let (_, rest) = source.split_once(&format!("\npub {what} {name} {{\n"))?;
    rest.split_once("\n}").map(|(body, _)| body)
}

/// The comment over the first line that `wanted` accepts, as one paragraph.
fn comment_before(text: &str, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut comment: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(said) = line.trim_start().strip_prefix("///") {
            comment.push(said.trim());
        } else if wanted(line) {
            return (!comment.is_empty()).then(|| comment.join(" ").trim_end_matches([':', ',']).to_owned());
        } else if !line.trim_start().starts_with("#[") {
            comment.clear();
        }
    }
    None
}

/// `OnEvalBreaker`, `call_arguments`: as words.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '_' => out.push(' '),
            c if c.is_uppercase() && !out.is_empty() => {
                out.push(' ');
                out.extend(c.to_lowercase());
            }
            c if out.is_empty() => out.extend(c.to_uppercase()),
            c => out.push(c),
        }
    }
    out
}

/// The fields of each table, tables inside tables left out.
#[cfg(test)]
pub(super) fn tables() -> Vec<(&'static str, Vec<&'static str>)> {
    // A field that holds a table of its own is no choice.
    let is_table = |path: &str| SOURCES.iter().any(|(table, ..)| *table == path);
    let fields = |table: &str, body: &'static str| {
        let named = body.lines().filter_map(|line| line.trim_start().strip_prefix("pub ")?.split_once(':'));
        named.map(|(field, _)| field).filter(|field| !is_table(&format!("{table}.{field}"))).collect()
    };
    SOURCES
        .iter()
        .map(|(path, name, source)| (*path, fields(path, body_of(source, "struct", name).expect("the table"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_paragraphs() {
        let text = "    /// One\n    /// two.\n    First,\n    Second(u32),\n    /// Three.\n    Third { a: bool },";
        let of = |name: &'static str| comment_before(text, |l| l.trim().split([',', '(', ' ']).next() == Some(name));
        assert_eq!(of("First").as_deref(), Some("One two."));
        assert_eq!(of("Second"), None);
        assert_eq!(of("Third").as_deref(), Some("Three."));
    }

    #[test]
    fn names_become_words() {
        assert_eq!(spaced("OnEvalBreaker"), "On eval breaker");
        assert_eq!(spaced("call_arguments"), "Call arguments");
    }
}
