//! Names and attributes that may stand where the cursor is.

use super::{Session, path};
use crate::memory::Ref;

const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
];

impl Session {
    /// The byte offset where the text to be replaced begins, and what may stand there, sorted.
    #[must_use]
    pub fn complete(&self, source: &str, cursor: usize) -> (usize, Vec<String>) {
        let before = source.get(..cursor).unwrap_or(source);
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        let (owner, prefix, from) = match word.rfind('.') {
            Some(dot) => (Some(&word[..dot]), &word[dot + 1..], start + dot + 1),
            None => (None, word, start),
        };
        let mut found = match owner {
            Some(owner) => path::look_up(&self.vm, owner).map(|id| self.attribute_names(id)).unwrap_or_default(),
            None => self.global_names(),
        };
        found.retain(|name| name.starts_with(prefix) && (prefix.starts_with('_') || !name.starts_with('_')));
        found.sort();
        found.dedup();
        (from, found)
    }

    fn global_names(&self) -> Vec<String> {
        let mut names: Vec<String> = KEYWORDS.iter().map(|k| (*k).to_owned()).collect();
        for dict in [self.vm.globals_of_main(), self.vm.builtins] {
            self.add_keys(dict, &mut names);
        }
        names
    }

    fn attribute_names(&self, id: Ref) -> Vec<String> {
        let mut names = Vec::new();
        for (edge, _) in super::picture::attributes(&self.vm, id) {
            if let super::picture::Edge::Attribute(name) = edge {
                names.push(self.vm.text(name));
            }
        }
        let class = if self.vm.is_type(id) { id } else { self.vm.type_of(id) };
        if let Some(mro) = self.vm.type_body(class).and_then(|t| self.vm.items(t.mro)) {
            for dict in mro.iter().filter_map(|c| self.vm.type_body(*c)).map(|t| t.dict) {
                self.add_keys(dict, &mut names);
            }
        }
        names
    }

    fn add_keys(&self, dict: Ref, names: &mut Vec<String>) {
        let mut position = 0;
        while let Some((next, key, _)) = self.vm.dict_next(dict, position) {
            position = next;
            if let Some(text) = self.vm.as_str(key) {
                names.push(text.to_owned());
            }
        }
    }
}
