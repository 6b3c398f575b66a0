//! All lessons in their order, and the chapters that they form.

use super::diagnostic::Diagnostic;
use super::model::{Kind, Lesson};

/// What was loaded.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// In the order in which they are learnt.
    pub lessons: Vec<Lesson>,
    /// What is wrong with the files; a lesson with mistakes is left out.
    pub diagnostics: Vec<Diagnostic>,
}

/// A title and the lessons under it.
#[derive(Clone, Debug)]
pub struct Chapter<'a> {
    pub title: &'a str,
    pub lessons: Vec<&'a Lesson>,
}

impl Course {
    #[must_use]
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }

    /// The lesson after the one with this id.
    #[must_use]
    pub fn after(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().skip_while(|lesson| lesson.id != id).nth(1)
    }

    /// Chapters in the order of their first lessons, each with its lessons before its exercises.
    #[must_use]
    pub fn chapters(&self) -> Vec<Chapter<'_>> {
        let mut chapters: Vec<Chapter<'_>> = Vec::new();
        for lesson in &self.lessons {
            match chapters.iter_mut().find(|chapter| chapter.title == lesson.chapter) {
                Some(chapter) => chapter.lessons.push(lesson),
                None => chapters.push(Chapter { title: &lesson.chapter, lessons: vec![lesson] }),
            }
        }
        for chapter in &mut chapters {
            chapter.lessons.sort_by_key(|lesson| lesson.kind == Kind::Exercise);
        }
        chapters
    }

    /// Lessons whose words contain all words of `query`, those with them in the title first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<&Lesson> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let has_all = |text: &str| {
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let mut found: Vec<&Lesson> = self.lessons.iter().filter(|lesson| has_all(&lesson.words())).collect();
        found.sort_by_key(|lesson| !has_all(&lesson.title));
        found
    }

    pub(super) fn sort(&mut self) {
        self.lessons.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    }
}

impl Lesson {
    /// Everything that a learner reads in it.
    fn words(&self) -> String {
        let mut words = vec![self.title.as_str(), self.chapter.as_str(), &self.in_your_own_code];
        words.extend(self.intro.as_deref());
        for step in &self.steps {
            words.push(&step.text);
            words.extend(step.prediction.as_ref().map(|p| &*p.question));
        }
        words.join("\n")
    }
}
