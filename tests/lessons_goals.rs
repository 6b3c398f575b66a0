//! Goals: their sentences, and what they judge, on a world made by hand.

use std::collections::BTreeMap;

use gcscope::lesson::world::{Cause, Collection, Finalization, Reach, Referent, Tracking};
use gcscope::lesson::{Fate, Goal, ObjectFacts, Refcount, World};

/// A world whose every answer stands in a field.
#[derive(Default)]
struct Moment {
    objects: BTreeMap<&'static str, ObjectFacts>,
    fates: BTreeMap<&'static str, Fate>,
    atoms: BTreeMap<&'static str, &'static str>,
    output: Vec<&'static str>,
    statements: Vec<&'static str>,
    collections: Vec<Collection>,
}

fn node(identity: u64, count: u64) -> ObjectFacts {
    ObjectFacts {
        identity,
        refcount: Refcount::Count(count),
        type_name: "Node".to_owned(),
        tracked: Tracking::Tracked,
        generation: Some(1),
        finalized: Finalization::NotYet,
        reach: Reach::Reachable,
        referent: None,
    }
}

impl World for Moment {
    fn object(&self, path: &str) -> Option<ObjectFacts> {
        self.objects.get(path).cloned()
    }
    fn remembered(&self, label: &str) -> Option<Fate> {
        self.fates.get(label).cloned()
    }
    fn atom(&self, path: &str) -> Option<String> {
        self.atoms.get(path).map(ToString::to_string)
    }
    fn length(&self, path: &str) -> Option<u64> {
        (path == "objs").then_some(2)
    }
    fn refers(&self, from: &str, to: &str) -> bool {
        (from, to) == ("a", "b")
    }
    fn instances(&self, type_name: &str) -> u64 {
        u64::from(type_name == "Node") * 2
    }
    fn unreachable(&self) -> u64 {
        1
    }
    fn garbage_length(&self) -> u64 {
        3
    }
    fn in_garbage(&self, label: &str) -> bool {
        label == "lost"
    }
    fn thresholds(&self) -> [i64; 3] {
        [700, 10, 10]
    }
    fn collector_enabled(&self) -> bool {
        true
    }
    fn debug_flags(&self) -> u32 {
        34
    }
    fn frozen(&self) -> u64 {
        5
    }
    fn output(&self) -> Vec<String> {
        self.output.iter().map(ToString::to_string).collect()
    }
    fn statements(&self) -> Vec<String> {
        self.statements.iter().map(ToString::to_string).collect()
    }
    fn collections(&self) -> Vec<Collection> {
        self.collections.clone()
    }
    fn exceptions(&self) -> Vec<String> {
        vec!["NameError".to_owned()]
    }
}

fn moment() -> Moment {
    let asked = Collection { generation: 2, cause: Cause::Asked, found: 4 };
    let automatic = Collection { generation: 0, cause: Cause::Automatic, found: 0 };
    let weak = ObjectFacts { referent: Some(Referent::Gone), type_name: "ReferenceType".to_owned(), ..node(9, 1) };
    let one =
        ObjectFacts { refcount: Refcount::Immortal, tracked: Tracking::Untracked, generation: None, ..node(7, 0) };
    Moment {
        objects: [("a", node(1, 2)), ("b", node(2, 1)), ("c", node(1, 2)), ("r", weak), ("one", one)].into(),
        fates: [
            ("dead", Fate::Freed),
            ("a", Fate::Alive(node(1, 2))),
            (
                "lost",
                Fate::Alive(ObjectFacts { reach: Reach::Unreachable, finalized: Finalization::Done, ..node(3, 1) }),
            ),
        ]
        .into(),
        atoms: [("x", "'it'"), ("n", "7")].into(),
        output: vec!["a dies", "b dies  ", "4"],
        statements: vec!["del a", "print( gc.collect() )"],
        collections: vec![asked, automatic],
    }
}

fn goal(text: &str) -> Goal {
    ron::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Each goal once where it holds, and once where it does not.
const JUDGED: [(&str, &str); 45] = [
    (r#"Refcount("a", 2)"#, r#"Refcount("a", 3)"#),
    (r#"RefcountAtLeast("one", 9)"#, r#"RefcountAtLeast("a", 3)"#),
    (r#"Immortal("one")"#, r#"Immortal("a")"#),
    (r#"Bound("a")"#, r#"Bound("a.other")"#),
    (r#"Unbound("zzz")"#, r#"Unbound("a")"#),
    (r#"Same("a", "c")"#, r#"Same("a", "b")"#),
    (r#"Different("a", "b")"#, r#"Different("a", "zzz")"#),
    (r#"IsA("a", "Node")"#, r#"IsA("a", "int")"#),
    (r#"Value("x", "\"it\"")"#, r#"Value("n", "8")"#),
    (r#"Length("objs", 2)"#, r#"Length("objs", 1)"#),
    (r#"Refers("a", "b")"#, r#"Refers("b", "a")"#),
    (r#"NotRefers("b", "a")"#, r#"NotRefers("a", "b")"#),
    (r#"Freed("dead")"#, r#"Freed("a")"#),
    (r#"Alive("a")"#, r#"Alive("dead")"#),
    (r#"Lost("lost")"#, r#"Lost("a")"#),
    (r#"Finalized("lost")"#, r#"Finalized("a")"#),
    (r#"InGeneration("a", 1)"#, r#"InGeneration("a", 2)"#),
    (r#"Tracked("a")"#, r#"Tracked("one")"#),
    (r#"Untracked("one")"#, r#"Untracked("a")"#),
    (r#"Not(WeakAlive("r"))"#, r#"WeakAlive("r")"#),
    (r#"WeakGone("r")"#, r#"WeakGone("a")"#),
    (r#"Instances("Node", 2)"#, r#"Instances("Node", 0)"#),
    ("Not(NothingLost)", "NothingLost"),
    ("LostAtLeast(1)", "LostAtLeast(2)"),
    ("CollectReturned(4)", "CollectReturned(0)"),
    ("CollectReturnedAtLeast(3)", "CollectReturnedAtLeast(5)"),
    ("Collected(2)", "Collected(1)"),
    ("CollectedByItself(0)", "CollectedByItself(2)"),
    ("CollectedBetween(0, 1, 2)", "CollectedBetween(0, 2, 5)"),
    ("Not(NoCollection)", "NoCollection"),
    (r#"Prints("b dies")"#, r#"Prints("b")"#),
    (r#"PrintsLike("dies")"#, r#"PrintsLike("lives")"#),
    (r#"PrintsInOrder(["a dies", "4"])"#, r#"PrintsInOrder(["b dies", "a dies"])"#),
    (r#"Ran("gc.collect()")"#, r#"Ran("del b")"#),
    (r#"Raised("NameError")"#, r#"Raised("TypeError")"#),
    ("GarbageLength(3)", "GarbageLength(0)"),
    (r#"InGarbage("lost")"#, r#"InGarbage("a")"#),
    ("Thresholds(700, 10, 10)", "Thresholds(2000, 10, 10)"),
    ("Threshold0Between(1, 700)", "Threshold0Between(701, 900)"),
    ("CollectorOn", "CollectorOff"),
    ("DebugFlags(34)", "DebugFlags(0)"),
    ("FrozenAtLeast(5)", "FrozenAtLeast(6)"),
    (r#"All([CollectorOn, Bound("a")])"#, "All([CollectorOn, CollectorOff])"),
    ("Any([CollectorOff, CollectorOn])", "Any([CollectorOff])"),
    (r#"Says("all is well", CollectorOn)"#, r#"Says("all is not well", CollectorOff)"#),
];

#[test]
fn every_goal_holds_where_it_should_and_only_there() {
    let moment = moment();
    for (holds, fails) in JUDGED {
        assert!(goal(holds).judge(&moment), "{holds}");
        assert!(!goal(fails).judge(&moment), "{fails}");
    }
}

#[test]
fn every_goal_has_a_sentence() {
    let moment = moment();
    let lines: Vec<String> = JUDGED
        .iter()
        .flat_map(|(holds, fails)| [holds, fails])
        .map(|text| {
            let goal = goal(text);
            let so_far = goal.so_far(&moment).map(|s| format!("  ({s})")).unwrap_or_default();
            format!("{text:<44} {}{so_far}", goal.sentence())
        })
        .collect();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("goal_sentences", lines.join("\n"));
    });
}

#[test]
fn labels_are_those_of_objects_to_remember() {
    let goal = goal(r#"All([Freed("a"), Says("x", Not(Alive("b.next"))), Refers("c", "d"), Bound("e")])"#);
    assert_eq!(goal.labels(), ["a", "b.next", "d"]);
    assert_eq!(goal.paths(), ["a", "b.next", "c", "d", "e"]);
}

#[test]
fn the_guide_for_authors_explains_every_goal() {
    let guide = include_str!("../assets/lesson-format.md");
    for (text, _) in JUDGED {
        let name = text.trim_start_matches("Not(").split(['(', ')']).next().unwrap_or(text);
        assert!(guide.contains(&format!("`{name}")), "{name}");
    }
}
