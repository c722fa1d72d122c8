//! The texts that were read, and places in them.

use std::sync::Arc;

/// One text among those read: a scenario, a policy file, a table, or an argument of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A stretch of bytes in one text: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Place {
    /// The place of `len` bytes that begin `offset` bytes into this one.
    pub fn within(self, offset: usize, len: usize) -> Place {
        let start = self.start + offset;
        Place { start, end: start + len, ..self }
    }
}

struct Entry {
    name: String,
    text: Arc<str>,
    /// Where each line but the first begins.
    lines: Vec<usize>,
}

/// All texts of one run, in the order in which they were read.
///
/// Places stay valid for the life of the collection: texts are only ever added.
#[derive(Default)]
pub struct Files {
    entries: Vec<Entry>,
}

impl Files {
    /// Adds a text under the name by which messages call it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text: Arc<str> = text.into();
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        self.entries.push(Entry { name: name.into(), text, lines });
        FileId(self.entries.len() as u32 - 1)
    }

    /// The name under which the text was added.
    pub fn name(&self, file: FileId) -> &str {
        &self.entries[file.0 as usize].name
    }

    /// The whole text.
    pub fn text(&self, file: FileId) -> Arc<str> {
        self.entries[file.0 as usize].text.clone()
    }

    /// Every text with its name, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| (entry.name.as_str(), &*entry.text))
    }

    /// What stands at `place`.
    pub fn slice(&self, place: Place) -> &str {
        &self.entries[place.file.0 as usize].text[place.start..place.end]
    }

    /// Line and column of the beginning of `place`, both counted from 1; columns count characters.
    pub fn line_and_column(&self, place: Place) -> (usize, usize) {
        let Entry { text, lines, .. } = &self.entries[place.file.0 as usize];
        let before = lines.partition_point(|line| *line <= place.start);
        let start = if before == 0 { 0 } else { lines[before - 1] };
        (before + 1, text[start..place.start].chars().count() + 1)
    }
}
