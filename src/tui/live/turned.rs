//! What came out differently when the dial was turned: marked on every pane until the next statement.

use std::collections::{HashMap, HashSet};

use super::Tutorial;
use super::tables::Moment;
use super::versions::without_number;
use crate::memory::Version;
use crate::session::{Session, Statement};
use crate::tui::model::{FinalizerLine, GarbageRow, GenerationPane, Mark, ObjectRow, Window};

/// Rows that are remembered at most.
const ROWS: usize = 2_000;

/// The picture in the version before, as far as it can be told apart from the one after.
pub(super) struct Turned {
    from: Version,
    to: Version,
    /// How many statements there were: after another one the marks are no more.
    statements: usize,
    objects: HashMap<String, String>,
    generations: Vec<(u64, u64)>,
    finalizers: HashSet<String>,
    garbage: HashSet<String>,
    printed: Vec<String>,
}

impl Turned {
    /// The picture before the dial is turned `to` a version.
    pub(super) fn from(session: &Session, to: Version) -> Self {
        let moment = Moment::of(session);
        let all = Window::top(0, ROWS);
        let panes = moment.generations(session, &[all]);
        Self {
            from: session.version(),
            to,
            statements: session.count(),
            objects: moment.objects(session, all).rows.iter().map(|r| (key(r), facts(r))).collect(),
            generations: panes.iter().map(|p| (p.count, p.threshold)).collect(),
            finalizers: moment.finalizers(session, all).rows.into_iter().map(|line| line.text).collect(),
            garbage: moment.garbage(session, all).rows.into_iter().map(|row| row.label).collect(),
            printed: session.statements().iter().map(printed).collect(),
        }
    }

    fn holds(&self, session: &Session) -> bool {
        self.to == session.version() && self.statements == session.count() && self.from != self.to
    }

    /// What the version before printed for this statement, where that was something else.
    pub(super) fn printed_before(&self, at: usize, statement: &Statement) -> Option<String> {
        let before = self.printed.get(at)?;
        if *before == printed(statement) {
            return None;
        }
        let shown = if before.is_empty() { "nothing".to_owned() } else { before.trim_end().to_owned() };
        Some(format!("(otherwise than in {}, which printed: {shown})", self.from))
    }
}

/// What the same object is called in another version, where numbers are others.
fn key(row: &ObjectRow) -> String {
    without_number(&row.label)
}

/// All that a row says of its object, apart from what changed last.
fn facts(row: &ObjectRow) -> String {
    let marks: Vec<bool> =
        [Mark::Tracked, Mark::Finalized, Mark::Unreachable].iter().map(|mark| row.marks.has(*mark)).collect();
    let held: Vec<(String, u32)> = row.holders.iter().map(|h| (without_number(&h.text), h.times)).collect();
    format!("{} {:?} {:?} {held:?} {marks:?}", row.type_name, row.refcount, row.home)
}

fn printed(statement: &Statement) -> String {
    statement.outcome.written.iter().map(|(_, text)| text.as_str()).collect()
}

impl Tutorial {
    /// The version before, as long as its picture is compared with.
    fn before_turning(&self) -> Option<&Turned> {
        self.turned.as_ref().filter(|turned| turned.holds(self.shown()))
    }

    pub(super) fn mark_objects(&self, rows: &mut [ObjectRow]) {
        let Some(before) = self.before_turning() else { return };
        for row in rows {
            if before.objects.get(&key(row)) != Some(&facts(row)) {
                row.marks = row.marks.with(Mark::Differs);
            }
        }
    }

    pub(super) fn mark_generations(&self, panes: &mut [GenerationPane]) {
        let Some(before) = self.before_turning() else { return };
        for (at, pane) in panes.iter_mut().enumerate() {
            let was = before.generations.get(at);
            if let Some((count, threshold)) = was.filter(|was| **was != (pane.count, pane.threshold)) {
                let differs = format!("in {}: {count} of {threshold}", before.from);
                pane.note = Some(pane.note.take().map_or(differs.clone(), |note| format!("{note}; {differs}")));
            }
        }
    }

    pub(super) fn mark_finalizers(&self, lines: &mut [FinalizerLine]) {
        let Some(before) = self.before_turning() else { return };
        for line in lines {
            line.fresh = !before.finalizers.contains(&line.text);
        }
    }

    pub(super) fn mark_garbage(&self, rows: &mut [GarbageRow]) {
        let Some(before) = self.before_turning() else { return };
        for row in rows {
            row.fresh = !before.garbage.contains(&row.label);
        }
    }

    /// How much came out differently, in words.
    pub(super) fn differences(&self) -> String {
        let Some(before) = self.before_turning() else { return String::new() };
        let mut rows = self.moment().objects(&self.place.live.session, Window::top(0, ROWS)).rows;
        self.mark_objects(&mut rows);
        let objects = rows.iter().filter(|row| row.marks.has(Mark::Differs)).count();
        let statements = self.place.live.session.statements().iter().enumerate();
        let outputs = statements.filter(|(at, s)| before.printed_before(*at, s).is_some()).count();
        let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        match (objects, outputs) {
            (0, 0) => "; nothing came out differently".to_owned(),
            (objects, outputs) => {
                format!("; {} and {} differ", plural(objects, "object"), plural(outputs, "output"))
            }
        }
    }
}
