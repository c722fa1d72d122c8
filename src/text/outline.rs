//! A first look over a TOML text, without recursion: how deep it is nested and where its keys stand.
//!
//! The parser builds a tree, and trees are walked by recursion; a text nested without end must be refused before.

use std::collections::BTreeMap;
use std::ops::Range;

/// What the first look finds.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Greatest number of tables and lists inside each other, counting each part of a dotted key.
    pub depth: usize,
    /// Where that depth was reached first.
    pub deepest: usize,
    /// Every key and header, up to the limit that was asked for.
    pub keys: Vec<Key>,
    /// How many items lists and tables in braces have, up to the limit that was asked for.
    pub items: usize,
}

/// One key, or the header of a table.
#[derive(Debug)]
pub(super) struct Key {
    /// The table or inline table that it is written in.
    container: usize,
    /// Its parts, after those of the header above it.
    path: Vec<String>,
    /// Where its last part stands.
    pub place: Range<usize>,
}

struct Open {
    bracket: u8,
    depth: usize,
    container: usize,
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    outline: Outline,
    open: Vec<Open>,
    header: Vec<String>,
    /// The container of the keys below the latest header.
    top: usize,
    containers: usize,
    parts: Vec<Range<usize>>,
    expects_key: bool,
    arrays: BTreeMap<Vec<String>, usize>,
}

impl Outline {
    /// Looks over a text; stops after `most_keys` keys or `most_items` items.
    pub(super) fn of(text: &str, most_keys: usize, most_items: usize) -> Outline {
        let mut scan = Scan {
            bytes: text.as_bytes(),
            at: 0,
            outline: Outline::default(),
            open: vec![],
            header: vec![],
            top: 0,
            containers: 0,
            parts: vec![],
            expects_key: true,
            arrays: BTreeMap::new(),
        };
        while scan.at < scan.bytes.len() && scan.outline.keys.len() <= most_keys && scan.outline.items <= most_items {
            scan.step(text);
        }
        scan.outline
    }

    /// The key that the one at `place` repeats.
    pub(super) fn first_of(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let repeated = self.keys.iter().find(|key| key.place == *place)?;
        let same = |key: &&Key| key.container == repeated.container && key.path == repeated.path;
        self.keys.iter().find(same).map(|key| key.place.clone()).filter(|first| first.start < place.start)
    }
}

impl Scan<'_> {
    fn step(&mut self, text: &str) {
        let byte = self.bytes[self.at];
        match byte {
            b'#' => self.skip_to(b'\n'),
            b'"' | b'\'' => self.quoted(byte),
            b'[' if self.expects_key && self.open.is_empty() && self.parts.is_empty() => self.header(text),
            b'[' | b'{' => self.enter(byte),
            b']' | b'}' => {
                self.open.pop();
                self.expects_key = false;
                self.at += 1;
            }
            b',' => {
                self.outline.items += 1;
                if self.open.last().is_some_and(|open| open.bracket == b'{') {
                    self.expect_key();
                } else {
                    self.at += 1;
                }
            }
            b'\n' if self.open.is_empty() => self.expect_key(),
            b'=' => {
                if self.expects_key {
                    self.key(text);
                }
                self.expects_key = false;
                self.at += 1;
            }
            _ if self.expects_key && is_bare(byte) => self.bare(),
            _ => self.at += 1,
        }
    }

    fn expect_key(&mut self) {
        self.expects_key = true;
        self.parts.clear();
        self.at += 1;
    }

    fn skip_to(&mut self, byte: u8) {
        self.at = self.bytes[self.at..].iter().position(|b| *b == byte).map_or(self.bytes.len(), |n| self.at + n);
    }

    fn bare(&mut self) {
        let start = self.at;
        while self.at < self.bytes.len() && is_bare(self.bytes[self.at]) {
            self.at += 1;
        }
        self.parts.push(start..self.at);
    }

    fn quoted(&mut self, quote: u8) {
        let start = self.at;
        let triple = [quote; 3];
        let is_long = self.bytes[self.at..].starts_with(&triple);
        self.at += if is_long { 3 } else { 1 };
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest[0] == b'\\' && quote == b'"' {
                self.at += 2;
            } else if is_long && rest.starts_with(&triple) {
                self.at += 3;
                break;
            } else if !is_long && rest[0] == b'\n' {
                break;
            } else if !is_long && rest[0] == quote {
                self.at += 1;
                break;
            } else {
                self.at += 1;
            }
        }
        self.at = self.at.min(self.bytes.len());
        if self.expects_key {
            self.parts.push(start..self.at);
        }
    }

    fn header(&mut self, text: &str) {
        let is_array = self.bytes[self.at..].starts_with(b"[[");
        self.at += if is_array { 2 } else { 1 };
        while self.at < self.bytes.len() {
            match self.bytes[self.at] {
                b']' | b'\n' | b'#' | b'=' => break,
                quote @ (b'"' | b'\'') => self.quoted(quote),
                byte if is_bare(byte) => self.bare(),
                _ => self.at += 1,
            }
        }
        self.header = self.names(text);
        self.reached(self.header.len(), self.at);
        self.top = 0;
        if is_array {
            let count = self.arrays.entry(self.header.clone()).or_default();
            *count += 1;
            self.containers += 1;
            self.top = self.containers;
        }
        if let Some(place) = self.parts.last().cloned() {
            self.outline.keys.push(Key { container: self.top, path: self.header.clone(), place });
        }
        self.parts.clear();
        self.skip_to(b'\n');
    }

    fn key(&mut self, text: &str) {
        let Some(place) = self.parts.last().cloned() else { return };
        let container = self.open.last().map_or(self.top, |open| open.container);
        let mut path = if self.open.is_empty() { self.header.clone() } else { vec![] };
        path.extend(self.names(text));
        let depth = self.depth() + self.parts.len();
        self.reached(depth, place.start);
        self.outline.keys.push(Key { container, path, place });
    }

    fn enter(&mut self, bracket: u8) {
        let depth = self.depth() + self.parts.len().max(1);
        self.reached(depth, self.at);
        self.containers += 1;
        self.open.push(Open { bracket, depth, container: self.containers });
        self.parts.clear();
        self.expects_key = bracket == b'{';
        self.at += 1;
    }

    fn depth(&self) -> usize {
        self.open.last().map_or(self.header.len(), |open| open.depth)
    }

    fn reached(&mut self, depth: usize, at: usize) {
        if depth > self.outline.depth {
            self.outline.depth = depth;
            self.outline.deepest = at;
        }
    }

    fn names(&self, text: &str) -> Vec<String> {
        let name = |part: &Range<usize>| text.get(part.clone()).unwrap_or("").trim_matches(['"', '\'']).to_owned();
        self.parts.iter().map(name).collect()
    }
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte >= 0x80
}
