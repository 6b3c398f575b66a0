//! Deaths compared with what CPython printed.

use super::super::testing::TestHost;
use super::super::{Ref, Version};

/// Makes `mk(chain, N(i))` 120 times, drops it and gives the breaks in the order of finalizers:
/// `[i for i, (x, y) in enumerate(zip(out, out[1:])) if abs(x - y) != 1][:12]`.
fn breaks(version: Version, make: impl Fn(&mut TestHost, Ref, Ref, Ref) -> Ref) -> (usize, usize, Vec<usize>) {
    let mut host = TestHost::new(version);
    let (named, plain) = (host.new_class(true), host.new_class(false));
    let mut chain = host.int(0);
    for i in (0..120).rev() {
        let marker = host.instance(named, &i.to_string(), &[]);
        let next = make(&mut host, plain, chain, marker);
        host.drop(chain);
        host.drop(marker);
        chain = next;
    }
    host.drop(chain);
    let before = host.log.len();
    let inner = host.list(&[]);
    let outer = host.list(&[inner]);
    host.drop(inner);
    host.drop(outer);
    let order: Vec<i64> = host.log.iter().map(|line| line[4..].parse().unwrap()).collect();
    let breaks = (0..order.len() - 1).filter(|&i| (order[i] - order[i + 1]).abs() != 1).take(12).collect();
    host.check(&[]);
    (before, order.len(), breaks)
}

#[test]
fn deep_chains_are_cut_as_in_each_version() {
    use Version as V;
    let tuple = |h: &mut TestHost, _: Ref, chain: Ref, marker: Ref| h.tuple(&[marker, chain]);
    let list = |h: &mut TestHost, _: Ref, chain: Ref, marker: Ref| h.list(&[marker, chain]);
    let slots = |h: &mut TestHost, class: Ref, chain: Ref, marker: Ref| h.instance(class, "p", &[chain, marker]);
    for version in [V::V2_7, V::V3_6, V::V3_7] {
        assert_eq!(breaks(version, tuple), (120, 120, vec![47, 49, 96, 98]), "{version}");
        assert_eq!(breaks(version, list), (120, 120, vec![47, 49, 96, 98]), "{version}");
        assert_eq!(breaks(version, slots), (48, 120, vec![47, 48, 95, 96]), "{version}");
    }
    for version in [V::V3_8, V::V3_9, V::V3_10, V::V3_11, V::V3_12] {
        for make in [tuple, list, slots] {
            assert_eq!(breaks(version, make), (120, 120, vec![48, 49, 97, 98]), "{version}");
        }
    }
    assert_eq!(breaks(V::V3_13, slots), (120, 120, vec![]));
}

#[test]
fn a_chain_of_a_million_dies() {
    for version in [Version::V3_13, Version::V3_10] {
        let mut host = TestHost::new(version);
        host.heap.collector.enabled = false;
        let class = host.new_class(false);
        let mut head = host.int(0);
        for _ in 0..1_000_000 {
            let next = host.instance(class, "", &[head]);
            host.drop(head);
            head = next;
        }
        let started = std::time::Instant::now();
        host.drop(head);
        println!("{version}: {:?}", started.elapsed());
        assert_eq!(host.heap.count(class), 1);
        host.check(&[]);
    }
}
