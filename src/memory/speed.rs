//! What the operations cost, printed: `cargo test --profile fast memory::speed -- --ignored --nocapture`.

use std::time::Instant;

use super::testing::TestHost;
use super::{Body, Ref, Version, alloc, collector, death};

fn timed(name: &str, operations: usize, work: impl FnOnce()) {
    let (start, on_processor) = (Instant::now(), processor_time());
    work();
    let spent = match (on_processor, processor_time()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64() * 1e9,
    };
    println!("{name:40} {:8.2} ms {:7.2} ns each", spent / 1e6, spent / operations as f64);
}

/// Nanoseconds that this thread has run, where the system tells (other work on the machine does not count).
fn processor_time() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}

#[test]
#[ignore = "prints times"]
fn speed() {
    const N: usize = 1_000_000;
    let mut host = TestHost::new(Version::V3_13);
    let class = host.new_class(false);
    let deleting = host.new_class(true);
    let list = host.class.list;
    timed("int: born, died", N, || {
        for i in 0..N {
            let id = host.int(i as i64);
            host.drop(id);
        }
    });
    let one = host.int(1);
    let make = |host: &mut TestHost, class: Ref, slots: [Ref; 4]| {
        host.heap.incref(class);
        let id = alloc::container(host, class, Body::SmallInstance(slots));
        alloc::track(&mut host.heap, id);
        id
    };
    timed("instance with an int: born, died", N, || {
        for i in 0..N {
            let value = host.int(i as i64);
            let id = make(&mut host, class, [Ref::NULL, value, Ref::NULL, Ref::NULL]);
            host.drop(id);
        }
    });
    timed("list of two: born, died", N, || {
        for _ in 0..N {
            host.heap.incref(one);
            host.heap.incref(one);
            let id = alloc::container(&mut host, list, Body::List(vec![one, one]));
            alloc::track(&mut host.heap, id);
            host.drop(id);
        }
    });
    timed("tuple of two: born, died", N, || {
        for _ in 0..N {
            let id = host.tuple(&[one, one]);
            host.drop(id);
        }
    });
    timed("instance with __del__: born, died", N, || {
        for _ in 0..N {
            let id = make(&mut host, deleting, [Ref::NULL; 4]);
            host.drop(id);
            host.log.clear();
        }
    });
    host.heap.collector.enabled = false;
    let mut head = Ref::NULL;
    timed("chain of instances: built", N, || {
        for i in 0..N {
            let value = host.int(i as i64);
            head = make(&mut host, class, [Ref::NULL, value, head, Ref::NULL]);
        }
    });
    timed("collection that finds nothing, first", N, || assert_eq!(host.collect(2), 0));
    timed("collection that finds nothing, second", N, || assert_eq!(host.collect(2), 0));
    timed("young collection beside it", 1, || assert_eq!(host.collect(0), 0));
    timed("chain of instances: dropped", N, || death::decref(&mut host, head));
    let mut chain = one;
    timed("chain of tuples: built", N, || {
        for _ in 0..N {
            let next = alloc::container(&mut host, list, Body::SmallTuple(2, [one, chain, Ref::NULL]));
            host.heap.incref(one);
            alloc::track(&mut host.heap, next);
            chain = next;
        }
    });
    timed("chain of tuples: dropped", N, || death::decref(&mut host, chain));
    let mut ring = Vec::new();
    timed("ring of instances: built", N, || {
        for _ in 0..N {
            ring.push(make(&mut host, class, [Ref::NULL; 4]));
        }
        for i in 0..N {
            let next = ring[(i + 1) % N];
            if let Some(slots) = host.heap.body_mut(ring[i]).instance_mut() {
                slots[1] = next;
            }
        }
    });
    timed("ring of instances: collected", N, || {
        assert_eq!(collector::collect(&mut host, 2, collector::Reason::Manual).total(), N);
    });
}
