//! The keys and values of a TOML text, each with its place.

use super::Place;
use indexmap::IndexMap;

/// A value with the place of the value and of the key that introduced it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    /// Where the value stands. For a table with a header this is the header.
    pub place: Place,
    /// Where its key stands; for items of a list, the value itself.
    pub key: Place,
}

/// What a key can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
    /// A TOML date or time, as written.
    Date(String),
    List(Vec<Node>),
    /// Keys in the order of the text.
    Table(IndexMap<String, Node>),
}

impl Value {
    /// What it is, in words an analyst uses: "a text", "a whole number", "a table" …
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Number(_) => "a number",
            Value::Flag(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

impl Node {
    /// A value that stands at `place`, with no key of its own.
    pub fn new(value: Value, place: Place) -> Node {
        Node { value, place, key: place }
    }

    /// An empty table at `place`.
    pub fn empty_table(place: Place) -> Node {
        Node::new(Value::Table(IndexMap::new()), place)
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, whole or not.
    pub fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Integer(number) => Some(number as f64),
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self.value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// The entries, if it is a table.
    pub fn as_table(&self) -> Option<&IndexMap<String, Node>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The entries, to change them.
    pub fn as_table_mut(&mut self) -> Option<&mut IndexMap<String, Node>> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The value under `key`, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_table()?.get(key)
    }

    /// The value at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }
}
