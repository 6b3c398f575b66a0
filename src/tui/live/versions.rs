//! `:compare A B`: the session's statements in two versions, with the whole picture after each.

use super::Tutorial;
use super::tables::Moment;
use crate::memory::Version;
use crate::session::{Entry, Session};
use crate::tui::model::{
    GenerationPane, Home, Mark, ObjectRow, Refcount, Versions, VersionsMoment, VersionsSection, Window,
};

/// Rows of each table at most.
const ROWS: usize = 500;

impl Tutorial {
    /// The comparison that the argument of `:compare` names.
    ///
    /// # Errors
    /// What is wrong with the argument.
    pub(super) fn compare(&self, argument: &str) -> Result<Versions, String> {
        let named: Vec<&str> = argument.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let parsed = |word: &str| word.parse::<Version>().map_err(|unknown| unknown.to_string());
        let pair = match named[..] {
            [one, other] => [parsed(one)?, parsed(other)?],
            [other] => [self.place.live.session.version(), parsed(other)?],
            _ => return Err("Name two versions: compare 2.7 3.13".to_owned()),
        };
        let [one, other] = pair.map(|version| self.played(version));
        let moments = one.into_iter().zip(other).map(|(one, other)| VersionsMoment {
            statement: one.statement,
            sections: one
                .sections
                .into_iter()
                .zip(other.sections)
                .map(|((title, left), (_, right))| VersionsSection { title, columns: [left, right] })
                .collect(),
        });
        Ok(Versions { titles: pair.map(|version| version.to_string()), moments: moments.collect() })
    }

    /// The statements again, from the setup on, in a session of their own.
    fn played(&self, version: Version) -> Vec<Played> {
        let here = &self.place.live.session;
        let mut session = Session::new(version);
        session.listen_to(self.interrupt.0.clone());
        let setup = session.begin_in(version, here.setup()).unwrap_or_else(|printed| printed);
        let mut moments = vec![Played::of(&session, String::new(), &setup)];
        let statements: Vec<(String, Entry)> = here.statements().iter().map(|s| (s.source.clone(), s.entry)).collect();
        for (source, entry) in statements {
            let printed: String = session.submit_as(&source, entry).written.iter().map(|(_, t)| t.as_str()).collect();
            moments.push(Played::of(&session, source, &printed));
        }
        moments
    }
}

/// One version's side of a moment.
struct Played {
    statement: String,
    sections: Vec<(&'static str, Vec<String>)>,
}

impl Played {
    fn of(session: &Session, statement: String, printed: &str) -> Self {
        let moment = Moment::of(session);
        let all = Window::top(0, ROWS);
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let generations = moment.generations(session, &[all]);
        let garbage = moment.garbage(session, all).rows;
        // By name: in which order a dict gives its names is a difference of its own, and would hide the others.
        let mut rows = moment.objects(session, all).rows;
        rows.sort_by(|one, other| one.label.cmp(&other.label));
        let finalizers = moment.finalizers(session, all).rows;
        let finalizers = finalizers.iter().map(|line| format!("{} <- {}", line.text, line.cause)).collect();
        let sections = vec![
            ("Printed", lines(printed)),
            ("Refcount table", rows.iter().flat_map(object_lines).collect()),
            ("Generations", generations.iter().flat_map(generation_lines).collect()),
            ("__del__ output", finalizers),
            (
                "Uncollectable",
                garbage.iter().map(|row| format!("{}: {}", without_number(&row.label), row.reason)).collect(),
            ),
        ];
        Self { statement, sections }
    }
}

/// A generation: its counter, what it holds.
fn generation_lines(pane: &GenerationPane) -> Vec<String> {
    let (name, ran) = (&pane.name, pane.collections);
    // Short enough for half of the smallest screen.
    let mut lines = vec![format!("{name}: {} of {}, ran {ran}x", pane.count, pane.threshold)];
    lines.extend(pane.objects.rows.iter().map(|row| format!("  {}", without_number(&row.label))));
    lines
}

/// An object in two lines that a narrow column can hold.
fn object_lines(row: &ObjectRow) -> Vec<String> {
    let refs = match row.refcount {
        Refcount::Count(count) => format!("refs {count}"),
        Refcount::Immortal => "immortal".to_owned(),
    };
    let home = match &row.home {
        Home::Generation(n) => format!("gen {n}"),
        Home::Space(name) => name.clone(),
        Home::Frozen => "frozen".to_owned(),
        Home::Untracked => "untracked".to_owned(),
    };
    let marks = [(Mark::Freed, " freed"), (Mark::Unreachable, " unreachable"), (Mark::Finalized, " finalized")];
    let marks: String = marks.iter().filter(|(mark, _)| row.marks.has(*mark)).map(|(_, text)| *text).collect();
    let mut lines = vec![format!("{} ({}): {refs}, {home}{marks}", without_number(&row.label), row.type_name)];
    let mut held: Vec<String> = row
        .holders
        .iter()
        .map(|h| if h.times > 1 { format!("{} x{}", h.text, h.times) } else { h.text.clone() })
        .map(|text| without_number(&text))
        .collect();
    held.sort();
    if !held.is_empty() {
        lines.push(format!("  held by {}", held.join(", ")));
    }
    lines
}

/// `#7 Track` as `# Track`: the numbers count allocations, which versions differ in.
pub(super) fn without_number(text: &str) -> String {
    let mut out = String::new();
    let mut after_hash = false;
    for c in text.chars() {
        if !(after_hash && c.is_ascii_digit()) {
            out.push(c);
            after_hash = c == '#';
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_allocations_are_left_out() {
        assert_eq!(without_number("#17 Track 3, #8"), "# Track 3, #");
    }
}
