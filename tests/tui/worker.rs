//! The session's thread: order, interruption, a backend that panics.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use gcscope::tui::backend::{Look, Reply, Request};
use gcscope::tui::model::{Views, Window};
use gcscope::tui::worker::{Parting, Worker};

use crate::fake::Fake;

fn worker() -> (Worker, Receiver<(Reply, Views)>) {
    let (sender, replies) = channel();
    let make = Box::new(|interrupt| Box::new(Fake::new(interrupt)) as Box<dyn gcscope::tui::backend::Backend>);
    let worker = Worker::start(make, move |reply, views| sender.send((reply, views)).is_ok()).expect("a thread");
    (worker, replies)
}

fn look() -> Look {
    Look { objects: Window::top(0, 10), transcript: Window::bottom(0, 10), ..Look::default() }
}

fn next(replies: &Receiver<(Reply, Views)>) -> (Reply, Views) {
    replies.recv_timeout(Duration::from_secs(20)).expect("a reply")
}

fn submit(source: &str) -> Request {
    Request::Submit(source.to_owned())
}

#[test]
fn requests_are_served_in_order() {
    let (mut worker, replies) = worker();
    worker.ask(submit("a = Track('a')"), look());
    worker.ask(submit("b = Track('b')"), look());
    assert!(matches!(next(&replies).0, Reply::Ready { .. }));
    assert_eq!(next(&replies).1.objects.total, 3);
    assert_eq!(next(&replies).1.objects.total, 4);
}

#[test]
fn an_interrupt_stops_the_running_statement_and_drops_the_waiting() {
    let (mut worker, replies) = worker();
    worker.ask(submit("while True: pass"), look());
    worker.ask(submit("a = Track('a')"), look());
    assert!(matches!(next(&replies).0, Reply::Ready { .. }));
    // The loop may not have begun: the flag must then still stop it, or drop it.
    std::thread::sleep(Duration::from_millis(30));
    worker.interrupt();
    let (_, stopped) = next(&replies);
    let (_, dropped) = next(&replies);
    assert_eq!(dropped.status.statement, stopped.status.statement);
    worker.ask(submit("a = Track('a')"), look());
    assert_eq!(next(&replies).1.status.statement, stopped.status.statement + 1);
}

#[test]
fn a_panic_costs_the_session_and_not_the_screen() {
    let (mut worker, replies) = worker();
    worker.ask(submit("boom"), look());
    assert!(matches!(next(&replies).0, Reply::Ready { .. }));
    assert!(matches!(next(&replies).0, Reply::Broken(message) if message == "the fake was asked to"));
    worker.ask(Request::Look, look());
    assert!(matches!(next(&replies).0, Reply::Ready { .. }));
    assert!(matches!(next(&replies).0, Reply::Looked));
    worker.finish(Parting { to_end: Duration::ZERO, to_stop: Duration::from_secs(1) });
}
