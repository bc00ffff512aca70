//! Files that are being written: what is left of them is removed when a signal or an error of its own
//! ends the program.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use tempfile::NamedTempFile;

/// The files that are not finished.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a file until it is dropped.
#[derive(Debug)]
pub(super) struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        unfinished().remove(&self.0);
    }
}

/// Creates a file that is remembered while it is not finished.
pub(super) fn create(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<(NamedTempFile, Unfinished)> {
    // The list is held meanwhile: a signal waits until the file is on it.
    let mut all = unfinished();
    let file = make()?;
    let path = file.path().to_path_buf();
    all.insert(path.clone());
    Ok((file, Unfinished(path)))
}

/// How long a file may take to be begun, in steps of ten milliseconds.
const PATIENCE: u8 = 100;

/// Removes what is not finished; from then on no other file can be begun. Where the list is not given
/// free, as when the error is of this very thread, what is left is removed another time.
pub fn abandon() {
    for _ in 0..PATIENCE {
        let all = match UNFINISHED.try_lock() {
            Ok(all) => all,
            Err(TryLockError::Poisoned(error)) => error.into_inner(),
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        for path in &*all {
            // It may have been finished just now.
            drop(fs::remove_file(path));
        }
        std::mem::forget(all);
        return;
    }
}

/// Ends the program on SIGTERM, SIGINT and SIGHUP as the system would, but first does what is to be
/// done and removes the files that are not finished. Where the system grants no thread to wait for
/// signals, they do what they always do.
pub fn heed_signals(first: impl Fn() + Send + 'static) {
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;
        let wait = move || {
            let Ok(mut signals) = Signals::new([SIGTERM, SIGINT, SIGHUP]) else { return };
            if let Some(signal) = signals.forever().next() {
                first();
                abandon();
                // What it cannot do as the system would, it does as well as it can.
                drop(signal_hook::low_level::emulate_default_handler(signal));
                std::process::exit(128 + signal);
            }
        };
        drop(std::thread::Builder::new().name("signals".to_owned()).spawn(wait));
    }
    #[cfg(not(unix))]
    drop(first);
}
