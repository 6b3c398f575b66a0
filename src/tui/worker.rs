//! The thread that a session lives on: requests go in, replies with views come out. A running
//! statement is reached by [`Interrupt`] only, so the screen never waits for it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::backend::{Backend, Interrupt, Look, Outcome, Reply, Request};
use super::model::Views;

/// Python programs recurse deeply in the virtual machine.
const STACK: usize = 256 << 20;

/// Makes a backend; called on the worker's thread, and again should the backend panic.
pub type MakeBackend = Box<dyn FnMut(Interrupt) -> Box<dyn Backend> + Send>;

/// A request with the windows it was asked under and its place in the queue.
struct Envelope {
    number: u64,
    request: Request,
    look: Look,
}

/// The screen's end of the worker.
pub struct Worker {
    requests: Option<Sender<Envelope>>,
    interrupt: Interrupt,
    /// Requests up to this number that run statements are not served any more.
    dropped_up_to: Arc<AtomicU64>,
    sent: u64,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread. `answer` is called on it with each reply; false from it ends the thread.
    pub fn start<F>(make: MakeBackend, answer: F) -> std::io::Result<Self>
    where
        F: FnMut(Reply, Views) -> bool + Send + 'static,
    {
        let (requests, inbox) = channel();
        let interrupt = Interrupt::default();
        let dropped_up_to = Arc::new(AtomicU64::new(0));
        let mut desk = Desk { make, interrupt: interrupt.clone(), dropped_up_to: dropped_up_to.clone(), answer };
        let thread =
            thread::Builder::new().name("session".to_owned()).stack_size(STACK).spawn(move || desk.serve(&inbox))?;
        Ok(Self { requests: Some(requests), interrupt, dropped_up_to, sent: 0, thread: Some(thread) })
    }

    pub fn ask(&mut self, request: Request, look: Look) {
        self.sent += 1;
        if let Some(requests) = &self.requests {
            // A worker that is gone has said so with its last reply.
            let _ = requests.send(Envelope { number: self.sent, request, look });
        }
    }

    /// Stops the running statement and drops those that wait behind it.
    pub fn interrupt(&self) {
        self.dropped_up_to.store(self.sent, Ordering::Relaxed);
        self.interrupt.raise();
    }

    /// Ends the thread. What was typed just before leaving is run and its progress written; a statement that takes
    /// long is interrupted.
    pub fn finish(mut self, patience: Parting) {
        self.requests = None;
        let Some(thread) = self.thread.take() else { return };
        let wait = |patience: Duration| {
            let start = Instant::now();
            while !thread.is_finished() && start.elapsed() < patience {
                thread::sleep(Duration::from_millis(2));
            }
        };
        wait(patience.to_end);
        self.interrupt();
        wait(patience.to_stop);
    }
}

/// How long to wait at the end.
#[derive(Clone, Copy, Debug)]
pub struct Parting {
    /// For what runs to come to its end by itself.
    pub to_end: Duration,
    /// For what was interrupted to stop.
    pub to_stop: Duration,
}

/// The worker's own end.
struct Desk<F> {
    make: MakeBackend,
    interrupt: Interrupt,
    dropped_up_to: Arc<AtomicU64>,
    answer: F,
}

impl<F: FnMut(Reply, Views) -> bool> Desk<F> {
    fn serve(&mut self, inbox: &Receiver<Envelope>) {
        let mut backend: Option<Box<dyn Backend>> = None;
        let mut waiting: Option<Envelope> = None;
        loop {
            let Some(envelope) = waiting.take().or_else(|| inbox.recv().ok()) else { return };
            // Of several pure looks in a row only the last one counts: a held key scrolls on.
            if envelope.request == Request::Look
                && let Ok(next) = inbox.try_recv()
            {
                waiting = Some(next);
                continue;
            }
            let served = panic::catch_unwind(AssertUnwindSafe(|| {
                let is_new = backend.is_none();
                let backend = backend.get_or_insert_with(|| (self.make)(self.interrupt.clone()));
                self.serve_one(&mut **backend, &envelope, is_new)
            }));
            match served {
                Ok(true) => {}
                Ok(false) => return,
                Err(panic) => {
                    // What is left of it cannot be trusted; dropping it may panic again.
                    let _ = panic::catch_unwind(AssertUnwindSafe(|| drop(backend.take())));
                    backend = None;
                    if !(self.answer)(Reply::Broken(panic_message(&*panic)), Views::default()) {
                        return;
                    }
                }
            }
        }
    }

    fn serve_one(&mut self, backend: &mut dyn Backend, envelope: &Envelope, is_new: bool) -> bool {
        if is_new {
            let ready = Reply::Ready { commands: backend.commands(), history: backend.history() };
            let views = envelope.look.at(backend);
            if !(self.answer)(ready, views) {
                return false;
            }
        }
        let dropped = envelope.number <= self.dropped_up_to.load(Ordering::Relaxed);
        let (reply, views) = match &envelope.request {
            request @ Request::Submit(_) if dropped => {
                let reply = Reply::Done { served: request.clone(), outcome: Outcome::quiet() };
                (reply, envelope.look.at(backend))
            }
            request => {
                self.interrupt.lower();
                serve(backend, request.clone(), &envelope.look)
            }
        };
        (self.answer)(reply, views)
    }
}

/// Serves one request, and looks at what came of it.
pub fn serve(backend: &mut dyn Backend, request: Request, look: &Look) -> (Reply, Views) {
    let outcome = match &request {
        Request::Submit(source) => backend.submit(source),
        Request::Undo => backend.undo(),
        Request::Redo => backend.redo(),
        Request::Reset => backend.reset(),
        Request::Step(direction) => backend.step(*direction),
        Request::ChooseLesson(id) => backend.choose_lesson(id),
        Request::Answer(answer) => backend.answer(answer),
        Request::Hint => backend.hint(),
        Request::Command(line) => backend.command(line),
        Request::Travel(journey) => backend.travel(journey),
        Request::Complete { .. }
        | Request::Lessons
        | Request::FindObject { .. }
        | Request::Why(_)
        | Request::Export { .. }
        | Request::Look => Outcome::quiet(),
    };
    let reply = match request {
        Request::Complete { source, cursor } => {
            let completions = backend.complete(&source, cursor);
            Reply::Completions { source, cursor, completions }
        }
        Request::Lessons => Reply::Lessons(backend.lessons()),
        Request::FindObject { text, from, direction } => {
            Reply::FoundObject(backend.find_object(&text, from, direction))
        }
        Request::Export { format, path, chosen } => Reply::Exported { path, contents: backend.export(format, chosen) },
        Request::Why(object) => {
            let (title, text) = backend.why(&object);
            Reply::Text { title, text }
        }
        Request::Look => Reply::Looked,
        served => Reply::Done { served, outcome },
    };
    (reply, look.at(backend))
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}
