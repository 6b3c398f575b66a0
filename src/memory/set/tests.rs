//! Sets against what real interpreters printed (`tests/tables/record.py`), and against a simple model.

use std::collections::BTreeSet;

use super::*;
use crate::memory::{Rules, Version};
use proptest::prelude::*;

/// A table for ints: the reference's index is the number of the int in `known`.
#[derive(Default)]
struct Ints {
    known: Vec<i64>,
}

impl Ints {
    fn key(&mut self, int: i64) -> Ref {
        let at = self.known.iter().position(|&k| k == int).unwrap_or_else(|| {
            self.known.push(int);
            self.known.len() - 1
        });
        Ref::from_index(at as u32 + 1)
    }

    fn text(&self, key: Ref) -> String {
        self.known[key.index() - 1].to_string()
    }
}

fn hash(int: i64) -> i64 {
    if int == -1 { -2 } else { int }
}

fn find(set: &Set, hash: i64, key: Ref) -> Option<SlotIndex> {
    match set.find(&mut set.candidates(hash, key), |_| Sameness::Different) {
        Lookup::Found(slot) => Some(slot),
        _ => None,
    }
}

fn add(set: &mut Set, hash: i64, key: Ref) {
    if find(set, hash, key).is_none() {
        set.insert_new(hash, key);
    }
}

fn discard(set: &mut Set, hash: i64, key: Ref) {
    if let Some(slot) = find(set, hash, key) {
        set.remove(slot);
    }
}

fn update(set: &mut Set, other: &Set) {
    if set.start_merge(other) == MergeStart::Insert {
        other.hashed_entries().for_each(|(hash, key)| add(set, hash, key));
    }
}

/// As `set.intersection_update`: the smaller one is gone through.
fn intersect(set: &mut Set, other: &Set) {
    let (few, many) = if other.len() > set.len() { (&*set, other) } else { (other, &*set) };
    let mut both = Set::new(set.probing());
    for (hash, key) in few.hashed_entries().filter(|&(hash, key)| find(many, hash, key).is_some()) {
        both.insert_new(hash, key);
    }
    set.swap_bodies(&mut both);
}

/// Runs the recorded operations and gives the first line that differs.
fn replay(version: &str, recorded: &str) -> Result<(), String> {
    let probing = Rules::of(version.parse::<Version>().unwrap()).set;
    let mut ints = Ints::default();
    let mut sets = [const { None }; 3].map(|_: Option<()>| Set::new(probing));
    for line in recorded.lines() {
        let [op, n, operand, _, wanted] = line.splitn(5, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (n, operand) = (n.parse::<usize>().unwrap(), operand.parse::<i64>().unwrap());
        let mut popped = None;
        let other = sets.get(operand as usize).cloned().unwrap_or_default();
        let same = operand == n as i64;
        let set = &mut sets[n];
        match op {
            "a" => add(set, hash(operand), ints.key(operand)),
            "d" => discard(set, hash(operand), ints.key(operand)),
            "p" => popped = set.pop(),
            "clear" => drop(set.take_entries()),
            "copy" => *set = other.copy(),
            "update" if same => {}
            "update" => update(set, &other),
            "difference" if same => drop(set.take_entries()),
            "difference" => {
                other.hashed_entries().for_each(|(hash, key)| discard(set, hash, key));
                set.purge();
            }
            "intersection" if same => set.swap_bodies(&mut other.copy()),
            "intersection" => intersect(set, &other),
            _ => panic!("{line}"),
        }
        let result = popped.map(|key| ints.text(key)).unwrap_or_default();
        let keys = match wanted.ends_with(";-") {
            true => "-".to_owned(),
            false => set.entries().map(|key| ints.text(key)).collect::<Vec<_>>().join(","),
        };
        let got = format!("{result};{};{keys}", set.sizeof());
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
            replay($version, include_str!(concat!("../../../tests/tables/set-", $version, ".txt")))
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

#[test]
fn keys_with_one_hash_are_asked_about_one_by_one() {
    let mut set = Set::default();
    let keys = [1, 2, 3].map(Ref::from_index);
    keys.into_iter().for_each(|key| set.insert_new(7, key));
    let mut cursor = set.candidates(7, Ref::from_index(9));
    for key in keys {
        let Lookup::Ask(slot) = set.find(&mut cursor, |_| Sameness::Unknown) else { panic!("{key:?}") };
        assert!(set.holds(&cursor, slot, key));
    }
    assert_eq!(set.find(&mut cursor, |_| Sameness::Unknown), Lookup::Absent);
    assert_eq!(set.find(&mut set.candidates(8, keys[0]), |_| Sameness::Unknown), Lookup::Absent);
}

proptest! {
    #[test]
    fn behaves_as_a_set(ops in prop::collection::vec((0u8..4, 0i64..40), 0..300), version in 0usize..11) {
        let mut set = Set::new(Rules::of(Version::ALL[version]).set);
        let mut model = BTreeSet::new();
        for (op, int) in ops {
            let key = Ref::from_index(int as u32 + 1);
            match op {
                0 | 1 => { add(&mut set, int * 8, key); model.insert(key); }
                2 => { discard(&mut set, int * 8, key); model.remove(&key); }
                _ => if let Some(key) = set.pop() { prop_assert!(model.remove(&key)); },
            }
            prop_assert_eq!(set.len(), model.len());
            prop_assert_eq!(set.entries().collect::<BTreeSet<_>>(), model.clone());
        }
        prop_assert_eq!(set.copy().entries().collect::<BTreeSet<_>>(), model);
    }
}
