//! From a file to the tree of its keys and values, refusing what is not a text we can read.
//!
//! Whatever the bytes are, the answer is a tree or a problem that says what is wrong with them.

use super::outline::Outline;
use super::{FileId, Files, Node, Place, Problem, Problems, Value, syntax};
use crate::codes::Code;
use indexmap::IndexMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The largest text that is read, in bytes: 16 MiB.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// The most tables and lists inside each other.
const MOST_DEPTH: usize = 32;
/// The most keys of one text.
const MOST_KEYS: usize = 200_000;
/// The most items of all lists and tables in braces of one text.
const MOST_ITEMS: usize = 1_000_000;

/// Reads a TOML file into a tree; `-` is standard input. `name` is what messages call the file.
///
/// `None` if it cannot be read as TOML; the problems then say why, all of them at once.
pub fn load(path: &Path, name: &str, files: &mut Files, problems: &mut Problems) -> Option<Node> {
    let bytes = match read(path, name) {
        Ok(bytes) => bytes,
        Err(problem) => {
            problems.report(*problem);
            return None;
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            problems.report(not_utf8(name, error.as_bytes(), at));
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let file = files.add(name, text);
    parse(file, files, problems)
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Box<Problem>> {
    let unreadable = |error: std::io::Error| {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
            _ => error.to_string(),
        };
        let problem = Problem::nowhere(Code::Unreadable, format!("cannot read `{name}`: {why}"));
        Box::new(problem.help("check the name, and the directory from which it is looked up"))
    };
    let too_large = || {
        let limit = MOST_BYTES / 1024 / 1024;
        let message = format!("`{name}` is larger than {limit} MiB, the limit for a text");
        Box::new(Problem::nowhere(Code::TooLarge, message).help("name a scenario; values in bulk go into a --table"))
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let about = std::fs::metadata(path).map_err(unreadable)?;
        if about.is_dir() {
            return Err(Box::new(
                Problem::nowhere(Code::Directory, format!("`{name}` is a directory"))
                    .help("name the scenario file inside it"),
            ));
        }
        if about.len() > MOST_BYTES {
            return Err(too_large());
        }
        let file = File::open(path).map_err(unreadable)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Problem {
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let message =
        format!("`{name}` is not UTF-8 text: byte {:#04x} in line {line}, {at} bytes from the start", bytes[at]);
    let problem = Problem::nowhere(Code::NotText, message);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        problem.help("it looks like UTF-16: save it again as UTF-8")
    } else if bytes.contains(&0) {
        problem.help("it looks like a program or a spreadsheet, not a scenario; scenarios are TOML texts")
    } else {
        problem.help("save it again with the encoding UTF-8")
    }
}

/// Parses a text that was added to `files`.
///
/// `None` if it is not TOML, or beyond a limit; the problems then say why, all of them at once.
pub fn parse(file: FileId, files: &Files, problems: &mut Problems) -> Option<Node> {
    let text = files.text(file);
    let name = files.name(file);
    if text.trim().is_empty() {
        let problem = Problem::nowhere(Code::EmptyFile, format!("`{name}` has nothing in it"));
        problems.report(problem.help("`crimcost init` writes a scenario to begin with"));
        return None;
    }
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        let problem =
            Problem::nowhere(Code::NotText, format!("`{name}` is not text: byte 0x00, {at} bytes from the start"));
        problems.report(problem.help("scenarios are TOML texts"));
        return None;
    }
    let outline = Outline::of(&text, MOST_KEYS, MOST_ITEMS);
    if outline.depth > MOST_DEPTH {
        let end = outline.deepest + text[outline.deepest..].chars().next().map_or(0, char::len_utf8);
        let place = Place { file, start: outline.deepest, end };
        let message = format!("tables and lists are nested more than {MOST_DEPTH} deep");
        let problem = Problem::new(Code::TooDeep, place, message, format!("{} deep", outline.depth));
        problems.report(problem.help("look for brackets that are not closed; a scenario needs about five"));
        return None;
    }
    let limits = [(outline.keys.len(), MOST_KEYS, "keys"), (outline.items, MOST_ITEMS, "items in lists")];
    if let Some((_, limit, things)) = limits.into_iter().find(|(count, limit, _)| count > limit) {
        let message = format!("`{name}` has more than {limit} {things}, the limit");
        problems.report(Problem::nowhere(Code::TooMany, message).help("put values in bulk into a --table"));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        syntax::report(&errors, file, &text, &outline, problems);
        return None;
    }
    let root = Place { file, start: 0, end: 0 };
    let mut reader = Reader { file, problems, failed: false };
    let value = reader.table(table.get_ref(), 0);
    (!reader.failed).then(|| Node::new(value, root))
}

/// Whether a character steers a terminal or turns the order of letters round, and so could make a page lie.
pub fn steers(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t' | '\r') || matches!(letter, '\u{202d}' | '\u{202e}')
}

struct Reader<'p> {
    file: FileId,
    problems: &'p mut Problems,
    failed: bool,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Value {
        let mut entries = IndexMap::with_capacity(table.len());
        for (key, value) in table.iter() {
            let mut node = self.node(value, depth + 1);
            node.key = self.place(key.span());
            entries.insert(key.get_ref().as_ref().to_owned(), node);
        }
        Value::Table(entries)
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
        let place = self.place(value.span());
        if depth > 4 * MOST_DEPTH {
            let message = format!("tables and lists are nested more than {MOST_DEPTH} deep");
            self.fail(Problem::new(Code::TooDeep, place, message, "too deep"));
            return Node::empty_table(place);
        }
        let value = match value.get_ref() {
            DeValue::String(text) => {
                if let Some(letter) = text.chars().find(|letter| steers(*letter)) {
                    let message = format!("a text holds the control character U+{:04X}", u32::from(letter));
                    let problem = Problem::new(Code::NotText, place, message, "not a letter");
                    self.fail(problem.help("texts hold letters and line breaks only: remove it"));
                }
                Value::Text(text.as_ref().to_owned())
            }
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => {
                    let message = format!("the whole number {} is too large", number.as_str());
                    self.fail(Problem::new(Code::OutOfRange, place, message, "beyond 9 223 372 036 854 775 807"));
                    Value::Integer(0)
                }
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(finite) if finite.is_finite() => Value::Number(finite),
                _ => {
                    let message = format!("`{}` is not a number that can be used", number.as_str());
                    self.fail(Problem::new(Code::OutOfRange, place, message, "not a finite number"));
                    Value::Number(0.0)
                }
            },
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item, depth + 1)).collect()),
            DeValue::Table(table) => self.table(table, depth),
        };
        Node::new(value, place)
    }

    fn fail(&mut self, problem: Problem) {
        self.failed = true;
        self.problems.report(problem);
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, start: span.start, end: span.end }
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
