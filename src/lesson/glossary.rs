//! The words that the lessons use in a meaning of their own, from `lessons/glossary.ron`.

use ron::extensions::Extensions;
use serde::Deserialize;

use super::diagnostic::{Diagnostic, Source};
use super::load;
use super::text::Text;

const FILE: &str = include_str!("../../lessons/glossary.ron");

/// One word and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub term: String,
    /// Other forms under which it is found: plurals, synonyms.
    #[serde(default)]
    pub also: Vec<String>,
    /// Markdown.
    pub text: Text,
    /// Ids of lessons that tell more, the first one first.
    #[serde(default)]
    pub lessons: Vec<String>,
}

/// All words, in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    pub entries: Vec<Entry>,
}

impl Glossary {
    /// The glossary inside the binary.
    ///
    /// # Errors
    ///
    /// When its file has a mistake.
    pub fn embedded() -> Result<Self, Diagnostic> {
        Self::parse(&Source::new("lessons/glossary.ron", FILE))
    }

    /// Reads a glossary.
    ///
    /// # Errors
    ///
    /// The first place where the file is no RON or no list of entries.
    pub fn parse(source: &Source) -> Result<Self, Diagnostic> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let mut entries: Vec<Entry> = options.from_str(&source.text).map_err(|error| load::explain(&error, source))?;
        entries.sort_by_key(|entry| entry.term.to_lowercase());
        Ok(Self { entries })
    }

    /// The entry for a word as it stands in a text, in any of its forms and whatever the case of its letters.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&Entry> {
        let same = |form: &str| form.eq_ignore_ascii_case(word.trim().trim_matches('`'));
        self.entries.iter().find(|entry| same(&entry.term) || entry.also.iter().any(|form| same(form)))
    }

    /// The entries whose terms occur in a text, in the order of the glossary: what a key on a step offers.
    #[must_use]
    pub fn terms_in(&self, text: &str) -> Vec<&Entry> {
        let text = text.to_lowercase();
        let occurs = |form: &str| {
            let form = form.to_lowercase();
            text.match_indices(&form).any(|(at, _)| {
                let before = text.get(..at).and_then(|t| t.chars().last());
                let after = text.get(at + form.len()..).and_then(|t| t.chars().next());
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            })
        };
        self.entries.iter().filter(|e| occurs(&e.term) || e.also.iter().any(|form| occurs(form))).collect()
    }

    /// The entries that contain all words of a query, those with them in the term first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<&Entry> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let has_all = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let named = |entry: &Entry| has_all(&format!("{} {}", entry.term, entry.also.join(" ")));
        let mut found: Vec<&Entry> = self.entries.iter().filter(|entry| named(entry) || has_all(&entry.text)).collect();
        found.sort_by_key(|entry| !named(entry));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::load::{load_embedded, parses_anything};

    #[test]
    fn every_form_finds_its_entry_and_no_form_is_used_twice() {
        let glossary = Glossary::embedded().unwrap();
        assert!(glossary.entries.len() >= 30);
        for entry in &glossary.entries {
            for form in std::iter::once(&entry.term).chain(&entry.also) {
                assert_eq!(glossary.find(form).map(|e| &e.term), Some(&entry.term), "{form}");
            }
        }
        assert!(glossary.find("spoon").is_none());
    }

    #[test]
    fn entries_point_to_lessons_that_exist() {
        let course = load_embedded(&parses_anything);
        for entry in Glossary::embedded().unwrap().entries {
            for id in &entry.lessons {
                assert!(course.lesson(id).is_some(), "{}: {id}", entry.term);
            }
        }
    }

    #[test]
    fn terms_are_found_as_whole_words() {
        let glossary = Glossary::embedded().unwrap();
        let terms: Vec<&str> =
            glossary.terms_in("Two Weak References, one dictum.").iter().map(|e| e.term.as_str()).collect();
        assert!(terms.contains(&"weak reference"), "{terms:?}");
        assert!(!terms.contains(&"dict"), "{terms:?}");
        assert_eq!(glossary.search("weak").first().map(|e| e.term.as_str()), Some("weak reference"));
    }
}
