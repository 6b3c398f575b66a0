//! Dicts against what real interpreters printed (`tests/tables/record.py`), and against a simple model.

use super::*;
use crate::memory::{Rules, Version};
use proptest::prelude::*;

/// Keys by their text: ints and str.
#[derive(Default)]
struct Keys {
    known: Vec<(String, i64, KeyKind)>,
}

impl Keys {
    fn key(&mut self, text: &str) -> (Ref, i64, KeyKind) {
        let at = self.known.iter().position(|(k, ..)| k == text).unwrap_or_else(|| {
            let (hash, kind) = match text.parse::<i64>() {
                Ok(int) => (if int == -1 { -2 } else { int }, KeyKind::Other),
                Err(_) => (text.bytes().fold(5381, |hash, b| hash * 33 + i64::from(b)), KeyKind::Str),
            };
            self.known.push((text.to_owned(), hash, kind));
            self.known.len() - 1
        });
        let (_, hash, kind) = self.known[at];
        (Ref::from_index(at as u32 + 1), hash, kind)
    }

    fn of(&self, key: Ref) -> &(String, i64, KeyKind) {
        &self.known[key.index() - 1]
    }
}

fn set_item(dict: &mut Dict, (key, hash, kind): (Ref, i64, KeyKind)) {
    match dict.lookup_str(hash, key) {
        Some(entry) => {
            dict.set_value(entry, key);
        }
        None => {
            let entry = dict.insert_new(hash, key, key, kind);
            assert_eq!(dict.entry(entry).key, key);
        }
    }
}

/// Runs the recorded operations and gives the first line that differs.
fn replay(version: &str, recorded: &str) -> Result<(), String> {
    let rules = Rules::of(version.parse::<Version>().unwrap()).dict;
    let mut keys = Keys::default();
    let mut dicts = [const { None }; 3].map(|_: Option<()>| Dict::new(rules));
    for line in recorded.lines() {
        let [op, n, operand, _, wanted] = line.splitn(5, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let n = n.parse::<usize>().unwrap();
        let m = operand.parse::<usize>().ok();
        let mut popped = None;
        let other = m.and_then(|m| dicts.get(m)).cloned().unwrap_or_default();
        let dict = &mut dicts[n];
        match op {
            "s" => set_item(dict, keys.key(operand)),
            "d" => {
                let (key, hash, _) = keys.key(operand);
                if let Some(entry) = dict.lookup_str(hash, key) {
                    assert_eq!(dict.remove(entry).0, key);
                }
            }
            "p" => popped = dict.pop_item(),
            "clear" => drop(dict.take_entries()),
            "copy" => *dict = other.copy(),
            "call" => *dict = other.copy_by_call(),
            "fromkeys" => {
                *dict = Dict::new_by_call(rules);
                dict.reserve_for_keys(other.len(), other.keys_kind());
                for (key, _) in other.entries() {
                    let &(_, hash, kind) = keys.of(key);
                    dict.insert_into_room(hash, key, key, kind);
                }
            }
            "update" if m == Some(n) => {}
            "update" => {
                if dict.start_merge(&other) == MergeStart::Insert {
                    for (key, _) in other.entries() {
                        let &(_, hash, kind) = keys.of(key);
                        set_item(dict, (key, hash, kind));
                    }
                }
            }
            _ => panic!("{line}"),
        }
        let result = popped.map(|(key, _)| keys.of(key).0.clone()).unwrap_or_default();
        let shown = match wanted.ends_with(";-") {
            true => "-".to_owned(),
            false => dict.entries().map(|(key, _)| keys.of(key).0.clone()).collect::<Vec<_>>().join(","),
        };
        let got = format!("{result};{};{shown}", dict.sizeof());
        if got != wanted {
            return Err(format!("{version}: {line}\n got {got}"));
        }
    }
    Ok(())
}

macro_rules! recorded {
    ($($name:ident $version:literal)*) => { $(
        #[test]
        fn $name() -> Result<(), String> {
            replay($version, include_str!(concat!("../../../tests/tables/dict-", $version, ".txt")))
        }
    )* };
}
recorded! {
    order_and_size_of_2_7 "2.7"
    order_and_size_of_3_6 "3.6"
    order_and_size_of_3_7 "3.7"
    order_and_size_of_3_8 "3.8"
    order_and_size_of_3_9 "3.9"
    order_and_size_of_3_10 "3.10"
    order_and_size_of_3_13 "3.13"
}

fn r(index: u32) -> Ref {
    Ref::from_index(index)
}

#[test]
fn equal_hashes_are_asked_about_in_probe_order() {
    let mut dict = Dict::default();
    let [a, b, _] = [1, 2, 3].map(|i| dict.insert_new(7, r(i), r(i), KeyKind::Other));
    // As in CPython, the fourth key takes the slot of the first, so it is met before the second.
    dict.remove(a);
    dict.insert_new(7, r(4), r(4), KeyKind::Other);
    let mut cursor = dict.candidates(7, r(9));
    let mut met = Vec::new();
    while let Some(entry) = dict.next_candidate(&mut cursor) {
        met.push(dict.entry(entry).key);
    }
    assert_eq!(met, [r(4), r(2), r(3)]);
    assert!(dict.holds(&cursor, b, r(2)));
    dict.take_entries();
    assert!(!dict.holds(&cursor, b, r(2)));
}

#[test]
fn the_version_lives_as_long_as_the_keys() {
    let mut next = 1;
    let mut dict = Dict::default();
    assert_eq!(dict.keys_version(), 0);
    let entry = dict.insert_new(1, r(1), r(1), KeyKind::Str);
    assert_eq!((dict.assign_version(&mut next), next), (1, 2));
    dict.set_value(entry, r(5));
    assert_eq!(dict.assign_version(&mut next), 1);
    dict.remove(entry);
    assert_eq!(dict.keys_version(), 0);
    assert_eq!(dict.assign_version(&mut 0), 0);
}

#[test]
fn traversal_leaves_str_keys_out() {
    let mut dict = Dict::default();
    dict.insert_new(1, r(1), r(10), KeyKind::Str);
    let traversed = |dict: &Dict| {
        let mut seen = Vec::new();
        dict.for_each_traversed(|r| seen.push(r.index()));
        seen
    };
    assert_eq!(traversed(&dict), [10]);
    dict.insert_new(2, r(2), r(20), KeyKind::Other);
    assert_eq!(traversed(&dict), [10, 1, 20, 2]);
}

#[test]
fn displays_are_made_to_measure() {
    let sizes = |keys| [0, 5, 6, 10, 11, 43].map(|n| Dict::presized(&DictRules::V3_11, n, keys).sizeof());
    assert_eq!(sizes(KeyKind::Other), [64, 64, 352, 352, 632, 2264]);
    assert_eq!(sizes(KeyKind::Str), [64, 64, 272, 272, 464, 1584]);
}

#[test]
fn an_order_moves_beside_the_table() {
    let mut dict = Dict::default().ordered();
    let [a, ..] = [1, 2, 3].map(|i| dict.insert_new(i, r(i as u32), r(i as u32 + 10), KeyKind::Other));
    dict.move_to_end(a, End::Last);
    dict.insert_new(4, r(4), r(14), KeyKind::Other);
    let indexes = |refs: Vec<Ref>| refs.into_iter().map(Ref::index).collect::<Vec<_>>();
    assert_eq!(indexes(dict.ordered_keys().collect()), [2, 3, 1, 4]);
    let mut seen = Vec::new();
    dict.for_each_traversed(|r| seen.push(r.index()));
    assert_eq!(seen, [2, 3, 1, 4, 11, 1, 12, 2, 13, 3, 14, 4]);
    assert!(!dict.copy().is_ordered());
    assert_eq!(indexes(dict.take_entries().into_iter().map(|(k, _)| k).collect()), [1, 2, 3, 4]);
    assert_eq!(indexes(dict.take_order()), [2, 3, 1, 4]);
    assert!(dict.is_ordered() && dict.key_at(End::Last).is_null());
}

proptest! {
    #[test]
    fn behaves_as_an_ordered_dict(
        ops in prop::collection::vec((0u8..8, 0u32..50), 0..400),
        version in 0usize..11,
        mix in any::<bool>(),
    ) {
        let rules = Rules::of(Version::ALL[version]).dict;
        let ordered = rules.order == DictOrder::Insertion;
        let mut dict = Dict::new(rules);
        if ordered {
            dict = dict.ordered();
        }
        let mut model: Vec<Ref> = Vec::new();
        let mut order: Vec<Ref> = Vec::new();
        for (op, n) in ops {
            let (key, hash) = (r(n + 1), i64::from(n % 17) * 8);
            let kind = if mix && n % 5 == 0 { KeyKind::Other } else { KeyKind::Str };
            let found = dict.lookup_str(hash, key);
            prop_assert_eq!(found.is_some(), model.contains(&key));
            match (op, found) {
                (0..=3, None) => { dict.insert_new(hash, key, key, kind); model.push(key); order.push(key); }
                (4, Some(entry)) => { dict.remove(entry); model.retain(|&k| k != key); }
                (5, _) => {
                    let popped = dict.pop_item();
                    if ordered { prop_assert_eq!(popped.map(|(k, _)| k), model.pop()); }
                    else if let Some((k, _)) = popped { model.retain(|&m| m != k); }
                }
                (6, Some(entry)) if ordered => {
                    dict.move_to_end(entry, End::Last);
                    order.retain(|&k| k != key);
                    order.push(key);
                }
                (7, Some(entry)) if ordered => {
                    dict.move_to_end(entry, End::First);
                    order.retain(|&k| k != key);
                    order.insert(0, key);
                }
                _ => {}
            }
            order.retain(|key| model.contains(key));
            if ordered {
                prop_assert_eq!(&dict.ordered_keys().collect::<Vec<_>>(), &order);
                prop_assert_eq!(dict.key_at(End::First).some(), order.first().copied());
                let last = dict.key_at(End::Last);
                prop_assert_eq!(last.some(), order.last().copied());
                if let [.., before, _] = order[..] {
                    prop_assert_eq!(dict.key_after(last, End::First), Some(before));
                }
            }
            let mut keys: Vec<Ref> = dict.entries().map(|(k, _)| k).collect();
            prop_assert_eq!(keys.len(), dict.len());
            if ordered {
                let mut backwards = Vec::new();
                let mut at = dict.end_position();
                while let Some((before, k, _)) = dict.previous_from(at) { backwards.push(k); at = before; }
                backwards.reverse();
                prop_assert_eq!(&backwards, &keys);
                prop_assert_eq!(&keys, &model);
            } else {
                keys.sort();
                let mut sorted = model.clone();
                sorted.sort();
                prop_assert_eq!(keys, sorted);
            }
        }
    }
}
