//! Reading single keys: each function gives the value or reports why it cannot be read.

use crate::codes::Code;
use crate::model::Text;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Place, Problem, Problems, Value};
use crate::unit::Units;

/// A table of the scenario with the path by which messages call it, such as `cost.custody`.
pub struct Table<'a> {
    pub path: String,
    pub node: &'a Node,
    /// Keys that hold unless the table itself says otherwise.
    pub default: Option<&'a Node>,
}

impl<'a> Table<'a> {
    /// A table without defaults.
    pub fn new(path: impl Into<String>, node: &'a Node) -> Table<'a> {
        Table { path: path.into(), node, default: None }
    }

    /// The value of a key: the table's own, or else the default's.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.node.get(key).or_else(|| self.default?.get(key))
    }

    /// Whether the table itself has the key.
    pub fn has_own(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    /// The value of a key that must be there.
    pub fn required(&self, key: &str, what: &str, problems: &mut Problems) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            problems.report(
                Problem::new(
                    Code::MissingKey,
                    self.node.key,
                    format!("{}: `{key}` is missing", self.path),
                    format!("needs `{key}`"),
                )
                .help(format!("add  {key} = {what}")),
            );
        }
        found
    }

    /// A text.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<&'a str> {
        let node = self.get(key)?;
        let text = node.as_text();
        if text.is_none() {
            wrong_type(&self.path, key, node, "a text", problems);
        }
        text
    }

    /// A text in one or more languages; empty if the key is absent.
    pub fn languages(&self, key: &str, problems: &mut Problems) -> Text {
        match self.get(key) {
            Some(node) => languages(&self.path, key, node, problems),
            None => Text::default(),
        }
    }

    /// A finite number.
    pub fn number(&self, key: &str, problems: &mut Problems) -> Option<f64> {
        let node = self.get(key)?;
        number(&self.path, key, node, problems)
    }

    /// A whole number that fits a year or a count.
    pub fn whole(&self, key: &str, problems: &mut Problems) -> Option<i32> {
        let node = self.get(key)?;
        match node.as_integer() {
            Some(number) => match i32::try_from(number) {
                Ok(number) if number.abs() <= 1_000_000 => Some(number),
                _ => {
                    problems.report(Problem::new(
                        Code::OutOfRange,
                        node.place,
                        format!("{}.{key}: {number} is too large", self.path),
                        "at most 1 000 000",
                    ));
                    None
                }
            },
            None => {
                wrong_type(&self.path, key, node, "a whole number", problems);
                None
            }
        }
    }

    /// True or false; false if the key is absent.
    pub fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        match self.get(key) {
            None => false,
            Some(Node { value: Value::Flag(flag), .. }) => *flag,
            Some(node) => {
                wrong_type(&self.path, key, node, "true or false", problems);
                false
            }
        }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let node = self.get(key)?;
        let text = self.text(key, problems)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            problems.report(
                Problem::new(
                    Code::UnknownWord,
                    node.place,
                    format!("{}.{key}: `{text}` is not a word for this", self.path),
                    "not one of the words allowed here",
                )
                .help(did_you_mean(text, words.iter().map(|(word, _)| *word))),
            );
        }
        found
    }

    /// A text or a list of texts, each with its node.
    pub fn names(&self, key: &str, problems: &mut Problems) -> Vec<(&'a str, &'a Node)> {
        let Some(node) = self.get(key) else { return vec![] };
        let list = node.as_list().unwrap_or(std::slice::from_ref(node));
        list.iter()
            .filter_map(|item| {
                let text = item.as_text();
                if text.is_none() {
                    wrong_type(&self.path, key, item, "a text", problems);
                }
                Some((text?, item))
            })
            .collect()
    }

    /// A list of numbers.
    pub fn numbers(&self, key: &str, problems: &mut Problems) -> Option<Vec<f64>> {
        let node = self.get(key)?;
        let Some(list) = node.as_list() else {
            wrong_type(&self.path, key, node, "a list of numbers", problems);
            return None;
        };
        list.iter().map(|item| number(&self.path, key, item, problems)).collect()
    }

    /// The entries of a sub-table.
    pub fn entries(&self, key: &str, problems: &mut Problems) -> Vec<(&'a str, &'a Node)> {
        let Some(node) = self.get(key) else { return vec![] };
        match node.as_table() {
            Some(table) => table.iter().map(|(name, node)| (name.as_str(), node)).collect(),
            None => {
                wrong_type(&self.path, key, node, "a table", problems);
                vec![]
            }
        }
    }

    /// A length of time such as `12 months`, in days.
    pub fn duration(&self, key: &str, units: &Units, problems: &mut Problems) -> Option<f64> {
        let node = self.get(key)?;
        duration(&format!("{}.{key}", self.path), node, units, problems)
    }
}

/// A finite number.
pub fn number(path: &str, key: &str, node: &Node, problems: &mut Problems) -> Option<f64> {
    match node.as_number() {
        Some(number) if number.is_finite() => Some(number),
        Some(_) => {
            problems.report(Problem::new(
                Code::OutOfRange,
                node.place,
                format!("{path}.{key}: not a finite number"),
                "write a number with digits",
            ));
            None
        }
        None => {
            wrong_type(path, key, node, "a number", problems);
            None
        }
    }
}

/// A text in one or more languages.
pub fn languages(path: &str, key: &str, node: &Node, problems: &mut Problems) -> Text {
    match &node.value {
        Value::Text(text) => Text::english(text.clone()),
        Value::Table(table) => {
            let mut text = Text::default();
            for (language, node) in table {
                match node.as_text() {
                    Some(words) => {
                        text.0.insert(language.clone(), words.to_owned());
                    }
                    None => wrong_type(path, &format!("{key}.{language}"), node, "a text", problems),
                }
            }
            text
        }
        _ => {
            wrong_type(path, key, node, "a text, or a table of languages", problems);
            Text::default()
        }
    }
}

/// A length of time such as `12 months`, in days.
pub fn duration(path: &str, node: &Node, units: &Units, problems: &mut Problems) -> Option<f64> {
    let days = node.as_text().and_then(|text| {
        let text = text.trim();
        let split = text.find(|letter: char| letter.is_alphabetic())?;
        let number: f64 = text[..split].trim().parse().ok()?;
        let unit = units.parse(text[split..].trim()).ok()?;
        let is_time = unit.dimensions == crate::unit::Dimensions::of("day", 1);
        (is_time && number.is_finite() && number >= 0.0).then_some(number * unit.factor)
    });
    if days.is_none() {
        problems.report(
            Problem::new(
                Code::WrongType,
                node.place,
                format!("{path}: not a length of time"),
                "a number and a unit of time are needed",
            )
            .help("write a number and a unit, such as \"12 months\" or \"10 years\""),
        );
    }
    days
}

/// Reports a value of the wrong kind.
pub fn wrong_type(path: &str, key: &str, node: &Node, needed: &str, problems: &mut Problems) {
    problems.report(Problem::new(
        Code::WrongType,
        node.place,
        format!("{path}.{key}: {} stands where {needed} is needed", node.value.kind()),
        format!("{needed} is needed"),
    ));
}

/// Reports a problem with a key of a table.
pub fn at(code: Code, place: Place, path: &str, message: impl std::fmt::Display, label: &str) -> Problem {
    Problem::new(code, place, format!("{path}: {message}"), label)
}

/// The place of a text without its quotes.
pub fn inside(node: &Node) -> Place {
    let Some(text) = node.as_text() else { return node.place };
    let (length, quotes) = (node.place.end - node.place.start, 2);
    if length == text.len() + quotes { node.place.within(1, text.len()) } else { node.place }
}

/// The place of a part of a text; the whole text if it is written with escapes.
pub fn piece(node: &Node, offset: usize, len: usize) -> Place {
    let place = inside(node);
    let Some(text) = node.as_text() else { return place };
    if place.end - place.start == text.len() && offset + len <= text.len() { place.within(offset, len) } else { place }
}
