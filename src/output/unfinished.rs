//! What is being written and not finished, so that an interrupted command leaves nothing half-written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file or directory beside its place that is being filled, if any.
static BESIDE: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Set once the command has been interrupted.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// How often removal is tried while another thread still writes below.
const TRIES: usize = 1000;

/// Names what is to be removed if the command is interrupted. It counts as finished when the value is dropped.
pub struct Unfinished(());

impl Unfinished {
    /// Begins with the file or directory at `path`.
    pub fn begin(path: &Path) -> Unfinished {
        *beside() = Some(path.to_owned());
        Unfinished(())
    }

    /// Does the last step, during which an interruption waits.
    pub fn settle<T>(self, step: impl FnOnce() -> T) -> T {
        let mut held = beside();
        let done = step();
        *held = None;
        done
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        *beside() = None;
    }
}

/// Removes what is unfinished. Whoever writes it finds its place gone and stops.
pub fn remove() {
    let mut held = beside();
    STOPPING.store(true, Ordering::SeqCst);
    let Some(path) = held.take() else { return };
    for _ in 0..TRIES {
        // Another thread may put a file into the directory between the listing and the removal.
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if removed.is_ok() || !path.exists() {
            return;
        }
    }
}

/// Whether the command was interrupted; then all that was unfinished is gone.
pub fn was_interrupted() -> bool {
    let _held = beside();
    STOPPING.load(Ordering::SeqCst)
}

fn beside() -> MutexGuard<'static, Option<PathBuf>> {
    BESIDE.lock().unwrap_or_else(PoisonError::into_inner)
}
