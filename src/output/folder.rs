//! The directory that a run leaves: written beside its place under another name and renamed when complete.

use super::checksums;
use super::inputs;
use super::record::Record;
use super::unfinished::Unfinished;
use super::{charts, csv, json, tidy};
use crate::codes::Code;
use crate::language::Language;
use crate::results::Results;
use crate::run::InputDraws;
use crate::text::{Problem, cause};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What goes into the directory.
pub struct Contents<'a> {
    pub results: &'a [Results],
    pub record: &'a Record,
    /// Of charts.
    pub language: Language,
    pub png_dpi: u16,
    /// If all kept draws are written too: the inputs behind them, one entry for each of `results`.
    pub draws: Option<Vec<InputDraws>>,
}

/// Refuses a place that is taken or lies inside a file, before any work is done.
pub fn check_free(directory: &Path, force: bool) -> Result<(), Problem> {
    if let Some(above) = directory.ancestors().skip(1).find(|above| above.exists() && !above.is_dir()) {
        let message = format!("{} cannot be written: {} is not a directory", directory.display(), above.display());
        return Err(Problem::nowhere(Code::CannotWrite, message).help("name another place"));
    }
    let Ok(found) = fs::symlink_metadata(directory) else { return Ok(()) };
    let empty = || fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none());
    if found.is_dir() && (force || empty()) {
        return Ok(());
    }
    let what = if found.is_dir() { "is already there and not empty" } else { "is there and is not a directory" };
    let problem = Problem::nowhere(Code::Exists, format!("{} {what}", directory.display()));
    let help = if found.is_dir() { "name another one, or replace its files with --force" } else { "name another one" };
    Err(problem.help(help))
}

/// Writes the directory. If anything fails, nothing of it stays.
pub fn write(directory: &Path, force: bool, contents: &Contents) -> Result<(), Problem> {
    write_with(directory, force, &|place| fill(place, contents))
}

/// Writes these files into the directory. If anything fails, nothing of it stays.
pub fn write_files(directory: &Path, force: bool, files: &[(String, Vec<u8>)]) -> Result<(), Problem> {
    write_with(directory, force, &|place| {
        for (name, bytes) in files {
            let mut file = fs::File::create(place.join(name))?;
            file.write_all(bytes)?;
            file.sync_all()?;
        }
        Ok(files.iter().map(|(name, _)| name.clone()).collect())
    })
}

/// Writes all files into a place, and returns their names.
type Fill<'a> = &'a dyn Fn(&Path) -> io::Result<Vec<String>>;

fn write_with(directory: &Path, force: bool, fill: Fill) -> Result<(), Problem> {
    check_free(directory, force)?;
    let cannot = |error: io::Error| {
        let message = format!("{} cannot be written: {}", directory.display(), cause(&error));
        Problem::nowhere(Code::CannotWrite, message).help("nothing was left half-written; name another place")
    };
    // Removes itself with all that is in it, unless it was renamed.
    let beside = |parent: &Path| tempfile::Builder::new().prefix(".crimcost-").tempdir_in(parent);
    let finish = || {
        let unfinished = Unfinished::begin(&parent_of(directory), beside)?;
        let mut names = fill(unfinished.path())?;
        checksums::write(unfinished.path(), &names)?;
        names.push(checksums::NAME.to_owned());
        unfinished.settle(|beside| settle(beside, directory, &names))
    };
    finish().map_err(cannot)
}

/// Writes a text beside its place and renames it.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Beside::write(path, bytes)?.settle()
}

/// A finished text beside its place, where it can be looked at before it takes it.
pub struct Beside<'a> {
    unfinished: Unfinished<NamedTempFile>,
    path: &'a Path,
}

impl Beside<'_> {
    /// Writes the text that is to stand at `path`.
    pub fn write<'a>(path: &'a Path, bytes: &[u8]) -> io::Result<Beside<'a>> {
        let beside = |parent: &Path| tempfile::Builder::new().prefix(".crimcost-").suffix(".part").tempfile_in(parent);
        let mut unfinished = Unfinished::begin(&parent_of(path), beside)?;
        let made = unfinished.made();
        made.write_all(bytes)?;
        if let Ok(found) = fs::metadata(path) {
            made.as_file().set_permissions(found.permissions())?;
        }
        Ok(Beside { unfinished, path })
    }

    /// Where it is meanwhile.
    pub fn path(&self) -> &Path {
        self.unfinished.path()
    }

    /// Takes its place.
    pub fn settle(self) -> io::Result<()> {
        self.unfinished.settle(|made| made.persist(self.path).map(drop).map_err(|error| error.error))
    }
}

fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes all files and returns their names.
fn fill(directory: &Path, contents: &Contents) -> io::Result<Vec<String>> {
    let mut names = vec![];
    let mut file = |name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>| -> io::Result<()> {
        let mut out = BufWriter::new(fs::File::create(directory.join(name))?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        names.push(name.to_owned());
        Ok(())
    };
    let results = contents.results;
    file("summary.csv", &|out| csv::write(out, results, tidy::summary))?;
    file("lines.csv", &|out| csv::write(out, results, tidy::lines))?;
    file("by_year.csv", &|out| csv::write(out, results, tidy::by_year))?;
    file("inputs.json", &|out| json::write_pretty(out, &inputs::inputs(results)))?;
    file("run.json", &|out| json::write_pretty(out, contents.record))?;
    if let Some(inputs) = &contents.draws {
        file("draws.csv", &|out| csv::write_draws(out, results, inputs))?;
    }
    for (name, svg) in charts::all(results, contents.language) {
        let png = crate::chart::png(&svg, f64::from(contents.png_dpi)).map_err(io::Error::other)?;
        file(&format!("{name}.svg"), &|out| out.write_all(svg.as_bytes()))?;
        file(&format!("{name}.png"), &|out| out.write_all(&png))?;
    }
    Ok(names)
}

/// Brings the finished files to their place: by one rename where the place is free, file by file where it is not. There,
/// files of an earlier answer that nobody has changed go, so that no folder holds two answers; others stay.
fn settle(beside: tempfile::TempDir, directory: &Path, names: &[String]) -> io::Result<()> {
    if !directory.exists() {
        open_to_others(beside.path())?;
        fs::rename(beside.path(), directory)?;
        // Nothing is left under the old name to remove.
        let _ = beside.keep();
        return Ok(());
    }
    // What cannot be replaced is found before anything is.
    let taken = |name: &&String| fs::symlink_metadata(directory.join(name)).is_ok_and(|found| found.is_dir());
    if let Some(name) = names.iter().find(taken) {
        return Err(io::Error::other(format!("{name} is a directory there")));
    }
    let left_over = checksums::left_over(directory, names);
    for name in names {
        fs::rename(beside.path().join(name), directory.join(name))?;
    }
    left_over.iter().try_for_each(fs::remove_file)
}

/// Temporary directories are private; the finished one has the rights that a new directory has.
#[cfg(unix)]
fn open_to_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let probe = path.join("probe");
    fs::create_dir(&probe)?;
    let mode = fs::metadata(&probe)?.permissions().mode();
    fs::remove_dir(&probe)?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}
