//! Keeps the memory in its file while the window is open, so that nothing is lost when it does not
//! close as it should.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Memory;

/// What changes in this time is written together.
const TOGETHER: Duration = Duration::from_secs(1);

/// Writes the memory to its file: by and by, or at once.
#[derive(Debug, Clone)]
pub struct Keeper(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    kept: Mutex<Kept>,
    changed: Condvar,
}

/// The memory as it should be in the file, and as it was when it was last written or read.
#[derive(Debug)]
struct Kept {
    now: Memory,
    before: Memory,
}

impl Keeper {
    /// A keeper of a file; `before` is what was read from it.
    #[must_use]
    pub fn new(path: PathBuf, before: Memory) -> Self {
        let kept = Mutex::new(Kept { now: before.clone(), before });
        let shared = Arc::new(Shared { path, kept, changed: Condvar::new() });
        let other = shared.clone();
        let write = move || {
            loop {
                let same = |kept: &mut Kept| kept.now == kept.before;
                drop(other.changed.wait_while(other.kept(), same));
                std::thread::sleep(TOGETHER);
                // Who closes the window is told; this is only in case that nobody does.
                drop(other.write());
            }
        };
        // Without a thread it is written when the window closes.
        drop(std::thread::Builder::new().name("memory".to_owned()).spawn(write));
        Self(shared)
    }

    /// Takes what is to be kept; it is written soon.
    pub fn keep(&self, memory: Memory) {
        let mut kept = self.0.kept();
        if kept.now != memory {
            kept.now = memory;
            self.0.changed.notify_one();
        }
    }

    /// Writes now what is not yet written.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self) -> io::Result<()> {
        self.0.write()
    }
}

impl Shared {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> io::Result<()> {
        let mut kept = self.kept();
        if kept.now != kept.before {
            kept.now.write_changes(&kept.before, &self.path)?;
            kept.before = kept.now.clone();
        }
        Ok(())
    }
}
