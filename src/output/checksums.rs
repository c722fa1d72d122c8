//! `SHA256SUMS`: what the files of a folder were when they were written, as `sha256sum --check` reads it.

use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the list.
pub const NAME: &str = "SHA256SUMS";

/// A longer list is not ours.
const MOST_BYTES: u64 = 1 << 20;

/// The SHA-256 of bytes, as hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lists these files of a directory in it.
pub fn write(directory: &Path, names: &[String]) -> io::Result<()> {
    let mut list = String::new();
    for name in names {
        list.push_str(&format!("{}  {name}\n", sha256(&fs::read(directory.join(name))?)));
    }
    fs::write(directory.join(NAME), list)
}

/// Files that an earlier list of the directory names, that nobody has changed since, and that are not among `names`.
///
/// Only plain names are followed: the list is a file like any other and may have been written by anybody.
pub fn left_over(directory: &Path, names: &[String]) -> Vec<PathBuf> {
    let path = directory.join(NAME);
    let is_list = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() <= MOST_BYTES);
    let Some(list) = is_list.then(|| fs::read_to_string(&path).ok()).flatten() else { return vec![] };
    let old = list.lines().filter_map(|line| line.split_once("  "));
    let plain = old.filter(|(_, name)| Path::new(name).file_name().is_some_and(|last| last == *name));
    let gone = plain.filter(|(_, name)| !names.iter().any(|new| new == name));
    gone.map(|(sum, name)| (sum, directory.join(name)))
        .filter(|(_, path)| fs::symlink_metadata(path).is_ok_and(|found| found.is_file()))
        .filter(|(sum, path)| fs::read(path).is_ok_and(|bytes| sha256(&bytes) == *sum))
        .map(|(_, path)| path)
        .collect()
}
