//! What is being written and not finished, so that an interrupted command leaves nothing half-written.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is to go if the command is interrupted, if anything is being written.
static TRACES: Mutex<Option<Traces>> = Mutex::new(None);

/// Set once the command has been interrupted.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// How often removal is tried while another thread still writes below.
const TRIES: usize = 1000;

/// What was made on the way to something unfinished.
struct Traces {
    beside: PathBuf,
    /// Directories that were missing above it, the deepest first.
    above: Vec<PathBuf>,
}

/// A file or directory that is being filled beside its place. It goes, with the directories that were made for it, if
/// the command is interrupted or the value is dropped before it is settled.
pub struct Unfinished<T: AsRef<Path>>(Option<T>);

impl<T: AsRef<Path>> Unfinished<T> {
    /// Makes `parent` with what is missing above it, and then a file or directory in it. An interruption waits
    /// meanwhile; after one, nothing is made any more.
    pub fn begin(parent: &Path, make: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<Unfinished<T>> {
        let mut traces = traces();
        if STOPPING.load(Ordering::SeqCst) {
            return Err(ErrorKind::Interrupted.into());
        }
        let named = |above: &&Path| !above.as_os_str().is_empty();
        let above = parent.ancestors().take_while(|above| !above.exists()).filter(named).map(Path::to_owned).collect();
        match fs::create_dir_all(parent).and_then(|()| make(parent)) {
            Ok(made) => {
                *traces = Some(Traces { beside: made.as_ref().to_owned(), above });
                Ok(Unfinished(Some(made)))
            }
            Err(error) => {
                remove_empty(&above);
                Err(error)
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.as_ref().expect("only settling and dropping take it").as_ref()
    }

    /// What is being filled.
    pub fn made(&mut self) -> &mut T {
        self.0.as_mut().expect("only settling and dropping take it")
    }

    /// Does the last step, during which an interruption waits. If the step fails, all goes.
    pub fn settle<D>(mut self, step: impl FnOnce(T) -> io::Result<D>) -> io::Result<D> {
        let mut traces = traces();
        let done = step(self.0.take().expect("only settling and dropping take it"));
        if let (Some(Traces { above, .. }), Err(_)) = (traces.take(), &done) {
            remove_empty(&above);
        }
        done
    }
}

impl<T: AsRef<Path>> Drop for Unfinished<T> {
    fn drop(&mut self) {
        let Some(made) = self.0.take() else { return };
        let mut traces = traces();
        // Its own type knows how to remove it with all that is in it.
        drop(made);
        if let Some(Traces { above, .. }) = traces.take() {
            remove_empty(&above);
        }
    }
}

/// Removes what is unfinished. Whoever writes it finds its place gone and stops.
pub fn remove() {
    let mut traces = traces();
    STOPPING.store(true, Ordering::SeqCst);
    let Some(Traces { beside, above }) = traces.take() else { return };
    for _ in 0..TRIES {
        // Another thread may put a file into the directory between the listing and the removal.
        let removed = if beside.is_dir() { fs::remove_dir_all(&beside) } else { fs::remove_file(&beside) };
        if removed.is_ok() || !beside.exists() {
            break;
        }
    }
    remove_empty(&above);
}

/// Whether the command was interrupted; then all that was unfinished is gone.
pub fn was_interrupted() -> bool {
    let _held = traces();
    STOPPING.load(Ordering::SeqCst)
}

/// Removes directories that are empty. What cannot be removed is in use by others and stays.
fn remove_empty(directories: &[PathBuf]) {
    for directory in directories {
        let _ = fs::remove_dir(directory);
    }
}

fn traces() -> MutexGuard<'static, Option<Traces>> {
    TRACES.lock().unwrap_or_else(PoisonError::into_inner)
}
