//! Templates of `str.format`: literals, `{}` fields, their names and numbering. Looking things up is the caller's.

use super::error::{ErrKind, TextError, TextResult};
use super::spec::next_value;
use super::unicode::decimal_value;

/// How a template is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TemplateDialect {
    /// 2.7: the closing brace is looked for first.
    Classic,
    /// 3.x
    #[default]
    Modern,
}

/// How a positional argument that is not there is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MissingPosition {
    /// 2.7 to 3.7
    TupleIndex,
    /// 3.8 and later
    #[default]
    ReplacementIndex,
}

/// Literal text, and the field that follows it, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub literal: &'a str,
    pub field: Option<Field<'a>>,
}

/// `{name!conversion:spec}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// For [`FieldName::parse`].
    pub name: &'a str,
    pub conversion: Option<char>,
    /// As written: a template of its own when `nesting` says so.
    pub spec: &'a str,
    pub nesting: Nesting,
}

/// Whether the specifier of a field holds fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    Flat,
    Nested,
}

/// The pieces of a template, one by one, so that errors come as late as in CPython.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    dialect: TemplateDialect,
}

impl<'a> Pieces<'a> {
    #[must_use]
    pub fn new(template: &'a str, dialect: TemplateDialect) -> Self {
        Self { rest: template, dialect }
    }

    /// Whether the template is used up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    fn piece(&mut self) -> TextResult<Piece<'a>> {
        let text = self.rest;
        let Some((at, brace)) = text.char_indices().find(|(_, c)| matches!(c, '{' | '}')) else {
            self.rest = "";
            return Ok(Piece { literal: text, field: None });
        };
        let (before, from_brace) = text.split_at(at);
        let after = from_brace.get(1..).unwrap_or("");
        if after.starts_with(brace) {
            // `{{`: the literal ends with the first brace, the second is skipped.
            self.rest = after.get(1..).unwrap_or("");
            return Ok(Piece { literal: text.get(..=at).unwrap_or(before), field: None });
        }
        if brace == '}' || after.is_empty() {
            return Err(TextError::value(format!("Single '{brace}' encountered in format string")));
        }
        let (field, rest) = match self.dialect {
            TemplateDialect::Modern => field(after)?,
            TemplateDialect::Classic => classic_field(after)?,
        };
        self.rest = rest;
        Ok(Piece { literal: before, field: Some(field) })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = TextResult<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}

/// Reads a field after its opening brace; also returns what follows the closing one.
fn field(text: &str) -> TextResult<(Field<'_>, &str)> {
    let mut chars = text.char_indices();
    let mut found = None;
    while let Some((at, c)) = chars.next() {
        match c {
            '{' => return Err(TextError::value("unexpected '{' in field name")),
            // Anything may stand between brackets, even a brace.
            '[' => {
                let _ = chars.find(|(_, c)| *c == ']');
            }
            '}' | ':' | '!' => {
                found = Some((at, c));
                break;
            }
            _ => {}
        }
    }
    let Some((end, stop)) = found else {
        return Err(TextError::value("expected '}' before end of string"));
    };
    let name = text.get(..end).unwrap_or("");
    let mut rest = text.get(end + 1..).unwrap_or("");
    let plain = |conversion, spec| Field { name, conversion, spec, nesting: Nesting::Flat };
    let mut conversion = None;
    match stop {
        '}' => return Ok((plain(None, ""), rest)),
        '!' => {
            let mut chars = rest.chars();
            let Some(letter) = chars.next() else {
                return Err(TextError::value("end of string while looking for conversion specifier"));
            };
            conversion = Some(letter);
            match chars.next() {
                Some('}') => return Ok((plain(conversion, ""), chars.as_str())),
                Some(':') | None => rest = chars.as_str(),
                Some(_) => return Err(TextError::value("expected ':' after conversion specifier")),
            }
        }
        _ => {}
    }
    let mut depth = 1_usize;
    let mut nesting = Nesting::Flat;
    for (at, c) in rest.char_indices() {
        match c {
            '{' => {
                nesting = Nesting::Nested;
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    let (spec, after) = rest.split_at(at);
                    return Ok((Field { name, conversion, spec, nesting }, after.get(1..).unwrap_or("")));
                }
            }
            _ => {}
        }
    }
    Err(TextError::value("unmatched '{' in format spec"))
}

/// 2.7: finds the matching brace, then looks at what lies between.
fn classic_field(text: &str) -> TextResult<(Field<'_>, &str)> {
    let mut depth = 1_usize;
    let mut nesting = Nesting::Flat;
    let mut end = None;
    for (at, c) in text.char_indices() {
        match c {
            '{' => {
                nesting = Nesting::Nested;
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    end = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let Some(end) = end else {
        return Err(TextError::value("unmatched '{' in format"));
    };
    let (inside, rest) = text.split_at(end);
    let rest = rest.get(1..).unwrap_or("");
    let Some(stop) = inside.find([':', '!']) else {
        return Ok((Field { name: inside, conversion: None, spec: "", nesting }, rest));
    };
    let (name, tail) = inside.split_at(stop);
    let mut tail = tail.chars();
    let mut conversion = None;
    if tail.next() == Some('!') {
        conversion = tail.next();
        if conversion.is_none() {
            return Err(TextError::value("end of format while looking for conversion specifier"));
        }
        if !matches!(tail.next(), Some(':') | None) {
            return Err(TextError::value("expected ':' after format specifier"));
        }
    }
    Ok((Field { name, conversion, spec: tail.as_str(), nesting }, rest))
}

/// Where the fields' numbers come from; one for a template and all templates nested in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Numbering {
    #[default]
    Undecided,
    /// The next number.
    Automatic(usize),
    Manual,
}

/// What a field's name starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First<'a> {
    Position(usize),
    Keyword(&'a str),
}

/// A field's name, ready to be looked up.
#[derive(Clone, Debug)]
pub struct FieldName<'a> {
    pub first: First<'a>,
    /// What follows, read as it is used.
    pub accessors: Accessors<'a>,
}

impl<'a> FieldName<'a> {
    pub fn parse(name: &'a str, numbering: &mut Numbering) -> TextResult<Self> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, rest) = name.split_at(end);
        let accessors = Accessors { rest };
        let number = index(first)?;
        let (automatic, position) = match (first.is_empty(), number) {
            (true, _) => (true, 0),
            (false, Some(position)) => (false, position),
            (false, None) => return Ok(Self { first: First::Keyword(first), accessors }),
        };
        let position = match (*numbering, automatic) {
            (Numbering::Manual, true) => {
                return Err(TextError::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Numbering::Automatic(_), false) => {
                return Err(TextError::value(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (Numbering::Automatic(next), true) => {
                *numbering = Numbering::Automatic(next + 1);
                next
            }
            (Numbering::Undecided, true) => {
                *numbering = Numbering::Automatic(1);
                0
            }
            (Numbering::Undecided | Numbering::Manual, false) => {
                *numbering = Numbering::Manual;
                position
            }
        };
        Ok(Self { first: First::Position(position), accessors })
    }
}

/// `.attr`, `[0]`, `[key]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessor<'a> {
    Attribute(&'a str),
    Index(usize),
    Key(&'a str),
}

/// The accessors of a field's name, one by one.
#[derive(Clone, Debug)]
pub struct Accessors<'a> {
    rest: &'a str,
}

impl<'a> Accessors<'a> {
    fn accessor(&mut self) -> TextResult<Accessor<'a>> {
        let mut chars = self.rest.chars();
        let start = chars.next();
        let text = chars.as_str();
        let empty = || TextError::value("Empty attribute in format string");
        match start {
            Some('.') => {
                let (name, rest) = text.split_at(text.find(['.', '[']).unwrap_or(text.len()));
                self.rest = rest;
                if name.is_empty() { Err(empty()) } else { Ok(Accessor::Attribute(name)) }
            }
            Some('[') => {
                let Some((key, rest)) = text.split_once(']') else {
                    return Err(TextError::value("Missing ']' in format string"));
                };
                self.rest = rest;
                if key.is_empty() {
                    return Err(empty());
                }
                Ok(index(key)?.map_or(Accessor::Key(key), Accessor::Index))
            }
            _ => Err(TextError::value("Only '.' or '[' may follow ']' in format field specifier")),
        }
    }
}

impl<'a> Iterator for Accessors<'a> {
    type Item = TextResult<Accessor<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let accessor = self.accessor();
        if accessor.is_err() {
            self.rest = "";
        }
        Some(accessor)
    }
}

/// The number that a name is, if it is one.
fn index(name: &str) -> TextResult<Option<usize>> {
    if name.is_empty() {
        return Ok(None);
    }
    let mut value = 0;
    for c in name.chars() {
        let Some(digit) = decimal_value(c) else { return Ok(None) };
        value = next_value(value, digit)?;
    }
    Ok(Some(value))
}

/// `'{1}'.format(0)`
#[must_use]
pub fn missing_position(position: usize, choice: MissingPosition) -> TextError {
    TextError::new(
        ErrKind::Index,
        match choice {
            MissingPosition::TupleIndex => "tuple index out of range".to_owned(),
            MissingPosition::ReplacementIndex => {
                format!("Replacement index {position} out of range for positional args tuple")
            }
        },
    )
}

/// `'{0}'.format_map({})`
#[must_use]
pub fn positional_in_format_map() -> TextError {
    TextError::value("Format string contains positional fields")
}

/// `'{:{:{}}}'`: a template, and one level of templates in it, are the most.
#[must_use]
pub fn recursion_exceeded() -> TextError {
    TextError::value("Max string recursion exceeded")
}

/// `'{!x}'`
#[must_use]
pub fn unknown_conversion(letter: char) -> TextError {
    TextError::value(if ('!'..='~').contains(&letter) {
        format!("Unknown conversion specifier {letter}")
    } else {
        format!("Unknown conversion specifier \\x{:x}", u32::from(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Literals and field names in a row, or the message.
    fn read(template: &str, dialect: TemplateDialect) -> Result<Vec<String>, String> {
        let mut numbering = Numbering::default();
        let mut out = Vec::new();
        for piece in Pieces::new(template, dialect) {
            let piece = piece.map_err(|e| e.message)?;
            out.push(piece.literal.to_owned());
            if let Some(field) = piece.field {
                let name = FieldName::parse(field.name, &mut numbering).map_err(|e| e.message)?;
                let mut shown = format!("{:?}", name.first);
                for accessor in name.accessors {
                    shown.push_str(&format!(" {:?}", accessor.map_err(|e| e.message)?));
                }
                out.push(format!("{shown} {:?} {:?} {:?}", field.conversion, field.spec, field.nesting));
            }
        }
        Ok(out)
    }

    #[test]
    fn pieces() {
        assert_eq!(
            read("a{{b}}{}{x.y[0][k}!]!r:>{w}}c", TemplateDialect::Modern),
            Ok([
                "a{",
                "b}",
                "",
                "Position(0) None \"\" Flat",
                "",
                "Keyword(\"x\") Attribute(\"y\") Index(0) Key(\"k}!\") Some('r') \">{w}\" Nested",
                "c"
            ]
            .map(str::to_owned)
            .to_vec())
        );
    }

    #[test]
    fn refusals() {
        for (template, message) in [
            ("{", "Single '{' encountered in format string"),
            ("a}", "Single '}' encountered in format string"),
            ("{0", "expected '}' before end of string"),
            ("{0[}", "expected '}' before end of string"),
            ("{!}", "unmatched '{' in format spec"),
            ("{!", "end of string while looking for conversion specifier"),
            ("{!rx}", "expected ':' after conversion specifier"),
            ("{0{1}}", "unexpected '{' in field name"),
            ("{:{}", "unmatched '{' in format spec"),
            ("{} {0}", "cannot switch from automatic field numbering to manual field specification"),
            ("{0} {}", "cannot switch from manual field specification to automatic field numbering"),
            ("{0.}", "Empty attribute in format string"),
            ("{0[]}", "Empty attribute in format string"),
            ("{0[a]b}", "Only '.' or '[' may follow ']' in format field specifier"),
            ("{99999999999999999999}", "Too many decimal digits in format string"),
        ] {
            assert_eq!(read(template, TemplateDialect::Modern), Err(message.to_owned()), "{template}");
        }
        for (template, message) in [
            ("{0", "unmatched '{' in format"),
            ("{!}", "end of format while looking for conversion specifier"),
            ("{!rx}", "expected ':' after format specifier"),
            ("{0[}", "Missing ']' in format string"),
            ("{!r", "unmatched '{' in format"),
        ] {
            assert_eq!(read(template, TemplateDialect::Classic), Err(message.to_owned()), "{template}");
        }
    }
}
