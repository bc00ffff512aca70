//! How far a film is, told on the error stream while it is made, if a person sits there.

use std::io::{IsTerminal, Write, stderr};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::export::job::Work;
use crate::export::progress::Progress;

/// Between two times that it is told.
const PAUSE: Duration = Duration::from_millis(250);

/// Tells how far a work is, until it is dropped.
pub(super) struct Told {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Tells how far a film is, if the error stream is a terminal.
pub(super) fn tell(work: &Work, progress: &Arc<Progress>) -> Option<Told> {
    let Work::Film(film) = work else { return None };
    if !stderr().is_terminal() {
        return None;
    }
    let extent = film.extent();
    let (end, ended) = channel();
    let progress = progress.clone();
    let [width, height] = extent.pixels;
    let thread = std::thread::Builder::new().spawn(move || {
        let seconds = extent.seconds;
        put(&format!("{} pictures of {width}×{height}, {seconds:.1} s\n", extent.pictures));
        while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
            let (done, of) = progress.steps();
            put(&format!("\r{done} of {of} "));
        }
        put("\r                    \r");
    });
    Some(Told { end: Some(end), thread: thread.ok() })
}

impl Drop for Told {
    fn drop(&mut self) {
        self.end = None;
        if let Some(thread) = self.thread.take() {
            // It has nothing to say that matters.
            drop(thread.join());
        }
    }
}

/// Writes to the error stream; what cannot be written there cannot be told anywhere.
fn put(text: &str) {
    let mut stream = stderr().lock();
    drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
}
